"""One worker with everything dated about them. Sealed numbers stay sealed: only their last four digits are read."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workshop.kernel.faults import NotFound
from workshop.kernel.idno import age_on
from workshop.kernel.masking import mask_phone
from workshop.people.rows import BankAccountRow, CategoryRow, ContractRow, HouseholdRow, WorkerRow
from workshop.people.rules.words import in_order
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow


@dataclass(frozen=True)
class Worker:
    """The facts of a worker as a page shows them; `id_masked` keeps the last four only."""

    id: int
    worker_no: str
    name: str
    sex: str
    birth_date: date | None
    id_masked: str
    phone: str
    household_no: str
    relation_to_head: str
    address: str
    post: str
    hire_date: date
    leave_date: date | None

    @property
    def phone_masked(self) -> str:
        """138****1234."""
        return mask_phone(self.phone)

    def age_on(self, on: date) -> int | None:
        """Full years on a day; None when the birth date is not known."""
        return age_on(self.birth_date, on) if self.birth_date else None


@dataclass(frozen=True)
class CategoryLine:
    """A stretch of time in which a category holds: `until` is the day it ends (not included), None while it holds."""

    category: str
    valid_from: date
    until: date | None
    source: str
    checked_on: date | None


@dataclass(frozen=True)
class ContractLine:
    """A contract."""

    kind: str
    number: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class AccountLine:
    """An account, masked."""

    valid_from: date
    bank_name: str
    holder_name: str
    card_tail: str


@dataclass(frozen=True)
class Leaf:
    """What somebody did to this person's data."""

    at: datetime
    actor_name: str
    action: str
    detail: str


def find_worker(workshop_id: int, worker_id: int) -> Worker | None:
    """A worker of this workshop."""
    row = WorkerRow
    home = (HouseholdRow.workshop_id == row.workshop_id) & (HouseholdRow.id == row.household_id)
    columns = (row.sex, row.birth_date, row.id_no_tail, row.phone, HouseholdRow.household_no)
    more = (row.relation_to_head, row.address, row.post, row.hire_date, row.leave_date)
    query = select(row.id, row.worker_no, row.name, *columns, *more).outerjoin(HouseholdRow, home)
    found = db.session.execute(query.where(row.workshop_id == workshop_id, row.id == worker_id)).one_or_none()
    if found is None:
        return None
    key, number, name, sex, born, tail, phone, household, *rest = found
    return Worker(key, number, name, sex, born, f"****{tail}" if tail else "", phone, household or "", *rest)


def get_worker(workshop_id: int, worker_id: int) -> Worker:
    """As `find_worker`; raises NotFound."""
    worker = find_worker(workshop_id, worker_id)
    if worker is None:
        raise NotFound(f"worker {worker_id}")
    return worker


def list_categories(workshop_id: int, worker_id: int) -> list[CategoryLine]:
    """Every stretch of every category, what holds now first, then the latest; ends are folded into the stretch they end."""
    row = CategoryRow
    query = select(row.category, row.valid_from, row.holds, row.source, row.checked_on)
    query = query.where(row.workshop_id == workshop_id, row.worker_id == worker_id).order_by(row.valid_from)
    lines: list[CategoryLine] = []
    open_lines: dict[str, CategoryLine] = {}
    for category, start, holds, source, checked in db.session.execute(query):
        if holds and category in open_lines:  # a later entry of the same category: a check, or a new list
            start = open_lines.pop(category).valid_from
        if holds:
            open_lines[category] = CategoryLine(category, start, None, source, checked)
        elif category in open_lines:
            was = open_lines.pop(category)
            lines.append(CategoryLine(category, was.valid_from, start, f"{was.source};结束:{source}", was.checked_on))
    current = sorted(open_lines.values(), key=lambda line: in_order(line.category))
    return current + sorted(lines, key=lambda line: line.valid_from, reverse=True)


def list_contracts(workshop_id: int, worker_id: int) -> list[ContractLine]:
    """Contracts, the latest first."""
    row = ContractRow
    query = select(row.kind, row.number, row.valid_from, row.valid_to).where(row.workshop_id == workshop_id)
    query = query.where(row.worker_id == worker_id).order_by(row.valid_from.desc(), row.id.desc())
    return [ContractLine(*values) for values in db.session.execute(query)]


def list_accounts(workshop_id: int, worker_id: int) -> list[AccountLine]:
    """Accounts, the latest first."""
    row = BankAccountRow
    query = select(row.valid_from, row.bank_name, row.holder_name, row.card_tail).where(row.workshop_id == workshop_id)
    query = query.where(row.worker_id == worker_id).order_by(row.valid_from.desc(), row.id.desc())
    return [AccountLine(*values) for values in db.session.execute(query)]


def list_leaves(workshop_id: int, worker_id: int, most: int = 50) -> list[Leaf]:
    """What was done to this person's data, the latest first."""
    row = AuditLeafRow
    query = select(row.at, row.actor_name, row.action, row.detail)
    query = query.where(row.workshop_id == workshop_id, row.subject == f"worker/{worker_id}")
    return [Leaf(*values) for values in db.session.execute(query.order_by(row.at.desc(), row.id.desc()).limit(most))]
