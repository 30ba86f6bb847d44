"""The list of workers, in a fixed number of statements however many people there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    """A worker in a list: nothing in it is secret. `categories` hold on the day asked about; `unchecked`: one of them nobody has checked.

    `name_key`, `readings` and `phone_tail` are what a search compares.
    """

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
    name_key: str
    readings: str
    phone_tail: str

    @property
    def hours_words(self) -> str:
        """The working-hours system in Chinese."""
        return HOURS_SYSTEMS.get(self.hours_system, "")

    def has_left(self, on: date) -> bool:
        """Whether the last day of work is over."""
        return self.leave_date is not None and self.leave_date < on


@dataclass(frozen=True)
class RosterCounts:
    """How many are employed, have left, and how the people shown are spread over categories."""

    employed: int
    left: int
    categories: tuple[tuple[str, int], ...]
    unchecked: int


def list_workers(
    workshop_id: int, on: date, *, search: str = "", who: str = "in", category: str = ""
) -> list[WorkerLine]:
    """Workers by number. `who` is `in` (employed on the day), `left`, or `all`; `search` as `rules.names.matches`."""
    return narrow(_lines(workshop_id, on), on, search=search, who=who, category=category)


def narrow(
    lines: Iterable[WorkerLine], on: date, *, search: str = "", who: str = "all", category: str = ""
) -> list[WorkerLine]:
    """Those of the lines that are asked for."""
    sought = fold(search)
    return [
        line
        for line in lines
        if (who == "all" or line.has_left(on) == (who == "left"))
        and (not category or category in line.categories)
        and (not sought or matches(sought, line.worker_no, line.name_key, line.readings, line.phone_tail))
    ]


def count_roster(everyone: Iterable[WorkerLine], shown: Iterable[WorkerLine], on: date) -> RosterCounts:
    """The figures over a list: `everyone` for employed and left, `shown` for the categories."""
    left = Counter(line.has_left(on) for line in everyone)
    shown = list(shown)
    held = Counter(category for line in shown for category in line.categories)
    spread = tuple(sorted(held.items(), key=lambda pair: in_order(pair[0])))
    return RosterCounts(left[False], left[True], spread, sum(line.unchecked for line in shown))


def next_worker_no(workshop_id: int) -> str:
    """A number to offer for the next worker: the highest one counted on, as wide as it is; `001` in an empty workshop."""
    numbers = db.session.scalars(select(WorkerRow.worker_no).where(WorkerRow.workshop_id == workshop_id))
    last = max((n for n in numbers if n[-1:].isdigit()), key=lambda n: (len(n), n), default="000")
    head = last.rstrip("0123456789")
    return head + str(int(last[len(head) :]) + 1).zfill(len(last) - len(head))


def _lines(workshop_id: int, on: date) -> list[WorkerLine]:
    row = WorkerRow
    columns = (row.id, row.worker_no, row.name, row.sex, row.birth_date, row.phone, row.post)
    more = (row.hire_date, row.leave_date, row.name_key, row.initials)
    query = select(*columns, *more).where(row.workshop_id == workshop_id).order_by(row.worker_no)
    terms, held = terms_on(workshop_id, on), _categories(workshop_id, on)
    contracts, cards = _contracts(workshop_id, on), _cards(workshop_id, on)
    lines = []
    for key, number, name, sex, born, phone, post, hired, left, name_key, readings in db.session.execute(query):
        agreed, categories = terms.get(key), held.get(key, {})
        kind, ends = contracts.get(key, ("", None))
        lines.append(
            WorkerLine(
                id=key,
                worker_no=number,
                name=name,
                sex=sex,
                age=age_on(born, on) if born else None,
                phone_masked=mask_phone(phone),
                post=post,
                hire_date=hired,
                leave_date=left,
                hours_system=agreed.hours_system if agreed else "",
                grade=agreed.grade if agreed else "",
                categories=tuple(sorted(categories, key=in_order)),
                unchecked=None in categories.values(),
                contract_kind=kind,
                contract_to=ends,
                card_tail=cards.get(key, ""),
                name_key=name_key,
                readings=readings,
                phone_tail=phone[-4:],
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
