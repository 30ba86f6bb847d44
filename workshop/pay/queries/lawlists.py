"""Law and settings as lines for pages: what holds for each day, the latest first, with source and the day it was checked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.pay.queries.law import load_tax_tables
from workshop.pay.queries.scope import as_date, find_date
from workshop.pay.rules.facts import PaySettings, SocialRate, TaxTable
from workshop.store.database import fetch_all

_LAST = "NOT {t}.withdrawn AND NOT EXISTS (SELECT 1 FROM {table} n WHERE {same} AND n.id > {t}.id)"


def _last(table: str, t: str, *same: str) -> str:
    keys = " AND ".join(f"n.{name} = {t}.{name}" for name in same)
    return _LAST.format(table=table, t=t, same=keys)


_SETTINGS = f"""
SELECT p.id, p.valid_from, p.source, p.checked_on, p.recorded_by, p.guarantee_fen, p.floor_fen, p.contract_as_wages,
  p.contract_reason, p.attendance_blocks
FROM pay_setting p WHERE p.workshop_id = :w AND {_last("pay_setting", "p", "workshop_id", "valid_from")}
ORDER BY p.valid_from DESC"""

_RATES = f"""
SELECT r.id, r.valid_from, r.source, r.checked_on, r.recorded_by, r.kind, r.person_rate, r.employer_rate, r.floor_fen,
  r.ceiling_fen
FROM social_rate r WHERE r.county_code = :county AND {_last("social_rate", "r", "county_code", "kind", "valid_from")}
ORDER BY r.kind, r.valid_from DESC"""

_TABLES = f"""
SELECT t.id, t.kind, t.valid_from, t.source, t.checked_on, t.recorded_by
FROM tax_table t WHERE {_last("tax_table", "t", "kind", "valid_from")} ORDER BY t.kind DESC, t.valid_from DESC"""

_BASES = f"""
FROM social_base b JOIN worker w ON w.workshop_id = b.workshop_id AND w.id = b.worker_id
WHERE b.workshop_id = :w AND {_last("social_base", "b", "workshop_id", "worker_id", "valid_from")}
  AND (w.worker_no LIKE :like ESCAPE '\\' OR w.name LIKE :like ESCAPE '\\')"""

_MINIMUMS = """
SELECT valid_from, monthly_fen, hourly_fen, source, checked_on FROM minimum_wage
WHERE county_code = :county ORDER BY valid_from DESC"""

PAGE = 50


@dataclass(frozen=True)
class DatedLine:
    """What every line has; `checked_on` None: nobody has compared it with its source."""

    id: int
    valid_from: date
    source: str
    checked_on: date | None
    recorded_by: str


@dataclass(frozen=True)
class SettingLine(DatedLine):
    """Settings from a month on."""

    settings: PaySettings


@dataclass(frozen=True)
class RateLine(DatedLine):
    """A county's rates of one insurance."""

    rate: SocialRate


@dataclass(frozen=True)
class TaxLine(DatedLine):
    """A tax table, `kind` wages or services."""

    kind: str
    table: TaxTable


@dataclass(frozen=True)
class BaseLine(DatedLine):
    """A worker's insurance base from a day on, 0: it ends; `kinds` empty: every insurance."""

    worker_no: str
    name: str
    base: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class MinimumLine:
    """A minimum wage of the county; `checked_on` None: nobody has compared it with the published figure."""

    valid_from: date
    monthly: int
    hourly: int
    source: str
    checked_on: date | None


def list_settings(workshop_id: int) -> list[SettingLine]:
    """The settings of a workshop, the latest month first."""
    return [
        SettingLine(*_row(row[:5]), PaySettings(guarantee, floor, bool(as_wages), reason, bool(blocks)))
        for row in fetch_all(_SETTINGS, w=workshop_id)
        for guarantee, floor, as_wages, reason, blocks in [row[5:]]
    ]


def list_rates(county_code: str) -> list[RateLine]:
    """The insurance rates of a county, by insurance, the latest first."""
    return [RateLine(*_row(row[:5]), SocialRate(*row[5:])) for row in fetch_all(_RATES, county=county_code)]


def list_tax_tables() -> list[TaxLine]:
    """The country's tax tables, the latest first."""
    held = {(kind, dated.valid_from): dated.value for kind, tables in load_tax_tables().items() for dated in tables}
    return [
        TaxLine(*_row((key, since, *rest)), kind, held[kind, as_date(since)])
        for key, kind, since, *rest in fetch_all(_TABLES)
    ]


def list_minimums(county_code: str) -> list[MinimumLine]:
    """The minimum wages of a county, the latest first."""
    rows = fetch_all(_MINIMUMS, county=county_code)
    return [MinimumLine(as_date(on), m, h, source, find_date(checked)) for on, m, h, source, checked in rows]


def list_base_lines(workshop_id: int, wish: str = "", page: int = 1) -> tuple[list[BaseLine], int]:
    """A page of the insurance bases by worker number, and how many there are; `wish` is in the number or the name."""
    values = {"w": workshop_id, "like": like(wish)}
    [(total,)] = fetch_all(f"SELECT COUNT(*) {_BASES}", **values)
    columns = "b.id, b.valid_from, b.source, b.checked_on, b.recorded_by, w.worker_no, w.name, b.base_fen, b.kinds"
    sql = f"SELECT {columns} {_BASES} ORDER BY w.worker_no, b.valid_from DESC LIMIT :size OFFSET :start"
    rows = fetch_all(sql, **values, size=PAGE, start=(max(1, page) - 1) * PAGE)
    return [
        BaseLine(*_row(row[:5]), no, name, base, tuple(kinds.split("、")) if kinds else ())
        for row in rows
        for no, name, base, kinds in [row[5:]]
    ], total


def like(wish: str) -> str:
    """A pattern for LIKE that finds `wish` anywhere, its own signs taken as they stand."""
    text = wish.strip()
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return f"%{text}%"


def _row(values: tuple[Any, ...]) -> tuple[int, date, str, date | None, str]:
    key, since, source, checked, by = values
    return key, as_date(since), source, find_date(checked), by
