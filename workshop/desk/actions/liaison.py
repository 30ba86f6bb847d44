"""The liaison 稳岗联络员 from a day on, visits on the record, and who stopped coming and why."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.access.photos import fit_within
from workshop.access.roles import OFFICE
from workshop.desk.actions.matters import civil, digest
from workshop.desk.marks import mark_name
from workshop.desk.queries.leavers import find_last_sign
from workshop.desk.queries.liaison import find_liaison, list_liaisons
from workshop.desk.queries.numbers import last_visit_step
from workshop.desk.queries.visits import get_visit
from workshop.desk.rows import DepartureRow, LiaisonRow, VisitRow, VisitStepRow
from workshop.desk.rules import leaving, visits
from workshop.desk.rules.matters import refuse_text
from workshop.kernel.faults import Refused
from workshop.people.queries.worker import get_worker
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

LONGEST_SIDE = 900  # of the photo: sharp on the wall at 9 cm


def set_liaison(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    name: str,
    phone: str,
    valid_from: date,
    photo: bytes | None = None,
) -> int:
    """Who is the liaison from a day on; an empty name: nobody. The photo of the same person stays. Its id. Raises Refused."""
    _refuse_stranger(actor)
    for words, field, most in ((name, "name", 64), (phone, "phone", 20)):
        refuse_text(words, field, most)
    if name.strip() and not phone.strip():
        raise Refused("请写联络员的电话", "公示牌上要写,工人好找他", "phone")
    image = fit_within(photo, LONGEST_SIDE) if photo else None
    key = new_id()
    row = {
        "workshop_id": workshop_id,
        "id": key,
        "name": name.strip(),
        "phone": phone.strip(),
        "valid_from": valid_from,
    }
    with transaction(actor, now) as tx:
        row |= {"photo": image or _photo_of(workshop_id, name.strip()), "at": now, "by": actor.name[:64]}
        tx.insert(LiaisonRow, [row | {"by_id": actor.account_id}])
        told = {"mark": mark_name("liaison", f"{key}/{phone.strip()}", name.strip()), "from": valid_from}
        tx.tell("liaison.set", f"liaison/{key}", told, workshop_id)
    return key


def _photo_of(workshop_id: int, name: str) -> bytes | None:
    row = LiaisonRow
    mine = (row.workshop_id == workshop_id, row.name == name, row.photo.is_not(None))
    return db.session.scalar(select(row.photo).where(*mine).order_by(row.at.desc(), row.id.desc()).limit(1))


def record_visit(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    visited_on: date,
    way: str,
    why: str,
    found: str,
    *,
    worker_id: int | None = None,
    household_id: int | None = None,
    matter_id: int | None = None,
    promised: str = "",
    due: date | None = None,
    visitor: str = "",
) -> int:
    """A visit to a worker or a household: what was found, promised and by when. Its id. Raises NotFound, Refused."""
    _refuse_stranger(actor)
    _refuse_visit(visited_on, way, why, found, promised, due, civil(now))
    if worker_id is None and household_id is None:
        raise Refused("请写走访了谁", "工号、姓名或户编号", "worker")
    if worker_id is not None:
        get_worker(workshop_id, worker_id)
    liaison = find_liaison(list_liaisons(workshop_id), visited_on)
    who = visitor.strip()[:64] or (liaison.name if liaison else actor.name[:64])
    key = new_id()
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": key, "liaison_id": liaison.id if liaison else None}
    row |= {"visitor": who, "worker_id": worker_id, "household_id": household_id, "matter_id": matter_id}
    row |= {"visited_on": visited_on, "way": way, "why": why, "found": found.strip(), "promised": promised.strip()}
    with transaction(actor, now) as tx:
        tx.insert(VisitRow, [row | {"due": due, "at": now, "by": actor.name[:64], "by_id": actor.account_id}])
        told = {"on": visited_on, "why": why, "worker_id": worker_id, "household_id": household_id, "due": due}
        tx.tell("visit.record", f"visit/{key}", told | {"words": digest(found + promised)}, workshop_id)
    return key


def _refuse_visit(on: date, way: str, why: str, found: str, promised: str, due: date | None, today: date) -> None:
    if on > today:
        raise Refused("走访的日期在今天后面", "请核对日期", "visited_on")
    if way not in visits.WAYS or why not in visits.WHY:
        raise Refused("请选怎么走访、为什么", "", "why")
    if not found.strip():
        raise Refused("请写看到、听到了什么", "一两句话就行", "found")
    refuse_text(found, "found")
    refuse_text(promised, "promised")
    if due and (not promised.strip() or due < on):
        raise Refused("写了哪天以前办好,就要写答应了什么,日期也不能在走访前面", "请核对", "due")


def record_visit_step(
    actor: Actor, now: datetime, workshop_id: int, visit_id: int, done_on: date, text: str, done: bool
) -> None:
    """What was done of what a visit promised. Raises NotFound, Refused."""
    _refuse_stranger(actor)
    if not text.strip():
        raise Refused("请写做了什么", "", "text")
    refuse_text(text)
    if done_on > civil(now):
        raise Refused("日期在今天后面", "请核对日期", "done_on")
    with transaction(actor, now) as tx:
        visit = get_visit(workshop_id, visit_id)
        if not visit.open:
            raise Refused("答应的事已经办完,或没有答应什么", "有新的情况请再记一次走访", "text")
        row: dict[str, Any] = {
            "workshop_id": workshop_id,
            "visit_id": visit_id,
            "seq": last_visit_step(workshop_id, visit_id) + 1,
        }
        row |= {"done_on": done_on, "text": text.strip(), "done": done, "at": now, "by": actor.name[:64]}
        tx.insert(VisitStepRow, [row | {"by_id": actor.account_id}])
        tx.tell("visit.step", f"visit/{visit_id}", {"on": done_on, "done": done, "words": digest(text)}, workshop_id)


def record_departure(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    worker_id: int,
    reason: str,
    text: str = "",
    asked_on: date | None = None,
    answer: str = "",
) -> None:
    """Why somebody stopped coming, and what he answered when he was asked back. Raises NotFound, Refused."""
    _refuse_stranger(actor)
    if reason not in leaving.REASONS:
        raise Refused("请选原因", "、".join(leaving.REASONS.values()), "reason")
    if reason == "else" and not text.strip():
        raise Refused("选了「其他」,请写是什么原因", "", "text")
    refuse_text(text, "text", 400)
    if answer not in leaving.ANSWERS or bool(answer) != (asked_on is not None):
        raise Refused("问过他的,写哪天问的、怎么说的;没问过的两样都空着", "", "answer")
    if asked_on and asked_on > civil(now):
        raise Refused("日期在今天后面", "请核对日期", "asked_on")
    get_worker(workshop_id, worker_id)
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": new_id(), "worker_id": worker_id, "reason": reason}
    row |= {"text": text.strip(), "asked_on": asked_on, "answer": answer, "at": now, "by": actor.name[:64]}
    with transaction(actor, now) as tx:
        row["last_on"] = find_last_sign(workshop_id, worker_id, civil(now))
        tx.insert(DepartureRow, [row | {"by_id": actor.account_id}])
        told = {"reason": reason, "asked_on": asked_on, "answer": answer, "words": digest(text)}
        tx.tell("departure.record", f"worker/{worker_id}", told, workshop_id)


def _refuse_stranger(actor: Actor) -> None:
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能登记", "")
