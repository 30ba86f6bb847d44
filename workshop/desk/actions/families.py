"""Families as the liaison learns of them: a household, its members, and who of them is in work since when."""

from datetime import date, datetime
from typing import Any

from workshop.access.roles import OFFICE
from workshop.desk.actions.matters import civil
from workshop.desk.queries.families import get_household, has_household_no, has_member
from workshop.desk.rows import FamilyMemberRow, FamilyWorkRow
from workshop.desk.rules.families import WORK
from workshop.desk.rules.matters import refuse_text
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries.worker import get_worker
from workshop.people.rows import HouseholdRow
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def add_household(
    actor: Actor, now: datetime, workshop_id: int, household_no: str, head_name: str, address: str = ""
) -> int:
    """A household of the village of which nobody works here yet; its id. Raises Refused."""
    _refuse_stranger(actor)
    for words, field, most in (
        (household_no, "household_no", 32),
        (head_name, "head_name", 64),
        (address, "address", 200),
    ):
        refuse_text(words, field, most)
    if not household_no.strip() or not head_name.strip():
        raise Refused("请写户编号和户主", "没有县里的编号,可以自己编一个", "household_no")
    if has_household_no(workshop_id, household_no.strip()):
        raise Refused(f"户编号「{household_no.strip()}」已经有了", "请在列表里找这一户", "household_no")
    key = new_id()
    row = {"workshop_id": workshop_id, "id": key, "household_no": household_no.strip(), "head_name": head_name.strip()}
    with transaction(actor, now) as tx:
        tx.insert(HouseholdRow, [row | {"address": address.strip()}])
        tx.tell("household.add", f"household/{key}", {"household_no": household_no.strip()}, workshop_id)
    return key


def add_member(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    household_id: int,
    name: str,
    relation: str = "",
    birth_date: date | None = None,
) -> int:
    """Somebody of a household who does not work here; the id. Raises NotFound, Refused."""
    _refuse_stranger(actor)
    get_household(workshop_id, household_id)
    refuse_text(name, "name", 64)
    refuse_text(relation, "relation", 20)
    if not name.strip():
        raise Refused("请写姓名", "", "name")
    if birth_date and birth_date > civil(now):
        raise Refused("出生日期在今天后面", "请核对日期", "birth_date")
    key = new_id()
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": key, "household_id": household_id, "name": name.strip()}
    row |= {"relation": relation.strip(), "birth_date": birth_date, "at": now, "by": actor.name[:64]}
    with transaction(actor, now) as tx:
        tx.insert(FamilyMemberRow, [row | {"by_id": actor.account_id}])
        tx.tell("family.member", f"household/{household_id}", {"member": key}, workshop_id)
    return key


def tell_work(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    work: str,
    valid_from: date,
    source: str,
    *,
    member_id: int | None = None,
    worker_id: int | None = None,
    place: str = "",
    checked_on: date | None = None,
) -> None:
    """Whether a member, or a worker who is not in work here, works from a day on, and who says so. Raises NotFound, Refused."""
    _refuse_stranger(actor)
    if work not in WORK or work == "here":
        raise Refused("请选现在怎样", "在本车间做的,从花名册和记录里看", "work")
    if not source.strip() and work != "unknown":
        raise Refused("请写从哪里知道的", "例如:3 月 5 日走访,他母亲说的", "source")
    for words, field, most in ((source, "source", 200), (place, "place", 80)):
        refuse_text(words, field, most)
    if valid_from > civil(now):
        raise Refused("日期在今天后面", "请核对日期", "valid_from")
    if worker_id is not None:
        get_worker(workshop_id, worker_id)
    elif member_id is None or not has_member(workshop_id, member_id):
        raise NotFound(f"member {member_id}")
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": new_id(), "member_id": member_id, "worker_id": worker_id}
    row |= {"valid_from": valid_from, "work": work, "place": place.strip(), "source": source.strip()}
    row |= {"checked_on": checked_on, "at": now, "by": actor.name[:64], "by_id": actor.account_id}
    with transaction(actor, now) as tx:
        tx.insert(FamilyWorkRow, [row])
        subject = f"worker/{worker_id}" if worker_id is not None else f"member/{member_id}"
        tx.tell("family.work", subject, {"work": work, "from": valid_from}, workshop_id)


def _refuse_stranger(actor: Actor) -> None:
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能登记", "")
