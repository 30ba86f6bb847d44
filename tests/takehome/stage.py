"""The floor's people with what work at home needs: households, a contractor, a child, an order and what comes of it."""

from datetime import date

from sqlalchemy import update

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, SEW, WANG, ZHAO, add, set_the_stage, terms, worker
from workshop.people.rows import ContractRow, HouseholdRow, WorkerRow, WorkerTermsRow
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.takehome.actions import (
    NewDelivery,
    NewInspection,
    NewIssue,
    NewMaterial,
    NewMember,
    OrderRef,
    inspect_return,
    issue_order,
    receive_return,
)
from workshop.takehome.queries import Only, load_balances

ISSUED, BACK, TODAY = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 31)
HOME, OTHER_HOME = 301, 302
SON, CHILD, YOUTH, AGELESS = 111, 112, 113, 114
YARN = NewMaterial("棉纱", "公斤", 100_000, 10_000, 200, 80_000)
CUFF = NewMaterial("罗口", "个", 200_000, 20_000, 0, 5_000)


def set_the_home_stage() -> None:
    """李秀英 and her son live in one household; she is a contractor, he sews; a child, a youth, one of unknown age."""
    set_the_stage()
    homes = [
        {"workshop_id": W001, "id": key, "household_no": str(key), "head_name": "", "address": ""}
        for key in (HOME, OTHER_HOME)
    ]
    add(HouseholdRow, *homes)
    people = (
        worker(SON, "李小军", birth_date=date(2000, 1, 1), household_id=HOME),
        worker(CHILD, "李小妹", birth_date=date(2011, 3, 1), household_id=HOME),
        worker(YOUTH, "李小弟", birth_date=date(2009, 1, 1), household_id=HOME),
        worker(AGELESS, "李老太", birth_date=None, household_id=HOME),
    )
    add(WorkerRow, *people)
    contractor = {"hours_system": "contract"}
    add(WorkerTermsRow, *(terms(key) for key in (SON, CHILD, YOUTH, AGELESS)))
    add(ContractRow, {"workshop_id": W001, "id": 901, "worker_id": LI, "kind": "承揽", "recorded_at": NOW})
    with transaction(BOSS, NOW):
        mine = (WorkerTermsRow.workshop_id == W001, WorkerTermsRow.worker_id == LI)
        db.session.execute(update(WorkerTermsRow).where(*mine).values(**contractor))
        live = WorkerRow.id.in_((LI,))
        db.session.execute(update(WorkerRow).where(WorkerRow.workshop_id == W001, live).values(household_id=HOME))
        live = WorkerRow.id.in_((WANG, ZHAO))
        db.session.execute(update(WorkerRow).where(WorkerRow.workshop_id == W001, live).values(household_id=OTHER_HOME))


def an_issue(**more) -> NewIssue:
    return NewIssue(LI, SEW, ISSUED, (YARN,), due_on=date(2026, 3, 20))._replace(**more)


def issue(**more) -> int:
    return issue_order(BOSS, NOW, W001, an_issue(**more)).order_id


def a_delivery(order: int | OrderRef, good: int = 0, own: int = 0, other: int = 0, **more) -> NewDelivery:
    ref = OrderRef(order) if isinstance(order, int) else order
    counts = (good * 1000, own * 1000, other * 1000)
    return NewDelivery(ref, BACK, *counts, inspected_on=BACK)._replace(**more)


def bring(order: int | OrderRef, good: int = 0, own: int = 0, other: int = 0, accept=frozenset(), **more):
    return receive_return(BOSS, NOW, W001, a_delivery(order, good, own, other, **more), accept=accept)


def inspect(return_id: int, good: int, own: int = 0, on: date = BACK, **more):
    inspection = NewInspection(on, good * 1000, own * 1000, return_id=return_id)._replace(**more)
    return inspect_return(BOSS, NOW, W001, inspection)


def share(*pairs: tuple[int, int]) -> tuple[NewMember, ...]:
    return tuple(NewMember(*pair) for pair in pairs)


def balance(order: int, position: int = 1):
    [line] = [one for one in load_balances(W001, Only(order_ids=(order,))) if one.position == position]
    return line.balance
