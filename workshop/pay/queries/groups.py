"""Entries summed by SQL to the groups that the rules read: never one row per entry (1.6)."""

from collections import defaultdict
from datetime import date
from typing import Any

from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.facts import HourGroup, PieceGroup, TeamGroup
from workshop.pay.rules.tiers import slabs_on
from workshop.prices.queries import load_tiers

# The day is kept only where the rules ask for it (`rules.facts.PieceGroup`); elsewhere days melt into one group.
_KEPT_DAY = """
CASE WHEN {date} < :first OR :halves = 1 OR {date} IN :special OR {band} IN ('rest_day', 'holiday'){more}
THEN {date} END"""
_TIERED = " OR (operation_id IN :tiered AND price_grade = '' AND band IN ('', 'normal'))"

_PIECES = f"""
SELECT worker_id, operation_id, price, defect_charge, band, price_grade <> '' AS graded,
       {_KEPT_DAY.format(date="date", band="band", more=_TIERED)} AS kept, MIN(price_from),
       SUM(good), SUM(defect_own), SUM(defect_other)
FROM output WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last {{only}}
GROUP BY worker_id, operation_id, price, defect_charge, band, graded, kept"""

_TEAMS = f"""
SELECT s.worker_id, t.operation_id, t.price, t.band,
       {_KEPT_DAY.format(date="t.date", band="t.band", more="")} AS kept, SUM(s.share), t.date < :first AS late
FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last {{only}}
GROUP BY s.worker_id, t.operation_id, t.price, t.band, kept, late"""

_HOURS = f"""
SELECT worker_id, activity, rate, band,
       {_KEPT_DAY.format(date="date", band="band", more=" OR rate IS NULL")} AS kept, SUM(minutes)
FROM hours WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last {{only}}
GROUP BY worker_id, activity, rate, band, kept"""

_PAID_BEFORE = """
SELECT worker_id, operation_id, date, SUM(good) FROM output
WHERE workshop_id = :w AND pay_on < :first AND date IN :days AND operation_id IN :tiered
  AND price_grade = '' AND band IN ('', 'normal') {only}
GROUP BY worker_id, operation_id, date"""

Groups = dict[int, list[Any]]


def load_pieces(scope: Scope, special: list[date]) -> dict[int, list[PieceGroup]]:
    """Own output by worker, with the slabs that hold for it (2.4)."""
    tiers = load_tiers(scope.workshop_id)
    rows = scope.fetch(_PIECES, special=special, halves=int(bool(scope.period.half)), tiered=list(tiers))
    before = _paid_before(scope, rows, list(tiers))
    first = scope.period.first
    groups: dict[int, list[PieceGroup]] = defaultdict(list)
    for worker, operation, price, charge, band, graded, kept, since, good, own, other in rows:
        on = find_date(kept)
        slabs = slabs_on(tiers[operation], on) if on and not graded and operation in tiers else ()
        late = on is not None and on < first
        paid = before.get((worker, operation, on), 0) if on and late and slabs else 0
        sums = (int(good), int(own), int(other))
        groups[worker].append(
            PieceGroup(operation, price, charge, band, on, *sums, find_date(since), slabs, paid, late)
        )
    return groups


def _paid_before(scope: Scope, rows: list[tuple[Any, ...]], tiered: list[int]) -> dict[tuple[int, int, date], int]:
    """What earlier periods have paid of the days of late work in tiered operations."""
    days = {as_date(row[6]) for row in rows if row[6] is not None and row[1] in tiered}
    late = sorted(on for on in days if on < scope.period.first)
    if not late:
        return {}
    paid = scope.fetch(_PAID_BEFORE, days=late, tiered=tiered)
    return {(worker, operation, as_date(on)): int(good) for worker, operation, on, good in paid}


def load_teams(scope: Scope, special: list[date]) -> dict[int, list[TeamGroup]]:
    """Shares of team output by worker."""
    halves = int(bool(scope.period.half))
    groups: dict[int, list[TeamGroup]] = defaultdict(list)
    for worker, operation, price, band, kept, shares, late in scope.fetch(
        _TEAMS, "s.worker_id", special=special, halves=halves
    ):
        groups[worker].append(TeamGroup(operation, price, band, find_date(kept), int(shares or 0), bool(late)))
    return groups


def load_hours(scope: Scope, special: list[date]) -> dict[int, list[HourGroup]]:
    """Minutes by worker, activity and rate."""
    groups: dict[int, list[HourGroup]] = defaultdict(list)
    halves = int(bool(scope.period.half))
    for worker, activity, rate, band, kept, minutes in scope.fetch(_HOURS, special=special, halves=halves):
        on = find_date(kept)
        late = on is not None and on < scope.period.first
        groups[worker].append(HourGroup(activity, rate, band, on, int(minutes), late))
    return groups
