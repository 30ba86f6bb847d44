"""What is said against a notice, and how that was settled."""

from dataclasses import dataclass
from datetime import date, datetime

from workshop.claims.actions.posting.recording import add_event, check_actor, check_day, check_words, made_by
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.notices import get_notice
from workshop.claims.rows import PublicNoticeObjectionRow
from workshop.claims.rules.posting.values import OUTCOMES, WAYS, PublicNotice
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal


@dataclass(frozen=True)
class NewObjection:
    """What somebody said against a notice; `who` empty: anonymous; `worker_id`: whom it is about, where it is about one."""

    on: date
    way: str
    text: str
    who: str = ""
    worker_id: int | None = None


def record_objection(
    actor: Actor, now: datetime, workshop_id: int, notice_id: int, new: NewObjection, today: date
) -> int:
    """Puts down what was said; its id. Who said it is sealed and in no leaf. Raises NotFound; Refused with its field."""
    check_actor(actor)
    check_words(text=(new.text, 400), who=(new.who, 80))
    check_day(new.on, today)
    if new.way not in WAYS:
        raise Refused("没有写是怎样反映的", "请从列表里选", "way")
    if not new.text.strip():
        raise Refused("没有写反映了什么", "请照反映的人说的写", "text")
    with transaction(actor, now) as tx:
        notice = get_notice(workshop_id, notice_id)
        _check_objection(workshop_id, notice, new)
        key, table = new_id(), PublicNoticeObjectionRow.__tablename__
        who = seal(new.who.strip(), table, "who", workshop_id, key) if new.who.strip() else None
        row = {"workshop_id": workshop_id, "id": key, "notice_id": notice_id, "on": new.on, "way": new.way}
        row |= {"who": who, "worker_id": new.worker_id, "text": new.text.strip()} | made_by(actor, now)
        tx.insert(PublicNoticeObjectionRow, [row])
        said = {"objection": key, "way": new.way, "anonymous": who is None}
        tx.tell("notice.objection", f"public_notice/{notice_id}", said, workshop_id)
    return key


@dataclass(frozen=True)
class Settlement:
    """How an objection ended: `outcome` of OUTCOMES, what was found, and whether the person leaves the claim for it."""

    outcome: str
    text: str
    on: date
    taken_off: bool = False


def settle_objection(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    notice_id: int,
    objection_id: int,
    new: Settlement,
    today: date,
) -> None:
    """Puts down how an objection was settled, once. Raises NotFound; Refused with its field."""
    check_actor(actor)
    check_words(text=(new.text, 400))
    check_day(new.on, today)
    if new.outcome not in OUTCOMES:
        raise Refused("没有写查的结果", "请从列表里选", "outcome")
    if not new.text.strip():
        raise Refused("没有写怎样查的、怎样处理的", "例如 问了本人和带班的,核对了 3 月的工资表", "text")
    with transaction(actor, now) as tx:
        notice = get_notice(workshop_id, notice_id)
        mine = next((one for one in notice.objections if one.id == objection_id), None)
        if mine is None or mine.outcome:
            raise Refused("没有这起异议,或已经处理过了", "请刷新页面看结果")
        if new.on < mine.on:
            raise Refused(f"处理的日子在反映({mine.on})以前", "请核对日期", "on")
        if new.taken_off and mine.worker_id is None:
            raise Refused("这起异议没有说是谁,不能写从申领中去掉", "请先核对是哪一位", "taken_off")
        told = {"objection_id": objection_id, "outcome": new.outcome, "taken_off": new.taken_off}
        add_event(tx, workshop_id, notice_id, "settle", new.on, text=new.text.strip(), **told)


def _check_objection(workshop_id: int, notice: PublicNotice, new: NewObjection) -> None:
    if new.on < notice.postings[0].on:
        raise Refused(f"{new.on} 还没有张贴", "请核对日期", "on")
    if new.worker_id is None or notice.claim_id is None:
        return
    if not any(one.worker_id == new.worker_id for one in get_claim(workshop_id, notice.claim_id).people):
        raise Refused("这个人不在这项申领里", "请核对工号;不是说某一个人的不用填", "worker")
