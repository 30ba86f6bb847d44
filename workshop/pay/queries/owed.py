"""What a slip begins with: balances of the run before, advances and deductions that have not joined one, the tax year."""

from collections import defaultdict
from datetime import date
from typing import Any

from workshop.pay.queries.scope import Scope, as_date
from workshop.pay.rules.facts import NO_TAX_BEFORE, Owed, TaxBefore

STEPS = {"社保个人": "social", "司法": "court"}  # every other kind is 7.6

# The slip before this one: the latest of an earlier period. Codes of periods sort as text.
_BALANCES = """
SELECT s.worker_id, b.step, b.name, b.date, b.amount FROM slip s
JOIN slip_balance b ON b.workshop_id = s.workshop_id AND b.slip_id = s.id
WHERE s.workshop_id = :w AND s.period = (
  SELECT MAX(e.period) FROM slip e WHERE e.workshop_id = s.workshop_id AND e.worker_id = s.worker_id AND e.period < :code
) {only} ORDER BY s.worker_id, b.position"""

# Nobody has taken it back; it has joined no slip of an earlier period and none that is locked. A later draft gives it back
# when it is computed anew.
_FREE = """
NOT EXISTS (
  SELECT 1 FROM slip_source j JOIN slip p ON p.workshop_id = j.workshop_id AND p.id = j.slip_id
  JOIN pay_run r ON r.workshop_id = p.workshop_id AND r.id = p.run_id
  WHERE j.workshop_id = a.workshop_id AND j.kind = '{kind}' AND j.source_id = a.id
    AND (p.period < :code OR r.state IN ('locked', 'paid')))
AND NOT EXISTS (
  SELECT 1 FROM agreed_reversal v
  WHERE v.workshop_id = a.workshop_id AND v.kind = '{kind}' AND v.source_id = a.id)"""

_ADVANCES = f"""
SELECT a.worker_id, a.id, a.date, a.amount_fen, a.reason FROM advance a
WHERE a.workshop_id = :w AND a.date <= :last AND {_FREE.format(kind="advance")} {{only}}
ORDER BY a.worker_id, a.date, a.id"""

# A deduction dated into locked pay was written down too late for it and joins the next slip.
_DEDUCTIONS = f"""
SELECT a.worker_id, a.id, a.date, a.amount_fen, a.kind, a.agreement IS NOT NULL FROM deduction a
LEFT JOIN locked l ON l.workshop_id = a.workshop_id AND l.worker_id = a.worker_id
WHERE a.workshop_id = :w AND a.date <= :last AND (a.date >= :first OR a.date <= l.locked_to)
  AND {_FREE.format(kind="deduction")} {{only}}
ORDER BY a.worker_id, a.date, a.id"""

_YEAR = """
SELECT worker_id, substr(period, 1, 7) AS month, SUM(taxed), SUM(tax) FROM slip
WHERE workshop_id = :w AND period >= :january AND period < :code AND NOT labour_service {only}
GROUP BY worker_id, month"""

_PRIOR = """
SELECT worker_id, income_fen, months, tax_withheld_fen FROM prior_months
WHERE workshop_id = :w AND year = :year {only}"""

Source = tuple[str, int]


def load_owed(scope: Scope) -> tuple[dict[int, list[Owed]], dict[int, list[Source]]]:
    """Sums owed by worker, and the (kind, id) of the advances and deductions among them."""
    owed: dict[int, list[Owed]] = defaultdict(list)
    sources: dict[int, list[Source]] = defaultdict(list)
    code = scope.period.code
    for worker, step, name, on, amount in scope.fetch(_BALANCES, "s.worker_id", code=code):
        owed[worker].append(Owed(step, name, as_date(on), amount, carried=True))
    for worker, key, on, amount, reason in scope.fetch(_ADVANCES, "a.worker_id", code=code):
        owed[worker].append(Owed("advance", _advance_name(as_date(on), reason), as_date(on), amount))
        sources[worker].append(("advance", key))
    for worker, key, on, amount, kind, agreed in scope.fetch(_DEDUCTIONS, "a.worker_id", code=code):
        owed[worker].append(_deduction(kind, as_date(on), amount, bool(agreed)))
        sources[worker].append(("deduction", key))
    return owed, sources


def _advance_name(on: date, reason: str) -> str:
    return f"借支 {on}" + (f" {reason}" if reason else "")


def _deduction(kind: str, on: date, amount: int, agreed: bool) -> Owed:
    step: Any = STEPS.get(kind, "other")
    return Owed(step, f"{kind} {on}", on, amount, agreed=agreed or step != "other")


def load_tax_before(scope: Scope) -> dict[int, TaxBefore]:
    """The tax year up to this period: prior months that were typed in, and the wage slips of the year (7.2)."""
    year, month = scope.period.year, scope.period.code[:7]
    found: dict[int, TaxBefore] = {
        worker: TaxBefore(income, months, withheld)
        for worker, income, months, withheld in scope.fetch(_PRIOR, year=year)
    }
    for worker, earlier, income, withheld in scope.fetch(_YEAR, january=f"{year}-01", code=scope.period.code):
        before = found.get(worker, NO_TAX_BEFORE)
        months = before.months + (earlier != month)  # two halves are one month
        found[worker] = TaxBefore(before.income + int(income), months, before.withheld + int(withheld))
    return found
