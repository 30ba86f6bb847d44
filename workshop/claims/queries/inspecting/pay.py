"""Pay of locked months as the inspectors' checks read it, and where its money went."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshop.claims.queries.inspecting.days import civil_day
from workshop.claims.rules.inspecting.facts import MonthRun, PayFacts, WorkKey
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

_SPAN = "SUBSTR({period}, 1, 7) BETWEEN :first AND :last"
_LOCKED = "r.state IN ('locked', 'paid')"

_RUNS = f"""
SELECT period, state, purpose, locked_at, workers, gross, net FROM pay_run
WHERE workshop_id = :w AND {_SPAN.format(period="period")} ORDER BY period, part"""

_LEDGER = f"""
SELECT period, COUNT(*), SUM(net) FROM wage_ledger
WHERE workshop_id = :w AND {_SPAN.format(period="period")} GROUP BY period"""

# What a contractor owes for spoilt material is no deduction from wages (工资支付暂行规定 art. 16 is about those).
# The money of a slip is on one way at a time; cash has no account, or stands in a batch of cash.
_SLIPS = f"""
SELECT s.worker_id, s.period, s.gross, s.net, s.topup, CASE WHEN s.labour_service THEN 0 ELSE s.loss END, s.attended_halves,
  l.amount, t.outcome, t.paid_on, l.holder_name,
  r.purpose,
  CASE WHEN b.kind = 'cash' OR (b.kind = 'bank' AND l.account_id IS NULL) THEN 1 ELSE 0 END
FROM slip s JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
LEFT JOIN live_payment v ON v.workshop_id = s.workshop_id AND v.slip_id = s.id
LEFT JOIN payment_line l ON l.workshop_id = v.workshop_id AND l.id = v.line_id
LEFT JOIN payment_batch b ON b.workshop_id = l.workshop_id AND b.id = l.batch_id
LEFT JOIN payment_settlement t ON t.workshop_id = l.workshop_id AND t.line_id = l.id AND t.seq = (
  SELECT MAX(n.seq) FROM payment_settlement n WHERE n.workshop_id = l.workshop_id AND n.line_id = l.id)
WHERE s.workshop_id = :w AND {_SPAN.format(period="s.period")} AND {_LOCKED}"""

_LINES = f"""
SELECT s.worker_id, s.period, SUM(CASE WHEN l.kind = 'takehome' THEN l.amount ELSE 0 END),
  SUM(CASE WHEN l.kind IN ('piece', 'team', 'hourly', 'daily', 'monthly') THEN l.amount ELSE 0 END),
  SUM(CASE WHEN l.late <> 0 THEN 1 ELSE 0 END)
FROM slip s JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
JOIN slip_line l ON l.workshop_id = s.workshop_id AND l.slip_id = s.id
WHERE s.workshop_id = :w AND {_SPAN.format(period="s.period")} AND {_LOCKED}
GROUP BY s.worker_id, s.period"""

_ABSENT = f"""
SELECT a.worker_id, r.period FROM run_absence a
JOIN pay_run r ON r.workshop_id = a.workshop_id AND r.id = a.run_id
WHERE a.workshop_id = :w AND {_SPAN.format(period="r.period")}"""


@dataclass(frozen=True)
class Paid:
    """Pay by worker and month, months whose runs are all locked, who was left out; `halves`: months whose halves are locked.

    `sent` by month what arrived of the pay of whole months, None while some of it is on its way.
    """

    pay: dict[WorkKey, PayFacts]
    runs: dict[int, MonthRun]
    absent: frozenset[WorkKey]
    halves: frozenset[int]
    sent: dict[int, int | None]


@dataclass
class _Sums:
    """A worker's month while its slips are read."""

    figures: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    names: set[str] = field(default_factory=set)
    paid_on: date | None = None

    def add(self, **more: Any) -> None:
        """Adds figures by name."""
        for name, value in more.items():
            self.figures[name] += int(value)

    def went_out(self, holder: str | None, paid_on: Any) -> None:
        """A payment that arrived: whose account it was, and when."""
        self.names |= {holder} if holder else set()
        if paid_on is not None:
            self.paid_on = max(self.paid_on or date.min, as_date(paid_on))


def load_paid(workshop_id: int, first: date, last: date) -> Paid:
    """In five statements."""
    span: dict[str, Any] = {"w": workshop_id, "first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}
    runs = fetch_all(_RUNS, **span)
    ledger = {period: (int(people), int(net)) for period, people, net in fetch_all(_LEDGER, **span)}
    absent = frozenset((worker, _month(period)) for worker, period in fetch_all(_ABSENT, **span))
    halves = frozenset(_month(row[0]) for row in runs if row[0].endswith("H2") and row[1] in ("locked", "paid"))
    slips = fetch_all(_SLIPS, **span)
    return Paid(_pay(slips, fetch_all(_LINES, **span)), _runs(runs, ledger), absent, halves, _sent(slips))


def last_halves(workshop_id: int) -> Mapping[tuple[int, str], str]:
    """(worker, `2026-10`) → `2026-10-H2`, the last half that he has a slip of: part-time pay has no slip of the month."""
    sql = "SELECT worker_id, MAX(period) FROM slip WHERE workshop_id = :w AND period LIKE '%-H_' GROUP BY worker_id, SUBSTR(period, 1, 7)"
    return {(worker, period[:7]): period for worker, period in fetch_all(sql, w=workshop_id)}


def _sent(slips: list[tuple[Any, ...]]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for _, period, _, net, _, _, _, amount, outcome, *_ in slips:
        if not period.endswith(("H1", "H2")):
            month = _month(period)
            sum_ = found.setdefault(month, 0)
            there = outcome == "paid" or net <= 0
            found[month] = None if sum_ is None or not there else sum_ + (int(amount or 0) if net > 0 else 0)
    return found


def _pay(slips: list[tuple[Any, ...]], lines: list[tuple[Any, ...]]) -> dict[WorkKey, PayFacts]:
    """The halves of a month together."""
    found: dict[WorkKey, _Sums] = defaultdict(_Sums)
    for worker, period, gross, net, topup, loss, halves, amount, outcome, paid_on, holder, purpose, cash in slips:
        sums = found[worker, _month(period)]
        sums.add(gross=gross, net=net, topup=topup, lost=loss, halves=halves, late=bool(purpose))
        paid = int(amount or 0) if outcome == "paid" else 0
        sums.add(paid=paid, unpaid=max(0, int(net) - paid), cash=paid if cash else 0)
        if outcome == "paid":
            sums.went_out(holder, paid_on)
    for worker, period, home, here, late in lines:
        found[worker, _month(period)].add(taken_home=home, work=here, late=late)
    return {key: _facts(key, sums) for key, sums in found.items()}


def _facts(key: WorkKey, sums: _Sums) -> PayFacts:
    figures = dict(sums.figures)
    late = figures.pop("late", 0) > 0
    return PayFacts(*key, **figures, late=late, names=tuple(sorted(sums.names)), paid_on=sums.paid_on)


def _runs(rows: list[tuple[Any, ...]], ledger: dict[str, tuple[int, int]]) -> dict[int, MonthRun]:
    """Months of which every run is locked and one is for everybody; pay at leaving alone locks none."""
    by_month: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    kept: dict[int, tuple[int, int]] = {}
    for period, *row in rows:
        if not period.endswith(("H1", "H2")):
            by_month[_month(period)].append(tuple(row))
            kept[_month(period)] = ledger.get(period, (0, 0))
    return {
        month: _run(month, mine, kept[month])
        for month, mine in by_month.items()
        if all(row[0] in ("locked", "paid") for row in mine) and any(not row[1] for row in mine)
    }


def _run(month: int, runs: list[tuple[Any, ...]], ledger: tuple[int, int]) -> MonthRun:
    locked = date.fromordinal(max(civil_day(row[2]) for row in runs))
    people, gross, net = (sum(row[at] for row in runs) for at in (3, 4, 5))
    return MonthRun(month, locked, people, gross, net, *ledger)


def _month(period: str) -> int:
    return month_of(as_date(period[:7] + "-01"))
