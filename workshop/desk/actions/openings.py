"""Posts, those who seek work, and what becomes of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from workshop.access.tries import SCAN, Limit, open_try
from workshop.desk.queries.moments import day_of
from workshop.desk.queries.openings import Opening, get_opening, get_seeker
from workshop.desk.rows import OpeningEndRow, OpeningRow, OpeningUntilRow, ReferralRow, SeekerRow, SeekerStepRow
from workshop.desk.rules.openings import AGAIN, PLACES, SKILLS, STEPS, TIMES, new_code, read_phone, read_words
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.text import clean_name, has_forbidden
from workshop.people.queries import Workshop, find_workshop
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.scope import across_workshops
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import blind_index, seal, unseal

LONGEST = timedelta(days=400)  # that a post may be offered ahead
TABLE, COLUMN, DOMAIN = "seeker", "phone", "seeker_phone"
LIMITS = (
    Limit("address", 10, timedelta(hours=1), False, "这里报名太多次了", "请过一个小时再报,或直接打电话"),
    Limit("subject", 200, timedelta(days=1), False, "今天报名的人太多", "请明天再报,或直接打电话"),
)


@dataclass(frozen=True)
class NewOpening:
    """A post as it is typed."""

    title: str
    work: str
    place: str
    times: tuple[str, ...] = ()
    hours: str = ""
    skills: tuple[str, ...] = ()
    wanted: int = 1
    phone: str = ""
    until: date | None = None


@dataclass(frozen=True)
class NewSeeker:
    """Somebody who wants work, as typed; `consent` must be given, `may_refer` may."""

    name: str
    phone: str
    place: str
    times: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    village: str = ""
    note: str = ""
    consent: bool = False
    may_refer: bool = False


def post_opening(actor: Actor, now: datetime, workshop_id: int, new: NewOpening) -> int:
    """Posts it; its id. Raises Refused."""
    ticked = _ticked(new.place, new.times, new.skills)
    if not new.title.strip() or not new.work.strip() or not 1 <= new.wanted <= 500:
        raise Refused("岗位没有写全", "请写招什么人、做什么、要几个", "title")
    _refuse_day(new.until, now)
    key: dict[str, Any] = {"workshop_id": workshop_id, "id": new_id(), "code": new_code()}
    told: dict[str, Any] = {
        "title": new.title.strip()[:40],
        "work": new.work.strip()[:300],
        "hours": new.hours.strip()[:80],
    }
    told |= {"wanted": new.wanted, "phone": new.phone.strip()[:40]}
    with transaction(actor, now) as tx:
        tx.insert(OpeningRow, [key | ticked | told | _by(actor, now)])
        if new.until:
            _offer_until(tx, workshop_id, key["id"], new.until)
        tx.tell("opening.post", f"opening/{key['id']}", ticked | {"title": told["title"]}, workshop_id)
    return int(key["id"])


def close_opening(actor: Actor, now: datetime, workshop_id: int, opening_id: int, reason: str) -> None:
    """Filled or withdrawn; the page of its poster says so. Raises NotFound, Refused."""
    if get_opening(workshop_id, opening_id).ended:
        raise Refused("这个岗位已经关了", "要再招人,请另发一个岗位")
    row = {
        "workshop_id": workshop_id,
        "id": new_id(),
        "opening_id": opening_id,
        "reason": _written(reason, "reason")[:100] or "已招满",
    }
    with transaction(actor, now) as tx:
        tx.insert(OpeningEndRow, [row | _by(actor, now)])
        tx.tell("opening.close", f"opening/{opening_id}", {"reason": row["reason"]}, workshop_id)


def extend_opening(actor: Actor, now: datetime, workshop_id: int, opening_id: int, until: date) -> None:
    """The post is still offered, until a day. Raises NotFound, Refused."""
    if get_opening(workshop_id, opening_id).ended:
        raise Refused("这个岗位已经关了", "要再招人,请另发一个岗位")
    _refuse_day(until, now)
    with transaction(actor, now) as tx:
        _offer_until(tx, workshop_id, opening_id, until)
        tx.tell("opening.extend", f"opening/{opening_id}", {"until": until}, workshop_id)


def _offer_until(tx: Transaction, workshop_id: int, opening_id: int, until: date) -> None:
    key = {"workshop_id": workshop_id, "id": new_id(), "opening_id": opening_id, "until": until}
    tx.insert(OpeningUntilRow, [key | _by(tx.actor, tx.now)])


def _refuse_day(until: date | None, now: datetime) -> None:
    if until and not timedelta() <= until - day_of(now) <= LONGEST:
        raise Refused("招到哪天不对", f"请写今天以后 {LONGEST.days} 天以内的一天", "until")


def register_seeker(
    actor: Actor, now: datetime, workshop_id: int, new: NewSeeker, opening_id: int | None = None
) -> int:
    """Keeps somebody who wants work, told by the office; his id. The same number twice is the same person. Raises Refused."""
    return _register(actor, now, workshop_id, new, opening_id, "office")


def apply_for(now: datetime, address: str, opening: Opening, new: NewSeeker) -> None:
    """As `register_seeker`, by the page of a poster. Whether a number was known already is not told. Raises Refused."""
    if opening.ended:
        raise Refused("这个岗位已经关了", "请问问车间还有没有别的岗位")
    if opening.past(day_of(now)):
        raise Refused("报名的日子过了", "还想来的话,请打电话问问车间")
    _check(new)
    open_try(f"opening/{opening.id}", address, now, LIMITS)
    _register(SCAN, now, opening.workshop_id, new, opening.id, "form")


def record_step(actor: Actor, now: datetime, workshop_id: int, seeker_id: int, kind: str, note: str = "") -> None:
    """What became of somebody. Raises NotFound, Refused."""
    if kind not in STEPS:
        raise Refused("没有这种结果", f"可选 {'、'.join(STEPS.values())}", "kind")
    _living(workshop_id, seeker_id)
    row = {"workshop_id": workshop_id, "id": new_id(), "seeker_id": seeker_id, "kind": kind, "note": note.strip()[:200]}
    with transaction(actor, now) as tx:
        tx.insert(SeekerStepRow, [row | _by(actor, now)])
        tx.tell("seeker.step", f"seeker/{seeker_id}", {"kind": kind}, workshop_id)


@across_workshops("somebody who seeks work is passed on to another workshop")
def refer_seeker(actor: Actor, now: datetime, shop: Workshop, seeker_id: int, to_code: str, reason: str = "") -> None:
    """Passes somebody on to another workshop of the county, who agreed to it: they get what he told, the telephone sealed anew.

    Raises NotFound, Refused.
    """
    seeker, to = _living(shop.id, seeker_id), find_workshop(to_code)
    if to is None or to.county_code != shop.county_code or to.id == shop.id:
        raise Refused("没有这个车间", "请从本县别的车间里选一个", "to")
    if not seeker.may_refer:
        raise Refused("本人没有同意介绍给别的车间", "请先问本人;同意了再重新登记一次", "to")
    copy = {name: getattr(seeker, name) for name in ("name", "village", "place", "times", "skills", "note")}
    copy |= {"way": "referral", "from_code": shop.code, "may_refer": False, "opening_id": None}
    key = {"workshop_id": shop.id, "id": new_id(), "seeker_id": seeker_id, "to_workshop_id": to.id}
    with transaction(actor, now) as tx:
        if db.session.scalar(_referred(shop.id, seeker_id).where(ReferralRow.to_workshop_id == to.id)):
            raise Refused(f"已经介绍给{to.name}了", "请等他们的消息", "to")
        there = _insert(tx, actor, now, to.id, copy, _read_phone(shop.id, seeker_id))
        why = {"to_seeker_id": there, "reason": _written(reason, "reason")[:200]}
        tx.insert(ReferralRow, [key | why | _by(actor, now)])
        tx.tell("seeker.refer", f"seeker/{seeker_id}", {"to": to.code}, shop.id)
        tx.tell("seeker.receive", f"seeker/{there}", {"from": shop.code}, to.id)


def show_phone(actor: Actor, now: datetime, workshop_id: int, seeker_id: int) -> str:
    """The whole number, to call it; who looked is on the record. Raises NotFound, Refused."""
    _living(workshop_id, seeker_id)
    with transaction(actor, now) as tx:
        tx.tell("seeker.phone", f"seeker/{seeker_id}", {}, workshop_id)
    return _read_phone(workshop_id, seeker_id)


@across_workshops("who is forgotten here is forgotten where he was passed on to")
def erase_seeker(actor: Actor, now: datetime, workshop_id: int, seeker_id: int) -> None:
    """Forgets somebody who takes his consent back, here and where he was referred to. Raises NotFound."""
    get_seeker(workshop_id, seeker_id)
    with transaction(actor, now) as tx:
        query = select(ReferralRow.to_workshop_id, ReferralRow.to_seeker_id).where(
            ReferralRow.workshop_id == workshop_id, ReferralRow.seeker_id == seeker_id
        )
        for place, key in [(workshop_id, seeker_id), *db.session.execute(query).all()]:
            nothing = {
                "name": "",
                "village": "",
                "note": "",
                "phone_sealed": None,
                "phone_index": None,
                "phone_tail": "",
            }
            mine = (SeekerRow.workshop_id == place, SeekerRow.id == key)
            db.session.execute(update(SeekerRow).where(*mine).values(**nothing, erased_at=now))
            tx.tell("seeker.erase", f"seeker/{key}", {}, place)


def _register(actor: Actor, now: datetime, workshop_id: int, new: NewSeeker, opening_id: int | None, way: str) -> int:
    facts, phone = _check(new)
    with transaction(actor, now) as tx:
        mine = (SeekerRow.workshop_id == workshop_id, SeekerRow.phone_index == blind_index(DOMAIN, phone))
        known = db.session.scalar(select(SeekerRow.id).where(*mine).order_by(SeekerRow.at.desc()))
        if known is not None and way == "form":
            record_step(actor, now, workshop_id, int(known), AGAIN)
            return int(known)
        facts |= {"way": way, "from_code": "", "opening_id": opening_id}
        if known is not None:
            _refresh(tx, now, workshop_id, int(known), facts)
            return int(known)
        return _insert(tx, actor, now, workshop_id, facts, phone)


def _check(new: NewSeeker) -> tuple[dict[str, Any], str]:
    name, phone = clean_name(new.name), read_phone(new.phone)
    if not name:
        raise Refused("没有写姓名", "请写您叫什么", "name")
    if not new.consent:
        raise Refused("没有同意,就不能登记", "同意的话请在「我同意」前打勾", "consent")
    told = {"name": name[:64], "village": new.village.strip()[:80], "note": new.note.strip()[:200]}
    return told | _ticked(new.place, new.times, new.skills) | {"may_refer": new.may_refer}, phone


def _ticked(place: str, times: tuple[str, ...], skills: tuple[str, ...]) -> dict[str, Any]:
    if place not in PLACES:
        raise Refused("没有选在哪里做", f"可选 {'、'.join(PLACES.values())}", "place")
    when, what = read_words(TIMES, times, "times"), read_words(SKILLS, skills, "skills")
    return {"place": place, "times": ",".join(sorted(when)), "skills": ",".join(sorted(what))}


def _insert(tx: Transaction, actor: Actor, now: datetime, workshop_id: int, facts: dict[str, Any], phone: str) -> int:
    key = new_id()
    sealed: dict[str, Any] = {"phone_sealed": seal(phone, TABLE, COLUMN, workshop_id, key), "phone_tail": phone[-4:]}
    sealed |= {"phone_index": blind_index(DOMAIN, phone), "consented_at": now, "erased_at": None}
    tx.insert(SeekerRow, [facts | sealed | {"workshop_id": workshop_id, "id": key} | _by(actor, now)])
    tx.tell("seeker.register", f"seeker/{key}", {"way": facts["way"]}, workshop_id)
    return key


def _refresh(tx: Transaction, now: datetime, workshop_id: int, key: int, facts: dict[str, Any]) -> None:
    """The office asked the same person again: what he says now holds."""
    mine = (SeekerRow.workshop_id == workshop_id, SeekerRow.id == key)
    db.session.execute(update(SeekerRow).where(*mine).values(**facts, consented_at=now))
    tx.tell("seeker.refresh", f"seeker/{key}", {}, workshop_id)


def _written(text: str, field: str) -> str:
    if has_forbidden(text):
        raise Refused("含有不能保存的控制字符", "请删去后重新输入", field)
    return text.strip()


def _living(workshop_id: int, seeker_id: int) -> Any:
    seeker = get_seeker(workshop_id, seeker_id)
    if seeker.erased_at:
        raise NotFound(f"seeker {seeker_id}")
    return seeker


def _read_phone(workshop_id: int, seeker_id: int) -> str:
    mine = (SeekerRow.workshop_id == workshop_id, SeekerRow.id == seeker_id)
    sealed = db.session.scalar(select(SeekerRow.phone_sealed).where(*mine))
    return unseal(sealed, TABLE, COLUMN, workshop_id, seeker_id)


def _referred(workshop_id: int, seeker_id: int) -> Any:
    return select(ReferralRow.id).where(ReferralRow.workshop_id == workshop_id, ReferralRow.seeker_id == seeker_id)


def _by(actor: Actor, now: datetime) -> dict[str, Any]:
    return {"at": now, "by": actor.name, "by_id": actor.account_id}
