"""Plain factories: a workshop in March 2026 with Sunday rest, and whoever works in it."""

from dataclasses import replace
from datetime import date

from tests.pay.law import TABLES
from workshop.kernel.calendar import Calendar
from workshop.kernel.dated import Dated
from workshop.kernel.periods import Period
from workshop.pay.rules.days import build_shop_days, build_worker_days
from workshop.pay.rules.facts import MinimumWage, Operation, PaySettings, PieceGroup, ShopFacts, WorkerFacts
from workshop.pay.rules.slip import compute_slip

MARCH = Period(2026, 3)
SEW, CUT, GLUE = "GLV-02", "GLV-01", "GLV-04"
OPERATIONS = {
    SEW: Operation(SEW, "缝合", "件"),
    CUT: Operation(CUT, "裁剪", "件"),
    GLUE: Operation(GLUE, "浸胶", "kg"),
}
STATUTORY = {date(2026, 5, 1): "劳动节", date(2026, 5, 2): "劳动节"}


def at(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def a_shop(period: Period = MARCH, monthly: int = 201000, hourly: int = 1900, rest=frozenset({6}), **settings):
    calendar = Calendar(STATUTORY, frozenset({2025, 2026}), rest)
    minimums = (Dated(date(2024, 1, 1), MinimumWage(monthly, hourly)),)
    return ShopFacts(period, calendar, minimums, OPERATIONS, PaySettings(**settings), **TABLES)


def a_worker(system: str = "standard", **facts) -> WorkerFacts:
    return WorkerFacts(**{"worker": "A00001", "system": system, "hire_date": date(2024, 1, 1)} | facts)


def present(shop: ShopFacts, status: str = "出勤", only=lambda on: True) -> dict[date, str]:
    """Attendance on every working day of the period."""
    return {on: status for on in shop.period.days() if not shop.calendar.is_rest(on) and only(on)}


def pieces(count: int, price: int, operation: str = SEW, **group) -> PieceGroup:
    """`count` whole pieces at a price in 1/10000 yuan."""
    facts = {"charge": None, "band": "", "on": None} | group
    return PieceGroup(operation=operation, price=price, good=count * 1000, **facts)


def slip_of(worker: WorkerFacts, shop: ShopFacts | None = None):
    shop = shop or a_shop()
    return compute_slip(worker, shop, build_shop_days(shop))


def days_of(worker: WorkerFacts, shop: ShopFacts | None = None):
    shop = shop or a_shop()
    return build_worker_days(worker, build_shop_days(shop))


def amounts(slip, *kinds: str) -> list[int]:
    return [line.amount for line in slip.lines if not kinds or line.kind in kinds]


def without_minimum(shop: ShopFacts) -> ShopFacts:
    return replace(shop, minimums=(Dated(date(2024, 1, 1), MinimumWage(0, 0)),))
