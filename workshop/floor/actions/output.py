"""Recording output and hours: the price is fixed by the work date (2.3), the pay day by what is locked (8.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from workshop.floor.actions.recording import (
    Recorded,
    civil_day,
    fetch_by_ids,
    judged,
    leave_out_existing,
    pay_day,
    reversed_ids,
)
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rows import HoursRow, OutputRow
from workshop.floor.rules.checks import find_hours_faults, find_output_faults
from workshop.floor.rules.entries import EntryFault, FloorFacts, NewHours, NewOutput
from workshop.kernel.idno import age_on
from workshop.prices.queries import load_price_book
from workshop.prices.rules import PriceBook
from workshop.store.audit import Actor, digest_rows
from workshop.store.transaction import Transaction, transaction


@dataclass(frozen=True)
class Stamp:
    """What the rows of one recording have in common."""

    workshop_id: int
    now: datetime
    by: str
    import_id: int | None
    reason: str = ""

    def common(self) -> dict[str, Any]:
        """The columns of an entry that is no reversal."""
        return {
            "workshop_id": self.workshop_id,
            "reverses": None,
            "reason": self.reason,
            "recorded_at": self.now,
            "recorded_by": self.by[:64],
            "import_id": self.import_id,
        }


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


def with_make_up(facts: FloorFacts, make_up: frozenset[tuple[int, date]]) -> FloorFacts:
    """The facts with days of 补班 that come in with the same import."""
    return FloorFacts(**{**vars(facts), "make_up": facts.make_up | make_up}) if make_up else facts


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


def without_price(index: int, row: Any, facts: FloorFacts) -> EntryFault:
    """The warning that an entry has no price yet."""
    name = facts.operations[row.operation_id].name
    message = f"{row.date} 还没有单价,先记数量,工资要等单价补上才能锁定"
    return EntryFault(index, "operation_id", name, "price_missing", message, "请在「工序单价」补上这一天的单价")


def _content(row: Any) -> tuple[Any, ...]:
    return tuple(row[1:])


def _stored_output(workshop_id: int, ids: Sequence[str]) -> dict[str, tuple[tuple[Any, ...], bool]]:
    row = OutputRow
    columns = (row.id, row.date, row.worker_id, row.operation_id, row.good, row.defect_own, row.defect_other, row.band)
    return stored(row, columns, workshop_id, ids)


def stored(
    row: Any, columns: Sequence[Any], workshop_id: int, ids: Sequence[str]
) -> dict[str, tuple[tuple[Any, ...], bool]]:
    """id → (content, was it reversed) of the entries that are recorded already; the first column is the id."""
    found = fetch_by_ids(row, columns, workshop_id, ids)
    undone = reversed_ids(row, workshop_id, [line[0] for line in found]) if found else set()
    return {line[0]: (tuple(line[1:]), line[0] in undone) for line in found}


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
    return stored(row, columns, workshop_id, ids)


def _rateless(row: NewHours, facts: FloorFacts) -> bool:
    return row.rate is None and facts.workers[row.worker_id].terms_on(row.date)[1] is None


def _without_rate(index: int, row: NewHours, facts: FloorFacts) -> EntryFault:
    name = facts.workers[row.worker_id].name
    message = f"{row.date} 没有写时薪,本人也没有约定时薪"
    return EntryFault(index, "rate", name, "rate_missing", message, "请在工人资料里填时薪")


def tell_rows(tx: Transaction, action: str, entries: Sequence[Any], stamp: Stamp) -> None:
    """One leaf for the batch: how many rows, of which days, and the digest that covers each of them."""
    if not entries:
        return
    days = sorted({row.date for row in entries})
    subject = f"import/{stamp.import_id}" if stamp.import_id else f"day/{days[-1]}"
    detail = {"rows": len(entries), "from": days[0], "to": days[-1], "digest": digest_rows(entries)}
    tx.tell(action, subject, detail | ({"reason": stamp.reason} if stamp.reason else {}), stamp.workshop_id)
