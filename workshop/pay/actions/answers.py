"""Answers to slips (pay rules 8.5): made known, seen, confirmed or objected, by phone or on paper, and answered by the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workshop.access.roles import OFFICE, WORKER
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.kernel.text import has_forbidden
from workshop.pay.actions.keeping import keep_slips
from workshop.pay.queries.answers import WHOLE, get_objection, list_answers, list_objections, list_standings
from workshop.pay.queries.runs import get_run, list_problems
from workshop.pay.queries.slips import SlipHead, SlipView, get_slip, load_slips
from workshop.pay.rows import ObjectionAnswerRow, ObjectionRow, SlipAnswerRow
from workshop.pay.rules.answers import MOST_TEXT, OBJECTION_REASONS
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


def publish_slips(actor: Actor, now: datetime, workshop_id: int, period: Period, part: int | None = None) -> int:
    """Makes the slips of a run known to their workers; how many are new. One with a problem that holds the lock waits.

    A slip that has changed since is made known again. Raises NotFound, Refused.
    """
    with transaction(actor, now) as tx:
        run = get_run(workshop_id, period.code, part)
        held = {problem.worker_id for problem in list_problems(workshop_id, run.id) if problem.holds}
        if None in held:
            raise Refused(f"{run.title}的工资还有必须处理的问题", "处理好、重新计算以后再公布")
        new = [
            standing.slip
            for standing in list_standings(workshop_id, run.period, run.id)
            if standing.published is None and standing.slip.worker_id not in held
        ]
        _say(tx, workshop_id, period.code, new, "published")
        tx.tell("publish.slips", f"pay_run/{run.id}", {"period": run.period, "slips": len(new)}, workshop_id)
    return len(new)


def record_seen(actor: Actor, now: datetime, workshop_id: int, period: Period, worker_id: int) -> None:
    """The worker has looked at his slip; the first look at a slip as it is counts. Raises NotFound, Refused."""
    with transaction(actor, now) as tx:
        head = _own_slip(actor, workshop_id, period, worker_id).head
        words = {word.kind for _, word in list_answers(workshop_id, period.code, worker_id)[worker_id] if word.holds}
        _refuse_unpublished(words)
        if "seen" not in words:
            _say(tx, workshop_id, period.code, [head], "seen")


def confirm_slip(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_id: int,
    position: int = WHOLE,
    paper: str = "",
) -> None:
    """The worker confirms his slip or one line of it; the office does it for him by the number of the signed paper.

    Raises NotFound for a slip or a line that is not there, Refused for a slip that was not made known or an open objection.
    """
    _refuse_text(paper, "paper")
    with transaction(actor, now) as tx:
        slip = _own_slip(actor, workshop_id, period, worker_id)
        _get_line(slip, position)
        words = [word for _, word in list_answers(workshop_id, period.code, worker_id)[worker_id] if word.holds]
        if _way(actor, paper) == "phone":
            _refuse_unpublished({word.kind for word in words})
        elif not paper.strip():
            raise Refused("请写明签字的纸在哪里", "例如:2026年3月签字表第 2 页", field="paper")
        _refuse_objected(workshop_id, period, [slip.head])
        if ("confirmed", position) not in {(word.kind, word.position) for word in words}:
            keep_slips(tx, workshop_id, [slip])
            _say(tx, workshop_id, period.code, [slip.head], "confirmed", position, paper)
            detail = {"period": period.code, "worker_no": slip.head.worker_no, "line": position, "paper": paper.strip()}
            tx.tell("confirm.slip", f"slip/{slip.head.id}", detail, workshop_id)


def confirm_on_paper(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_ids: Sequence[int],
    paper: str,
    part: int | None = None,
) -> int:
    """Records who has signed the printed sheet, many at once, with where the paper is; how many are new. Raises Refused."""
    if not worker_ids:
        raise Refused("没有勾选人", "请勾选已经签字的人")
    if not paper.strip():
        raise Refused("请写明签字的纸在哪里", "例如:2026年3月签字表第 2 页", field="paper")
    _refuse_text(paper, "paper")
    with transaction(actor, now) as tx:
        _way(actor, paper)
        run = get_run(workshop_id, period.code, part)
        asked, standings = set(worker_ids), list_standings(workshop_id, run.period, run.id)
        chosen = [one for one in standings if one.slip.worker_id in asked]
        if len(chosen) != len(asked):
            raise Refused("勾选的人里有不在这一期的", "请刷新页面再勾选")
        _refuse_objected(workshop_id, period, [one.slip for one in chosen])
        new = [one.slip for one in chosen if one.confirmed is None]
        keep_slips(tx, workshop_id, [slip for slip in load_slips(workshop_id, run.id) if slip.head in new])
        _say(tx, workshop_id, period.code, new, "confirmed", WHOLE, paper)
        detail = {"period": period.code, "paper": paper.strip(), "workers": [slip.worker_no for slip in new]}
        tx.tell("confirm.slips", f"pay_run/{run.id}", detail, workshop_id)
    return len(new)


def object_to_slip(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_id: int,
    position: int,
    reason: str,
    text: str = "",
    paper: str = "",
) -> int:
    """The worker objects to a line (`position`) or to the whole slip (0); the objection's id. It holds his lock until answered.

    `reason` is one of OBJECTION_REASONS; 其他 needs words. Raises NotFound, Refused.
    """
    if reason not in OBJECTION_REASONS:
        raise Refused(f"异议的原因「{reason}」不认识", f"请选 {'、'.join(OBJECTION_REASONS)} 之一", field="reason")
    if reason == "其他" and not text.strip():
        raise Refused("请写哪里不对", "例如:3 月 12 日的缝合少记 20 双", field="text")
    _refuse_text(text, "text")
    _refuse_text(paper, "paper")
    with transaction(actor, now) as tx:
        slip = _own_slip(actor, workshop_id, period, worker_id)
        line = _get_line(slip, position)
        waiting = list_objections(workshop_id, period.code, worker_id)
        if any(one.open and one.position == position for one in waiting):
            raise Refused("这一项已经提过异议,还没有答复", "请等办公室答复")
        said = {"position": position, "line": line[:600], "reason": reason, "text": text.strip()}
        row = _stamp(tx, workshop_id, period.code, slip.head) | _by(tx, actor, paper) | said
        tx.insert(ObjectionRow, [row])
        detail = {"period": period.code, "worker_no": slip.head.worker_no, "line": position, "reason": reason}
        tx.tell("object.slip", f"slip/{slip.head.id}", detail, workshop_id)
    return int(row["id"])


def answer_objection(
    actor: Actor, now: datetime, workshop_id: int, objection_id: int, accepted: bool, text: str
) -> None:
    """Answers an objection once, in words that the worker reads. Accepted: mend it and put him back, or offset a locked slip.

    Raises NotFound, Refused.
    """
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计或负责人能答复异议", "")
    if not text.strip():
        raise Refused("请写答复", "接受的写怎么改,不接受的写为什么", field="text")
    _refuse_text(text, "text")
    with transaction(actor, now) as tx:
        objection = get_objection(workshop_id, objection_id)
        if not objection.open:
            raise Refused("这条异议已经答复过", f"答复:{objection.answer}")
        row = {"workshop_id": workshop_id, "objection_id": objection_id, "accepted": accepted, "text": text.strip()}
        tx.insert(ObjectionAnswerRow, [row | {"at": now, "by": actor.name, "by_id": actor.account_id}])
        detail = {"period": objection.period, "worker_no": objection.worker_no, "accepted": accepted}
        tx.tell("answer.objection", f"objection/{objection_id}", detail, workshop_id)


def _own_slip(actor: Actor, workshop_id: int, period: Period, worker_id: int) -> SlipView:
    """The slip; a worker's account reaches his own alone."""
    if actor.role == WORKER:
        mine = fetch_all("SELECT worker_id, workshop_id FROM account WHERE id = :id", id=actor.account_id)
        if mine != [(worker_id, workshop_id)]:
            raise Refused("只能看自己的工资条", "")
    return get_slip(workshop_id, period.code, worker_id)


def _get_line(slip: SlipView, position: int) -> str:
    """The sentence of a line, or of the whole slip; raises Refused for a line that the slip does not have."""
    if position == WHOLE:
        return ""
    for line in slip.lines:
        if line.position == position:
            return line.sentence
    raise Refused("工资条上没有这一项", "工资可能重新算过,请刷新再看")


def _way(actor: Actor, paper: str) -> str:
    if actor.role in OFFICE:
        return "paper" if paper.strip() else "office"
    if actor.role in (WORKER, "scan"):
        return "phone"
    raise Refused("只有本人或办公室能回答工资条", "")


def _refuse_unpublished(words: set[str]) -> None:
    if "published" not in words:
        raise Refused("这张工资条还没有公布,或刚重新算过", "请等办公室公布")


def _refuse_objected(workshop_id: int, period: Period, slips: Sequence[SlipHead]) -> None:
    open_ones = {one.worker_id for one in list_objections(workshop_id, period.code) if one.open}
    names = [f"{slip.worker_no} {slip.name}" for slip in slips if slip.worker_id in open_ones]
    if names:
        raise Refused(f"{'、'.join(names[:5])}的异议还没有答复,不能确认", "请先答复异议")


def _refuse_text(text: str, field: str) -> None:
    if len(text) > (200 if field == "paper" else MOST_TEXT) or has_forbidden(text):
        raise Refused("写的字太多,或有不能保存的控制字符", "请改短一些", field=field)


def _say(
    tx: Transaction,
    workshop_id: int,
    period: str,
    slips: Sequence[SlipHead],
    kind: str,
    position: int = WHOLE,
    paper: str = "",
) -> None:
    way = _by(tx, tx.actor, paper)
    word = {"kind": kind, "position": position}
    tx.insert(SlipAnswerRow, [_stamp(tx, workshop_id, period, slip) | way | word for slip in slips])


def _stamp(tx: Transaction, workshop_id: int, period: str, slip: SlipHead) -> dict[str, Any]:
    keys = {"workshop_id": workshop_id, "id": new_id(), "period": period, "worker_id": slip.worker_id}
    return keys | {"slip_sha256": slip.sha256, "at": tx.now}


def _by(tx: Transaction, actor: Actor, paper: str) -> dict[str, Any]:
    way = "office" if actor.role == "command" else _way(actor, paper)
    return {"way": way, "paper": paper.strip(), "by": actor.name, "by_id": actor.account_id}
