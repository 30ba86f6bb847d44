"""Which periods wait to be computed."""

from collections.abc import Collection
from datetime import date, timedelta

from workshop.kernel.periods import Period


def offer_periods(today: date, done: Collection[str], halves: bool = True) -> list[Period]:
    """The months up to this one that have no run, the latest first, three at most; with the halves that have begun."""
    offers: list[Period] = []
    on = today
    for _ in range(3):
        month = Period.of(on)
        parts = [month, *(Period(month.year, month.month, half) for half in (2, 1) if halves)]
        offers += [period for period in parts if period.code not in done and period.first <= today]
        on = month.first - timedelta(days=1)
    return offers
