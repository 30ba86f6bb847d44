"""The registers of claims as they stand: what was not taken back, by person; None of it is edited, so the latest entry counts."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshop.claims.rows import ClaimFactRow
from workshop.claims.rules.facts import CostFacts, CountyFacts, MonthFacts, ReceivedFacts, TrainingFacts
from workshop.claims.rules.months import month_of
from workshop.claims.rules.registered import Entry, read_setting
from workshop.kernel.dated import Dated, in_order
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all
from workshop.store.scope import across_workshops
from workshop.store.vault import unseal

# A row that reverses another and the row it reverses are both left out.
_STANDS = """FROM {table} f WHERE f.workshop_id = :w AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM {table} r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id) ORDER BY f.id"""

_FACTS = """
SELECT f.worker_id, f.kind, f.name, f.valid_from, f.valid_to, f.holds, f.value, f.fen, f.text, f.source, f.id, f.sealed
""" + _STANDS.format(table="claim_fact")
_RECEIPTS = """
SELECT f.worker_id, f.scheme, f.first, f.last, f.fen, f.months, f.fund, f.at_workshop
""" + _STANDS.format(table="claim_receipt")
# What claims of this database were approved, of the same people in whatever workshop; one entered by hand counts once.
_APPROVED = """
SELECT w.id, c.programme, c.benefit, s.first, s.last, p.fen, p.months, s.fund, CASE WHEN c.workshop_id = :w THEN '' ELSE o.name END
FROM claim c JOIN workshop o ON o.id = c.workshop_id
JOIN claim_step t ON t.workshop_id = c.workshop_id AND t.claim_id = c.id
  AND t.seq = (SELECT MAX(l.seq) FROM claim_step l WHERE l.workshop_id = c.workshop_id AND l.claim_id = c.id)
JOIN claim_sheet s ON s.workshop_id = c.workshop_id AND s.claim_id = c.id AND s.seq = t.sheet
JOIN claim_person p ON p.workshop_id = s.workshop_id AND p.claim_id = s.claim_id AND p.sheet = s.seq
JOIN worker w ON w.workshop_id = :w AND (w.id_no_index = p.id_no_index OR (p.workshop_id = w.workshop_id AND p.worker_id = w.id))
WHERE t.state IN ('approved', 'received') ORDER BY c.number, w.id"""
_TRAININGS = """
SELECT f.worker_id, f.mentor_id, f.kind, f.first, f.last, f.half_days, f.minutes, f.certificate
""" + _STANDS.format(table="claim_training")
_MONTHS = """
SELECT f.worker_id, f.month, f.half_days, f.minutes, f.pay_fen, f.paid_fen, f.mode, f.employer, f.region
""" + _STANDS.format(table="claim_month")
_COSTS = "SELECT f.kind, f.month, f.fen, f.voucher " + _STANDS.format(table="claim_cost")

_STANDARDS = """
SELECT name, valid_from, fen, source, checked_on FROM county_standard WHERE county_code = :county ORDER BY id"""
_SETTINGS = """
SELECT programme, name, valid_from, value, source, checked_on FROM county_setting
WHERE county_code = :county ORDER BY id"""
_MINIMUM = """
SELECT valid_from, monthly_fen, hourly_fen, source, checked_on FROM minimum_wage
WHERE county_code = :county ORDER BY valid_from"""


@dataclass
class Registers:
    """By worker, None for the workshop itself."""

    entries: dict[int | None, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    disabilities: dict[int, tuple[str, int]] = field(default_factory=dict)
    receipts: dict[int | None, list[ReceivedFacts]] = field(default_factory=lambda: defaultdict(list))
    trainings: dict[int, list[TrainingFacts]] = field(default_factory=lambda: defaultdict(list))
    months: dict[int, list[MonthFacts]] = field(default_factory=lambda: defaultdict(list))
    costs: list[CostFacts] = field(default_factory=list)


def load_registers(workshop_id: int) -> Registers:
    """All registers of a workshop."""
    found = Registers()
    for row in fetch_all(_FACTS, w=workshop_id):
        _put_fact(found, workshop_id, row)
    for worker, scheme, first, last, *rest in fetch_all(_RECEIPTS, w=workshop_id):
        found.receipts[worker].append(ReceivedFacts(scheme, as_date(first), as_date(last), *rest))
    _put_approved(found, workshop_id)
    for worker, month, half_days, minutes, pay, paid, mode, employer, region in fetch_all(_MONTHS, w=workshop_id):
        number = month_of(as_date(month))
        work = (number, half_days, minutes, pay, paid, None, mode or None, None, employer, region or None)
        found.months[worker].append(MonthFacts(*work))
    _put_trainings(found, fetch_all(_TRAININGS, w=workshop_id))
    for kind, month, fen, voucher in fetch_all(_COSTS, w=workshop_id):
        found.costs.append(CostFacts(kind, month_of(as_date(month)), fen, voucher))
    return found


@across_workshops("what somebody was approved elsewhere counts against the limits of a scheme")
def _put_approved(found: Registers, workshop_id: int) -> None:
    for worker, programme, benefit, first, last, fen, months, fund, where in fetch_all(_APPROVED, w=workshop_id):
        key = (f"{programme}/{benefit}", as_date(first), as_date(last))
        if key not in {(one.scheme, one.first, one.last) for one in found.receipts[worker]}:
            found.receipts[worker].append(ReceivedFacts(*key, fen, len(months.split()), fund, where))


def _put_fact(found: Registers, workshop_id: int, row: tuple[Any, ...]) -> None:
    worker, kind, name, first, last, holds, value, fen, text, source, key, sealed = row
    if sealed is not None:
        said, level = unseal(bytes(sealed), ClaimFactRow.__tablename__, "sealed", workshop_id, key).split(" ")
        found.disabilities[worker] = (said, int(level))
        return
    days = (as_date(first), find_date(last), bool(holds))
    found.entries[worker].append(Entry(worker, kind, name, *days, value, fen, text, source))


def _put_trainings(found: Registers, rows: list[tuple[Any, ...]]) -> None:
    """Everybody's own trainings; a mentor's are those of his trainees of one kind and time, counted."""
    led: dict[tuple[int, str, date, date], set[int]] = defaultdict(set)
    for worker, mentor, kind, first, last, half_days, minutes, certificate in rows:
        days = (kind, as_date(first), as_date(last))
        known = None if certificate is None else bool(certificate)
        found.trainings[worker].append(TrainingFacts(*days, half_days, minutes, known))
        if mentor is not None:
            led[mentor, *days].add(worker)
    for (mentor, kind, start, end), trainees in led.items():
        found.trainings[mentor].append(TrainingFacts(kind, start, end, mentor=True, trainees=len(trainees)))


def load_county(county_code: str) -> CountyFacts:
    """A county's standards, minimum wages among them, and what it chose for the settings of programmes."""
    standards: dict[str, dict[date, Dated[int]]] = defaultdict(dict)
    for since, monthly, hourly, source, checked in fetch_all(_MINIMUM, county=county_code):
        on, seen = as_date(since), find_date(checked)
        standards["最低月工资"][on] = Dated(on, monthly, source, seen)
        standards["最低小时工资"][on] = Dated(on, hourly, source, seen)
    for name, since, fen, source, checked in fetch_all(_STANDARDS, county=county_code):
        _replace(standards[name], as_date(since), fen, source, find_date(checked))
    chosen: dict[tuple[str, str], dict[date, Dated[object]]] = defaultdict(dict)
    for programme, name, since, value, source, checked in fetch_all(_SETTINGS, county=county_code):
        said = read_setting(value) if value else None
        _replace(chosen[programme, name], as_date(since), said, source, find_date(checked))
    return CountyFacts(
        {name: in_order(days.values()) for name, days in standards.items()},
        {name: in_order(days.values()) for name, days in chosen.items()},
    )


def _replace(days: dict[date, Any], on: date, value: Any, source: str, checked: date | None) -> None:
    """The later entry of a day counts; an empty one takes the day back."""
    days.pop(on, None)
    if value is not None:
        days[on] = Dated(on, value, source, checked)
