"""Times of the day as people type them: `7:53`, `07:53`, `7：53`, `753`."""

import re

from workshop.kernel.faults import Refused
from workshop.kernel.text import to_half_width

_CLOCK = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")
_NAMES = {"clock_in": "上班时间", "clock_out": "下班时间"}


def parse_clock(text: str | None, field: str) -> int | None:
    """Minutes of the day, None for nothing; raises Refused at the field."""
    typed = to_half_width(text or "").strip()
    if not typed:
        return None
    match = _CLOCK.fullmatch(typed)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Refused(f"「{typed[:20]}」不是{_NAMES[field]}", "请写成 7:50 这样", field)
    return int(match[1]) * 60 + int(match[2])


def parse_minutes(text: str | None) -> int | None:
    """Whole minutes of overtime, None for nothing; raises Refused at their field."""
    typed = to_half_width(text or "").strip()
    if not typed:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", typed):
        raise Refused(f"「{typed[:20]}」不是分钟数", "请填整数,例如 120", "overtime_minutes")
    return int(typed)


def format_clock(minutes: int | None) -> str:
    """Minutes of the day as `07:53`, nothing for None."""
    return "" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"
