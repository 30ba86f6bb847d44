"""Law and settings as they hold for a workshop, in a constant number of reads; of two rows for one day the later holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from workshop.kernel.dated import Dated, in_order, value_on
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.facts import MinimumWage, PaySettings, SocialRate, TaxTable
from workshop.pay.rules.law import Base, Law
from workshop.people.queries import load_calendar
from workshop.store.database import fetch_all

T = TypeVar("T")
Brackets = dict[int, tuple[tuple[int | None, int, int], ...]]

_MINIMUMS = """
SELECT m.valid_from, m.source, m.checked_on, m.monthly_fen, m.hourly_fen FROM minimum_wage m
JOIN workshop s ON s.county_code = m.county_code WHERE s.id = :w"""

_SETTINGS = """
SELECT valid_from, source, checked_on, withdrawn, guarantee_fen, floor_fen, contract_as_wages, contract_reason,
  attendance_blocks
FROM pay_setting WHERE workshop_id = :w ORDER BY id"""

_RATES = """
SELECT r.kind, r.valid_from, r.source, r.checked_on, r.withdrawn, r.person_rate, r.employer_rate, r.floor_fen,
  r.ceiling_fen
FROM social_rate r JOIN workshop s ON s.county_code = r.county_code WHERE s.id = :w ORDER BY r.id"""

_TABLES = """
SELECT kind, valid_from, source, checked_on, withdrawn, id, free_fen, free_to_fen, percent_off
FROM tax_table ORDER BY id"""

_BRACKETS = "SELECT table_id, up_to_fen, percent, quick_fen FROM tax_bracket ORDER BY table_id, position"

_BASES = """
SELECT worker_id, valid_from, source, checked_on, withdrawn, base_fen, kinds FROM social_base
WHERE workshop_id = :w {only} ORDER BY id"""

WorkerBase = tuple[int, tuple[str, ...]]  # fen, insurances (empty: all)


def load_law(workshop_id: int) -> Law:
    """Everything dated that pay depends on but the workers' bases. Raises NotFound."""
    minimums = (
        Dated(as_date(since), MinimumWage(monthly, hourly), source, find_date(checked))
        for since, source, checked, monthly, hourly in fetch_all(_MINIMUMS, w=workshop_id)
    )
    tables = load_tax_tables()
    return Law(
        load_calendar(workshop_id),
        in_order(minimums),
        _held(((since, *rest[:3], _settings(*rest[3:])) for since, *rest in fetch_all(_SETTINGS, w=workshop_id))),
        load_rates(workshop_id),
        tables["wages"],
        tables["services"],
    )


def _settings(guarantee: int, floor: int, as_wages: Any, reason: str, blocks: Any) -> PaySettings:
    return PaySettings(guarantee, floor, bool(as_wages), reason, bool(blocks))


def load_rates(workshop_id: int) -> dict[str, tuple[Dated[SocialRate], ...]]:
    """By insurance the dated rates of the workshop's county."""
    by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for kind, since, source, checked, withdrawn, *figures in fetch_all(_RATES, w=workshop_id):
        by_kind[kind].append((since, source, checked, withdrawn, SocialRate(kind, *figures)))
    return {kind: _held(rows) for kind, rows in by_kind.items()}


def load_tax_tables() -> dict[str, tuple[Dated[TaxTable], ...]]:
    """The country's tables by kind: wages, services."""
    brackets: Brackets = defaultdict(tuple)
    for table, *bracket in fetch_all(_BRACKETS):
        brackets[table] = (*brackets[table], tuple(bracket))  # type: ignore[arg-type]
    by_kind: dict[str, list[tuple[Any, ...]]] = {"wages": [], "services": []}
    for kind, since, source, checked, withdrawn, key, *figures in fetch_all(_TABLES):
        by_kind[kind].append((since, source, checked, withdrawn, TaxTable(brackets[key], *figures)))
    return {kind: _held(rows) for kind, rows in by_kind.items()}


@dataclass(frozen=True)
class DatedBases:
    """The insurance bases of a workshop's workers over time, by worker number."""

    bases: dict[str, tuple[Dated[WorkerBase], ...]]

    def on(self, day: date) -> list[Base]:
        """Those in force on a day."""
        held = ((worker, value_on(dated, day)) for worker, dated in self.bases.items())
        return [(worker, *dated.value) for worker, dated in held if dated and dated.value[0]]


def load_bases(scope: Scope) -> dict[int, WorkerBase]:
    """By worker the insurance base on the period's last day."""
    held = {worker: value_on(dated, scope.period.last) for worker, dated in _bases(scope.fetch(_BASES)).items()}
    return {worker: dated.value for worker, dated in held.items() if dated and dated.value[0]}


def list_dated_bases(workshop_id: int) -> DatedBases:
    """Every base of a workshop over time."""
    numbers = dict(fetch_all("SELECT id, worker_no FROM worker WHERE workshop_id = :w", w=workshop_id))
    rows = fetch_all(_BASES.format(only=""), w=workshop_id)
    return DatedBases({numbers[worker]: dated for worker, dated in _bases(rows).items()})


def _bases(found: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Dated[WorkerBase], ...]]:
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for worker, *dated, base, kinds in found:
        rows[worker].append((*dated, (base, tuple(kinds.split("、")) if kinds else ())))
    return {worker: _held(mine) for worker, mine in rows.items()}


def _held(rows: Iterable[tuple[Any, Any, Any, Any, T]]) -> tuple[Dated[T], ...]:
    """Rows in the order of recording: the last for a day holds, unless it withdraws."""
    days: dict[date, Dated[T] | None] = {}
    for since, source, checked, withdrawn, value in rows:
        on = as_date(since)
        days[on] = None if withdrawn else Dated(on, value, source, find_date(checked))
    return in_order(dated for dated in days.values() if dated)
