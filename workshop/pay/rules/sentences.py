"""How lines read: so that a worker can check a slip with a pocket calculator (pay rules 1.6, 8.7)."""

from datetime import date
from functools import lru_cache

from workshop.kernel.calendar import BANDS
from workshop.kernel.money import format_price, format_yuan
from workshop.kernel.quantities import format_quantity

price_text = lru_cache(4096)(format_price)
yuan = format_yuan


def quantity_text(quantity: int, unit: str) -> str:
    """`5,717 件`."""
    return (f"{quantity // 1000:,}" if quantity % 1000 == 0 else format_quantity(quantity)) + " " + unit


@lru_cache(16)
def times_text(twice: int, band: str) -> str:
    """` × 1.5(延时)`, nothing for a plain day at the plain price."""
    if band == "normal":
        return ""
    return f" × {days_text(twice)}({BANDS[band]})"


def days_text(halves: int) -> str:
    """Half days as days: 13 is `6.5`."""
    return str(halves // 2) + (".5" if halves % 2 else "")


def tenths_text(tenths: int) -> str:
    """Tenths of a day as days: 228 is `22.8`."""
    return str(tenths // 10) + (f".{tenths % 10}" if tenths % 10 else "")


def hours_text(minutes: int) -> str:
    """Minutes as hours with one decimal, rounded up: a limit passed by a minute must not read as kept."""
    tenths = -(-minutes // 6)
    return f"{tenths // 10}.{tenths % 10}"


@lru_cache(256)
def since_text(price_from: date | None) -> str:
    """`(单价 2026-03-16 起)`, nothing where the day is not known."""
    return f"(单价 {price_from} 起)" if price_from else ""


def day_list(days: list[date]) -> str:
    """At most five days by name, the rest by number: `3月2日、3月5日等 7 天`."""
    shown = "、".join(f"{on.month}月{on.day}日" for on in days[:5])
    return shown + (f"等 {len(days)} 天" if len(days) > 5 else "")
