"""What a manager takes on himself, with a reason on record: a problem of judgement, a workshop where one person does it all."""

from datetime import datetime

from workshop.access.roles import MANAGER
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.kernel.text import has_forbidden
from workshop.pay.queries.runs import find_one_hand, get_run, list_problems
from workshop.pay.rows import AcknowledgementRow, FourEyesRow
from workshop.pay.rules.judging import is_judged
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def acknowledge_problem(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_id: int,
    kind: str,
    sentence: str,
    reason: str,
) -> None:
    """Lets a problem of judgement stand, for that very sentence: computed with another figure it asks again (8.2).

    Raises Refused for a problem that makes the figures wrong, one that is not there (any more), or without a reason.
    """
    _refuse_not_manager(actor)
    words = _words(reason)
    with transaction(actor, now) as tx:
        run = get_run(workshop_id, period.code)
        found = [
            problem
            for problem in list_problems(workshop_id, run.id)
            if (problem.worker_id, problem.kind, problem.sentence) == (worker_id, kind, sentence) and problem.holds
        ]
        if not found:
            raise Refused("这个问题已经处理过,或重新算过以后变了", "请刷新页面再看")
        if not is_judged(kind):
            raise Refused(f"「{sentence}」会让工资算错,不能由谁担保", found[0].mend)
        row = {"workshop_id": workshop_id, "id": new_id(), "period": period.code, "worker_id": worker_id, "kind": kind}
        said = {"sentence": sentence, "reason": words, "at": now, "by": actor.name[:64], "by_id": actor.account_id}
        tx.insert(AcknowledgementRow, [row | said])
        detail = {"period": period.code, "worker_no": found[0].worker_no, "sentence": sentence, "reason": words}
        tx.tell("acknowledge.problem", f"pay_run/{run.id}", detail, workshop_id)


def set_four_eyes(actor: Actor, now: datetime, workshop_id: int, needed: bool, reason: str) -> None:
    """Decides whether the manager may approve what he computed himself; the rule is no. Raises Refused."""
    _refuse_not_manager(actor)
    words = _words(reason)
    with transaction(actor, now) as tx:
        if needed == (find_one_hand(workshop_id) is None):
            raise Refused("已经是这样", "")
        row = {"workshop_id": workshop_id, "id": new_id(), "needed": needed, "reason": words, "at": now}
        tx.insert(FourEyesRow, [row | {"by": actor.name[:64]}])
        tx.tell("set.four_eyes", f"workshop/{workshop_id}", {"needed": needed, "reason": words}, workshop_id)


def _refuse_not_manager(actor: Actor) -> None:
    if actor.role != MANAGER:
        raise Refused("只有负责人可以决定", "请负责人登录处理")


def _words(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise Refused("请写明原因", "", field="reason")
    if len(words) > 200 or has_forbidden(words):
        raise Refused("原因最多 200 个字,不能有控制字符", "请改短一些", field="reason")
    return words
