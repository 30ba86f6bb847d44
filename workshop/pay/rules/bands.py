"""Bands and their multipliers (pay rules 4.1 to 4.4; 劳动法 art. 44, 工资支付暂行规定 art. 13)."""

from collections.abc import Mapping
from datetime import date

from workshop.kernel.calendar import BANDS, Calendar
from workshop.pay.rules.facts import MAKE_UP, System

BAND_ORDER = {band: place for place, band in enumerate(BANDS)}

_ONCE = {"normal": 2, "overtime": 2, "rest_day": 2, "holiday": 2}
# Doubled, so that 1.5 stays an integer.
TWICE_MULTIPLIER: dict[System, dict[str, int]] = {
    "standard": {"normal": 2, "overtime": 3, "rest_day": 4, "holiday": 6},
    "comprehensive": {"normal": 2, "overtime": 3, "rest_day": 2, "holiday": 6},
    "flexible": _ONCE,
    "part_time": _ONCE,
    "contract": _ONCE,
}


def band_of(on: date, status: str | None, calendar: Calendar) -> str:
    """The band of work on a day where nobody wrote one (4.2); 补班 makes a rest day normal for that worker (4.4).

    Raises CalendarMissing.
    """
    band = calendar.band(on)
    return "normal" if band == "rest_day" and status == MAKE_UP else band


def resolve_band(written: str, on: date | None, attendance: Mapping[date, str], calendar: Calendar) -> str:
    """The written band, else that of the date; without a date the day was a plain working day."""
    return written or ("normal" if on is None else band_of(on, attendance.get(on), calendar))
