"""Prices as the inspectors' checks read them: what each row changed, and in which months it was used."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from workshop.claims.queries.inspecting.days import civil_day
from workshop.claims.rules.inspecting.facts import PriceFacts
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

_PRICES = """
SELECT p.operation_id, o.name, p.grade, p.valid_from, p.rate, p.recorded_at
FROM price p JOIN operation o ON o.workshop_id = p.workshop_id AND o.id = p.operation_id
WHERE p.workshop_id = :w ORDER BY p.recorded_at, p.operation_id, p.grade, p.version, p.valid_from"""

_USED = """
SELECT DISTINCT operation_id, price_grade, SUBSTR(CAST(date AS VARCHAR(10)), 1, 7) FROM output
WHERE workshop_id = :w AND date BETWEEN :first AND :last AND reverses IS NULL"""

Prices = tuple[int, str]  # operation, grade


def load_prices(workshop_id: int, first: date, last: date) -> tuple[PriceFacts, ...]:
    """Rows in the order of recording; `used` within the span, until the next price begins. In two statements."""
    used: dict[Prices, set[int]] = defaultdict(set)
    for operation, grade, month in fetch_all(_USED, w=workshop_id, first=first, last=last):
        used[operation, grade].add(month_of(as_date(f"{month}-01")))
    rates: dict[Prices, dict[date, int]] = defaultdict(dict)
    found = []
    for operation, name, grade, since, rate, recorded in fetch_all(_PRICES, w=workshop_id):
        key, day = (operation, grade), as_date(since)
        before = _held(rates[key], day)
        rates[key][day] = rate
        found.append((key, name, day, rate, before, date.fromordinal(civil_day(recorded))))
    starts = {key: sorted(days) for key, days in rates.items()}
    return tuple(
        PriceFacts(key[0], name, key[1], day, rate, before, on, _months(used.get(key, ()), starts[key], day))
        for key, name, day, rate, before, on in found
    )


def _held(rates: Mapping[date, int], on: date) -> int | None:
    """What held on a day as it was known so far."""
    begun = [day for day in rates if day <= on]
    return rates[max(begun)] if begun else None


def _months(used: Any, starts: list[date], since: date) -> tuple[int, ...]:
    after = bisect_right(starts, since)
    end = month_of(starts[after]) if after < len(starts) else None
    return tuple(month for month in sorted(used) if month >= month_of(since) and (end is None or month <= end))
