"""What each worker earned month by month at this workshop: from the slips, and from what was put down of the time before them."""

from collections import defaultdict
from collections.abc import Collection

from workshop.claims.queries.registers import Registers
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

_EARNED = """
SELECT worker_id, SUBSTR(period, 1, 7), SUM(gross) FROM slip
WHERE workshop_id = :w AND SUBSTR(period, 1, 7) <= :month GROUP BY 1, 2 HAVING SUM(gross) <> 0"""

Earnings = dict[int, dict[int, int]]  # worker → month (year * 12 + month - 1) → fen


def load_earnings(workshop_id: int, last_month: str, registers: Registers | None = None) -> Earnings:
    """Gross by worker and month up to `2026-03`; a half month belongs to its month. A month with a slip is that slip's alone."""
    found: Earnings = defaultdict(dict)
    for worker, month, fen in fetch_all(_EARNED, w=workshop_id, month=last_month):
        found[worker][month_of(as_date(f"{month}-01"))] = int(fen)
    end = month_of(as_date(f"{last_month}-01"))
    for worker, months in registers.months.items() if registers else ():
        for told in months:
            if not told.employer and told.pay_fen and told.month <= end:
                found[worker].setdefault(told.month, told.pay_fen)
    return found


def add_up(months: dict[int, int], only: Collection[int] | None = None) -> tuple[int | None, int | None]:
    """How many months and how much, of all or of some; (None, None) where there is nothing."""
    mine = [fen for month, fen in months.items() if only is None or month in only]
    return (len(mine), sum(mine)) if mine else (None, None)
