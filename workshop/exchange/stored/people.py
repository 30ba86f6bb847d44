"""Workshops, their calendar, and people with the numbers that are sealed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.people.queries import load_terms
from workshop.people.rows import (
    BankAccountRow,
    CategoryRow,
    ContractRow,
    HouseholdRow,
    ShiftedDayRow,
    WorkerRow,
)
from workshop.people.rules.words import CATEGORIES
from workshop.store.database import db
from workshop.store.vault import unseal


def load_workshops(spec: Spec, scope: Scope) -> list[Any]:
    """The workshop itself."""
    shop = scope.shop
    return [spec.line(0, shop.code, shop.name, shop.village, shop.county_code, shop.weekly_rest)]


def load_calendar(spec: Spec, scope: Scope) -> list[Any]:
    """Shifted days that hold for all, then the workshop's own."""
    row = ShiftedDayRow
    query = select(row.workshop_id, row.date, row.rest).where(row.workshop_id.in_([0, scope.shop.id]))
    found = db.session.execute(query.order_by(row.date, row.workshop_id))
    return [spec.line(0, scope.shop.code if owner else "", day, rest) for owner, day, rest in found]


def load_common_calendar(spec: Spec) -> list[Any]:
    """Shifted days that hold for all workshops."""
    row = ShiftedDayRow
    found = db.session.execute(select(row.date, row.rest).where(row.workshop_id == 0).order_by(row.date))
    return [spec.line(0, "", day, rest) for day, rest in found]


def load_workers(spec: Spec, scope: Scope) -> list[Any]:
    """Everyone the workshop ever had, with what holds last: terms, categories, contract, account. Numbers are unsealed."""
    shop = scope.shop.id
    row = WorkerRow
    home = (HouseholdRow.workshop_id == row.workshop_id) & (HouseholdRow.id == row.household_id)
    query = select(row, HouseholdRow.household_no).outerjoin(HouseholdRow, home).where(row.workshop_id == shop)
    columns = query.with_only_columns(*row.__table__.columns, HouseholdRow.household_no).order_by(row.worker_no)
    terms = {worker: dated[-1].value for worker, dated in load_terms(shop).items()}
    categories, contracts, cards = _categories(shop), _contracts(shop), _cards(shop)
    lines = []
    for w in db.session.execute(columns):
        agreed = terms[w.id]
        kind, starts, ends = contracts.get(w.id, ("", None, None))
        id_no = unseal(w.id_no_sealed, "worker", "id_no", shop, w.id)
        who = (w.worker_no, w.name, w.sex, id_no, w.birth_date, w.phone, cards.get(w.id, ""), scope.shop.code)
        stay = (w.hire_date, w.leave_date, categories.get(w.id, ()), w.household_no or "", kind, starts, ends)
        pay = (agreed.hours_system, agreed.grade, agreed.monthly_fen, agreed.daily_fen, agreed.hourly_fen)
        lines.append(spec.line(0, *who, *stay, *pay))
    return lines


def _categories(shop: int) -> dict[int, tuple[str, ...]]:
    row = CategoryRow
    query = select(row.worker_id, row.category, row.holds).where(row.workshop_id == shop).order_by(row.valid_from)
    held: dict[int, dict[str, bool]] = {}
    for worker, category, holds in db.session.execute(query):
        held.setdefault(worker, {})[category] = holds
    return {worker: _in_order(name for name, holds in mine.items() if holds) for worker, mine in held.items()}


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: CATEGORIES.index(name) if name in CATEGORIES else len(CATEGORIES)))


def _contracts(shop: int) -> dict[int, tuple[Any, ...]]:
    """Worker → kind, start, end of the last contract."""
    row = ContractRow
    query = select(row.worker_id, row.kind, row.valid_from, row.valid_to).where(row.workshop_id == shop)
    ordered = query.order_by(row.valid_from.is_not(None), row.valid_from, row.id)
    return {worker: tuple(contract) for worker, *contract in db.session.execute(ordered)}


def _cards(shop: int) -> dict[int, str]:
    """Worker → number of the last account."""
    row = BankAccountRow
    query = select(row.worker_id, row.id, row.card_sealed).where(row.workshop_id == shop)
    found = db.session.execute(query.order_by(row.valid_from, row.id))
    last = {worker: (row_id, sealed) for worker, row_id, sealed in found}
    return {w: unseal(sealed, "bank_account", "card", shop, row_id) for w, (row_id, sealed) in last.items()}
