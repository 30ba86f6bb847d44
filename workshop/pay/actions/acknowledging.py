"""What a manager takes on himself, with a reason on record: a problem of judgement, a workshop where one person does it all."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from workshop.access.roles import MANAGER
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.queries.runs import ProblemLine, find_one_hand, get_run, list_problems
from workshop.pay.rows import AcknowledgementRow, FourEyesRow
from workshop.pay.rules.judging import is_judged
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


class Sight(NamedTuple):
    """A problem as the manager saw it: the worker, its kind and that very sentence."""

    worker_id: int
    kind: str
    sentence: str


def acknowledge_problems(
    actor: Actor, now: datetime, workshop_id: int, period: Period, seen: Sequence[Sight], reason: str
) -> int:
    """Lets problems of judgement stand, each for its very sentence: computed with another figure it asks again (8.2).

    Raises Refused for a problem that makes the figures wrong, one that is not there (any more), or without a reason.
    """
    _refuse_not_manager(actor)
    reason = require_reason(reason, "认可", "已向本人核对")
    if not seen:
        raise Refused("没有勾选问题", "请勾选要认可的人")
    with transaction(actor, now) as tx:
        run = get_run(workshop_id, period.code)
        there = {(p.worker_id, p.kind, p.sentence): p for p in list_problems(workshop_id, run.id) if p.holds}
        found = [_find_judged(there.get((sight.worker_id, sight.kind, sight.sentence))) for sight in seen]
        common = {"workshop_id": workshop_id, "period": period.code, "reason": reason}
        common |= {"at": now, "by": actor.name, "by_id": actor.account_id}
        tx.insert(AcknowledgementRow, [common | {"id": new_id()} | sight._asdict() for sight in seen])
        for problem in found:
            detail = {"period": period.code, "worker_no": problem.worker_no, "sentence": problem.sentence}
            tx.tell("acknowledge.problem", f"pay_run/{run.id}", detail | {"reason": reason}, workshop_id)
    return len(found)


def _find_judged(problem: ProblemLine | None) -> ProblemLine:
    if problem is None:
        raise Refused("这个问题已经处理过,或重新算过以后变了", "请刷新页面再看")
    if not is_judged(problem.kind):
        raise Refused(f"「{problem.sentence}」会让工资算错,不能由谁担保", problem.mend)
    return problem


def set_four_eyes(actor: Actor, now: datetime, workshop_id: int, needed: bool, reason: str) -> None:
    """Decides whether the manager may approve what he computed himself; the rule is no. Raises Refused."""
    _refuse_not_manager(actor)
    reason = require_reason(reason, "改变", "车间只有一位负责人")
    with transaction(actor, now) as tx:
        if needed == (find_one_hand(workshop_id) is None):
            raise Refused("已经是这样", "")
        row = {"workshop_id": workshop_id, "id": new_id(), "needed": needed, "reason": reason, "at": now}
        tx.insert(FourEyesRow, [row | {"by": actor.name}])
        tx.tell("set.four_eyes", f"workshop/{workshop_id}", {"needed": needed, "reason": reason}, workshop_id)


def _refuse_not_manager(actor: Actor) -> None:
    if actor.role != MANAGER:
        raise Refused("只有负责人可以决定", "请负责人登录处理")
