"""Everybody's months out of the books: pay by slips, days and clock by attendance, hours, money that has gone out.

Pay is known once the runs of a month are computed; a run that is not locked may still change, and its months are told apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshop.claims.rules.bookmonths import Book, Group, MonthRecord, build_book
from workshop.claims.rules.months import month_of
from workshop.kernel.dated import Dated
from workshop.pay.queries.scope import as_date
from workshop.people.rules.terms import Terms
from workshop.store.database import fetch_all

# The money of a slip is on one way at a time; what is advanced was paid before.
_SLIPS = """
SELECT s.worker_id, s.period, s.gross, s.net, s.advance, s.attended_halves, r.state,
  l.amount, (SELECT t.outcome FROM payment_settlement t WHERE t.workshop_id = l.workshop_id AND t.line_id = l.id
             ORDER BY t.seq DESC LIMIT 1)
FROM slip s JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
LEFT JOIN live_payment v ON v.workshop_id = s.workshop_id AND v.slip_id = s.id
LEFT JOIN payment_line l ON l.workshop_id = v.workshop_id AND l.id = v.line_id
WHERE s.workshop_id = :w {only}"""

_RUNS = "SELECT period, purpose FROM pay_run WHERE workshop_id = :w"

_ABSENT = """
SELECT a.worker_id, r.period FROM run_absence a
JOIN pay_run r ON r.workshop_id = a.workshop_id AND r.id = a.run_id WHERE a.workshop_id = :w {only}"""

_MONTH = "SUBSTR(CAST({day} AS VARCHAR(10)), 1, 7)"

_ATTENDANCE = f"""
SELECT a.worker_id, {_MONTH.format(day="a.date")},
  SUM(CASE WHEN a.status IN ('出勤', '迟到', '补班') THEN 2 WHEN a.status = '半天' THEN 1 ELSE 0 END),
  SUM(CASE WHEN a.status IN ('出勤', '迟到', '补班', '半天') THEN 1 ELSE 0 END), COUNT(a.clock_in + a.clock_out),
  SUM(CASE WHEN a.clock_out < a.clock_in THEN 1440 ELSE 0 END + a.clock_out - a.clock_in)
FROM attendance a WHERE a.workshop_id = :w AND a.status <> '' AND NOT EXISTS (
  SELECT 1 FROM attendance b WHERE b.workshop_id = a.workshop_id AND b.worker_id = a.worker_id AND b.date = a.date
    AND b.version > a.version) {{only}}
GROUP BY 1, 2"""

_HOURS = f"""
SELECT a.worker_id, {_MONTH.format(day="a.date")}, SUM(a.minutes) FROM hours a WHERE a.workshop_id = :w {{only}} GROUP BY 1, 2"""

# Only the slips of those who ever took work home are read line by line.
_TAKEHOME = """
SELECT s.worker_id, s.period, SUM(CASE WHEN l.kind = 'takehome' THEN l.amount ELSE 0 END),
  SUM(CASE WHEN l.kind IN ('piece', 'team', 'hourly', 'daily', 'monthly') THEN l.amount ELSE 0 END)
FROM slip s JOIN slip_line l ON l.workshop_id = s.workshop_id AND l.slip_id = s.id
WHERE s.workshop_id = :w AND s.worker_id IN (
  SELECT o.worker_id FROM takehome_order o WHERE o.workshop_id = :w
  UNION SELECT m.worker_id FROM takehome_member m WHERE m.workshop_id = :w) {only}
GROUP BY s.worker_id, s.period"""


@dataclass
class _Records:
    """By worker and month what was read of it."""

    found: dict[int, dict[int, MonthRecord]] = field(default_factory=lambda: defaultdict(dict))

    def at(self, worker: int, month: int) -> MonthRecord:
        mine = self.found[worker]
        if month not in mine:
            mine[month] = MonthRecord()
        return mine[month]


def load_book(
    workshop_id: int,
    people: Iterable[tuple[int, date, date | None]],
    terms: Mapping[int, tuple[Dated[Terms], ...]],
    only: Collection[int] = (),
) -> Book:
    """Months of the people (id, day of hire, last day of work) and the time that the books cover whole.

    `people` are always all, because they say which runs a month needs; what was worked and paid is read of `only` where given.
    """
    records = _Records()

    def read(sql: str, of: str) -> list[tuple[Any, ...]]:
        if not only:
            return fetch_all(sql.format(only=""), w=workshop_id)
        return fetch_all(sql.format(only=f"AND {of}.worker_id IN :only"), w=workshop_id, only=list(only))

    _read_slips(records, read(_SLIPS, "s"))
    for worker, period in read(_ABSENT, "a"):
        records.at(worker, _month(period)).left_out = True
    for worker, period, home, here in read(_TAKEHOME, "s"):
        record = records.at(worker, _month(period))
        record.home, record.here = record.home + int(home), record.here + int(here)
    _read_attendance(records, read(_ATTENDANCE, "a"))
    for worker, month, minutes in read(_HOURS, "a"):
        records.at(worker, _month(month)).hours = int(minutes)
    runs = {(_month(period), _group(period)) for period, purpose in fetch_all(_RUNS, w=workshop_id) if not purpose}
    return build_book(people, terms, records.found, runs)


def _read_slips(records: _Records, rows: list[tuple[Any, ...]]) -> None:
    for worker, period, gross, net, advance, halves, state, amount, outcome in rows:
        record = records.at(worker, _month(period))
        record.groups.add(_group(period))
        record.pay += gross
        record.halves += halves
        locked = state in ("locked", "paid")
        record.open |= not locked
        record.add_paid(_paid(net, advance, amount, outcome) if locked else None)


def _paid(net: int, advance: int, amount: int | None, outcome: str | None) -> int | None:
    """What of a locked slip went out with proof; an advance went out before. None: nobody has told."""
    if net <= 0:
        return advance
    return advance + (amount or 0) if outcome == "paid" else None


def _read_attendance(records: _Records, rows: list[tuple[Any, ...]]) -> None:
    for worker, month, halves, days, clocked, minutes in rows:
        record = records.at(worker, _month(month))
        record.attended = int(halves)
        record.clocked = int(minutes) if clocked and clocked >= days else None


def _month(text: str) -> int:
    """The number of the month of a period code."""
    return month_of(as_date(text[:7] + "-01"))


def _group(period: str) -> Group:
    """0 the month, 1 and 2 its halves."""
    return 1 if period.endswith("H1") else 2 if period.endswith("H2") else 0
