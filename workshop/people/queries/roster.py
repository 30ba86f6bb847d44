"""The list of workers, in a fixed number of statements however many people there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from workshop.kernel.idno import age_on
from workshop.kernel.masking import mask_phone
from workshop.kernel.text import fold
from workshop.people.queries.terms import terms_on
from workshop.people.rows import BankAccountRow, CategoryRow, ContractRow, WorkerRow
from workshop.people.rules.names import matches
from workshop.people.rules.words import HOURS_SYSTEMS, in_order
from workshop.store.database import db


@dataclass(frozen=True)
class WorkerLine:
    """A worker in a list: nothing in it is secret. `categories` hold on the day asked about; `unchecked` of them nobody has checked."""

    id: int
    worker_no: str
    name: str
    sex: str
    age: int | None
    phone_masked: str
    post: str
    hire_date: date
    leave_date: date | None
    hours_system: str
    grade: str
    categories: tuple[str, ...]
    unchecked: bool
    contract_kind: str
    contract_to: date | None
    card_tail: str

    @property
    def hours_words(self) -> str:
        """The working-hours system in Chinese."""
        return HOURS_SYSTEMS.get(self.hours_system, "")


def list_workers(
    workshop_id: int, on: date, *, search: str = "", who: str = "in", category: str = ""
) -> list[WorkerLine]:
    """Workers by number. `who` is `in` (employed on the day), `left`, or `all`; `search` as `rules.names.matches`."""
    row = WorkerRow
    query = select(row).where(row.workshop_id == workshop_id).order_by(row.worker_no)
    if who == "in":
        query = query.where(or_(row.leave_date.is_(None), row.leave_date >= on))
    elif who == "left":
        query = query.where(row.leave_date < on)
    found = db.session.execute(query.with_only_columns(*row.__table__.columns)).all()
    if sought := fold(search):
        found = [w for w in found if matches(sought, w.worker_no, w.name_key, w.initials, w.phone)]
    lines = _lines(workshop_id, on, found)
    return [line for line in lines if not category or category in line.categories]


def next_worker_no(workshop_id: int) -> str:
    """A number to offer for the next worker: the highest one counted on, as wide as it is; `001` in an empty workshop."""
    numbers = db.session.scalars(select(WorkerRow.worker_no).where(WorkerRow.workshop_id == workshop_id))
    last = max((n for n in numbers if n[-1:].isdigit()), key=lambda n: (len(n), n), default="000")
    head = last.rstrip("0123456789")
    return head + str(int(last[len(head) :]) + 1).zfill(len(last) - len(head))


def _lines(workshop_id: int, on: date, workers: Iterable[Any]) -> list[WorkerLine]:
    terms = terms_on(workshop_id, on)
    held = _categories(workshop_id, on)
    contracts, cards = _contracts(workshop_id, on), _cards(workshop_id, on)
    lines = []
    for w in workers:
        agreed, categories = terms.get(w.id), held.get(w.id, {})
        kind, ends = contracts.get(w.id, ("", None))
        lines.append(
            WorkerLine(
                id=w.id,
                worker_no=w.worker_no,
                name=w.name,
                sex=w.sex,
                age=age_on(w.birth_date, on) if w.birth_date else None,
                phone_masked=mask_phone(w.phone),
                post=w.post,
                hire_date=w.hire_date,
                leave_date=w.leave_date,
                hours_system=agreed.hours_system if agreed else "",
                grade=agreed.grade if agreed else "",
                categories=tuple(sorted(categories, key=in_order)),
                unchecked=None in categories.values(),
                contract_kind=kind,
                contract_to=ends,
                card_tail=cards.get(w.id, ""),
            )
        )
    return lines


def _categories(workshop_id: int, on: date) -> dict[int, dict[str, date | None]]:
    """Worker → category that holds on the day → the day it was checked."""
    row = CategoryRow
    query = select(row.worker_id, row.category, row.holds, row.checked_on)
    query = query.where(row.workshop_id == workshop_id, row.valid_from <= on).order_by(row.valid_from)
    held: dict[int, dict[str, date | None]] = {}
    for worker, category, holds, checked in db.session.execute(query):
        mine = held.setdefault(worker, {})
        mine.pop(category, None)
        if holds:
            mine[category] = checked
    return held


def _contracts(workshop_id: int, on: date) -> dict[int, tuple[str, date | None]]:
    """Worker → kind and end of the contract that started last, up to the day asked about."""
    row = ContractRow
    query = select(row.worker_id, row.kind, row.valid_to).where(row.workshop_id == workshop_id)
    query = query.where(or_(row.valid_from.is_(None), row.valid_from <= on))
    ordered = query.order_by(row.valid_from.is_not(None), row.valid_from, row.id)
    return {worker: (kind, ends) for worker, kind, ends in db.session.execute(ordered)}


def _cards(workshop_id: int, on: date) -> dict[int, str]:
    """Worker → last four digits of the account in force."""
    row = BankAccountRow
    query = select(row.worker_id, row.card_tail).where(row.workshop_id == workshop_id, row.valid_from <= on)
    return dict(db.session.execute(query.order_by(row.valid_from, row.id)).all())
