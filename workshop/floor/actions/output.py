"""Recording output and hours: the price is fixed by the work date (2.3), the pay day by what is locked (8.3)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from workshop.floor.actions.recording import (
    Recorded,
    Stamp,
    civil_day,
    judged,
    leave_out_existing,
    load_stored,
    pay_day,
    tell_rows,
    with_make_up,
    without_price,
)
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rows import HoursRow, OutputRow
from workshop.floor.rules.checks import find_hours_faults, find_output_faults
from workshop.floor.rules.entries import EntryFault, FloorFacts, NewHours, NewOutput
from workshop.kernel.idno import age_on
from workshop.prices.queries import load_price_book
from workshop.prices.rules import PriceBook
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def record_output(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewOutput],
    import_id: int | None = None,
    on: date | None = None,
    make_up: frozenset[tuple[int, date]] = frozenset(),
    reason: str = "",
    known_at: datetime | None = None,
    facts: FloorFacts | None = None,
) -> Recorded:
    """Records output with the price of its work date and the worker's grade on that day.

    `known_at`: the prices as they were known then, where work was recorded offline (2.3). `facts`: those of this moment,
    where the caller has read them already.
    An id recorded before with the same content is `existing`. `on` is today; `make_up` names 补班 days (worker, day) that
    are not recorded yet. Raises RefusedRows; then nothing is recorded. A missing price is a warning here and stops the pay run (2.5).
    """
    with transaction(actor, now) as tx:
        new, existing, warnings = leave_out_existing(rows, _content, lambda ids: _stored_output(workshop_id, ids))
        facts = facts or load_floor_facts(workshop_id, civil_day(now, on), {row.date for _, row in new})
        facts = with_make_up(facts, make_up)
        entries = judged(new, lambda batch: find_output_faults(batch, facts))
        stamp = Stamp(workshop_id, now, actor.name, import_id, reason)
        values = build_output(entries, facts, load_price_book(workshop_id, known_at), stamp)
        tx.insert(OutputRow, values)
        tell_rows(tx, "output.record", entries, stamp)
        warnings += output_warnings(new, values, facts)
    return Recorded(tuple(row.id for row in entries), existing, tuple(warnings))


def build_output(
    entries: Iterable[NewOutput], facts: FloorFacts, book: PriceBook, stamp: Stamp
) -> list[dict[str, Any]]:
    """The rows to be written. Price and pay day are looked up once for all entries that share them."""
    grade_on = cache(lambda worker_id, day: facts.workers[worker_id].terms_on(day)[0])
    price_on = cache(book.find)
    common = stamp.common()
    values = []
    for row in entries:
        price = price_on(row.operation_id, grade_on(row.worker_id, row.date), row.date)
        values.append(common | row._asdict() | price_columns(price) | _pay_on(row, facts.locked))
    return values


def price_columns(price: Any) -> dict[str, Any]:
    """What an entry keeps of the price in force; nulls where there is none."""
    if price is None:
        return {"price": None, "price_grade": "", "price_from": None, "defect_charge": None}
    return {
        "price": price.rate,
        "price_grade": price.grade,
        "price_from": price.valid_from,
        "defect_charge": price.defect_charge,
    }


def _pay_on(row: Any, locked: Mapping[int, date]) -> dict[str, date]:
    return {"pay_on": pay_day(row.date, locked.get(row.worker_id))}


def output_warnings(
    new: Sequence[tuple[int, NewOutput]], values: list[dict[str, Any]], facts: FloorFacts
) -> list[EntryFault]:
    """Entries without a price (2.5), and entries of a child (劳动法 art. 15: nobody under 16 may be employed)."""
    young = cache(lambda worker_id, day: _under_16(facts, worker_id, day))
    found = []
    for (index, row), value in zip(new, values, strict=True):
        if value["price"] is None:
            found.append(without_price(index, row, facts))
        if young(row.worker_id, row.date):
            name = facts.workers[row.worker_id].name
            found.append(
                EntryFault(
                    index, "worker_id", name, "under_16", "这一天还没满 16 周岁", "请核对出生日期;未满 16 岁不得用工"
                )
            )
    return found


def _under_16(facts: FloorFacts, worker_id: int, day: date) -> bool:
    born = facts.workers[worker_id].birth_date
    return born is not None and age_on(born, day) < 16


def _content(row: Any) -> tuple[Any, ...]:
    return tuple(row[1:])


def _stored_output(workshop_id: int, ids: Sequence[str]) -> dict[str, tuple[tuple[Any, ...], bool]]:
    row = OutputRow
    columns = (row.id, row.date, row.worker_id, row.operation_id, row.good, row.defect_own, row.defect_other, row.band)
    return load_stored(row, columns, workshop_id, ids)


def record_hours(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewHours],
    import_id: int | None = None,
    on: date | None = None,
    make_up: frozenset[tuple[int, date]] = frozenset(),
) -> Recorded:
    """Records minutes paid by the hour; as `record_output`. No rate anywhere is a warning here and stops the pay run (5.1)."""
    with transaction(actor, now) as tx:
        new, existing, warnings = leave_out_existing(rows, _content, lambda ids: _stored_hours(workshop_id, ids))
        facts = load_floor_facts(workshop_id, civil_day(now, on), {row.date for _, row in new})
        facts = with_make_up(facts, make_up)
        entries = judged(new, lambda batch: find_hours_faults(batch, facts))
        stamp = Stamp(workshop_id, now, actor.name, import_id)
        tx.insert(HoursRow, [stamp.common() | row._asdict() | _pay_on(row, facts.locked) for row in entries])
        tell_rows(tx, "hours.record", entries, stamp)
        warnings += [_without_rate(index, row, facts) for index, row in new if _rateless(row, facts)]
    return Recorded(tuple(row.id for row in entries), existing, tuple(warnings))


def _stored_hours(workshop_id: int, ids: Sequence[str]) -> dict[str, tuple[tuple[Any, ...], bool]]:
    row = HoursRow
    columns = (row.id, row.date, row.worker_id, row.activity, row.minutes, row.rate, row.band)
    return load_stored(row, columns, workshop_id, ids)


def _rateless(row: NewHours, facts: FloorFacts) -> bool:
    return row.rate is None and facts.workers[row.worker_id].terms_on(row.date)[1] is None


def _without_rate(index: int, row: NewHours, facts: FloorFacts) -> EntryFault:
    name = facts.workers[row.worker_id].name
    message = f"{row.date} 没有写时薪,本人也没有约定时薪"
    return EntryFault(index, "rate", name, "rate_missing", message, "请在工人资料里填时薪")
