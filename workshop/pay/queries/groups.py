"""Entries summed by SQL to the groups that the rules read: never one row per entry (1.6)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.facts import HourGroup, PieceGroup, TeamGroup
from workshop.pay.rules.tiers import slabs_on
from workshop.prices.queries import load_tiers

_PIECES = """
SELECT worker_id, operation_id, price, defect_charge, band, price_grade <> '' AS graded, {kept} AS kept, MIN(price_from),
       SUM(good), SUM(defect_own), SUM(defect_other),
       MIN(CASE WHEN pay_on = date THEN good + defect_own + defect_other ELSE 0 END)
FROM output WHERE workshop_id = :w AND {{paid}} {{only}}
GROUP BY worker_id, operation_id, price, defect_charge, band, graded, kept"""

_TEAMS = """
SELECT s.worker_id, t.operation_id, t.price, t.band, {kept} AS kept, SUM(s.share), t.date < :first AS late
FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last {{only}}
GROUP BY s.worker_id, t.operation_id, t.price, t.band, kept, late"""

_HOURS = """
SELECT worker_id, activity, rate, band, {kept} AS kept, SUM(minutes)
FROM hours WHERE workshop_id = :w AND {{paid}} {{only}}
GROUP BY worker_id, activity, rate, band, kept"""

_PAID_BEFORE = """
SELECT worker_id, operation_id, date, SUM(good) FROM output
WHERE workshop_id = :w AND pay_on < :first AND date IN :days AND operation_id IN :tiered
  AND price_grade = '' AND band IN ('', 'normal') {only}
GROUP BY worker_id, operation_id, date"""


def _kept_day(scope: Scope, special: list[date], date: str = "date", band: str = "band", more: str = "") -> str:
    """The day, only where the rules ask for it (`rules.facts.PieceGroup`): elsewhere days melt into one group.

    What cannot be the case is not asked either: it would be asked of every entry.
    """
    if scope.period.half:
        return date
    asked = [f"{date} < :first", f"{band} IN ('rest_day', 'holiday')", f"{date} IN :special" if special else "", more]
    return f"CASE WHEN {' OR '.join(filter(None, asked))} THEN {date} END"


class Pieces(NamedTuple):
    """Own output by worker; `changed` have a reversal among theirs, late work or an empty entry."""

    groups: dict[int, list[PieceGroup]]
    changed: set[int]


def load_pieces(scope: Scope, special: list[date]) -> Pieces:
    """Own output by worker, with the slabs that hold for it (2.4)."""
    tiers = load_tiers(scope.workshop_id)
    more = "(operation_id IN :tiered AND price_grade = '' AND band IN ('', 'normal'))" if tiers else ""
    sql = _PIECES.format(kept=_kept_day(scope, special, more=more))
    rows = scope.fetch(sql, special=special, tiered=list(tiers))
    before = load_paid_before(scope, {as_date(row[6]) for row in rows if row[6] and row[1] in tiers}, list(tiers))
    first = scope.period.first
    groups: dict[int, list[PieceGroup]] = defaultdict(list)
    for worker, operation, price, charge, band, graded, kept, since, good, own, other, _ in rows:
        group = PieceGroup(operation, price, charge, band, None, int(good), int(own), int(other), find_date(since))
        if kept:
            on = as_date(kept)
            slabs = slabs_on(tiers[operation], on) if not graded and operation in tiers else ()
            paid = before.get((worker, operation, on), 0) if slabs else 0
            group = group._replace(on=on, slabs=slabs, before=paid, late=on < first)
        groups[worker].append(group)
    return Pieces(groups, {row[0] for row in rows if row[-1] <= 0})


def load_paid_before(scope: Scope, days: set[date], tiered: list[int]) -> dict[tuple[int, int, date], int]:
    """What earlier periods have paid of the days of late work in tiered operations, by worker, operation and day (2.4)."""
    late = sorted(on for on in days if on < scope.period.first)
    if not late:
        return {}
    paid = scope.fetch(_PAID_BEFORE, days=late, tiered=tiered)
    return {(worker, operation, as_date(on)): int(good) for worker, operation, on, good in paid}


def load_teams(scope: Scope, special: list[date]) -> dict[int, list[TeamGroup]]:
    """Shares of team output by worker."""
    sql = _TEAMS.format(kept=_kept_day(scope, special, "t.date", "t.band"))
    groups: dict[int, list[TeamGroup]] = defaultdict(list)
    for worker, operation, price, band, kept, shares, late in scope.fetch(sql, "s.worker_id", special=special):
        groups[worker].append(TeamGroup(operation, price, band, find_date(kept), int(shares or 0), bool(late)))
    return groups


def load_hours(scope: Scope, special: list[date]) -> dict[int, list[HourGroup]]:
    """Minutes by worker, activity and rate."""
    sql = _HOURS.format(kept=_kept_day(scope, special, more="rate IS NULL"))
    groups: dict[int, list[HourGroup]] = defaultdict(list)
    for worker, activity, rate, band, kept, minutes in scope.fetch(sql, special=special):
        on = find_date(kept)
        late = on is not None and on < scope.period.first
        groups[worker].append(HourGroup(activity, rate, band, on, int(minutes), late))
    return groups
