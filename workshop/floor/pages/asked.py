"""What a person asks for in an address: a day, a month. Anything else is refused with a sentence."""

import re
from datetime import date

from flask import request
from flask_login import current_user

from workshop.access.guard import civil_today
from workshop.access.roles import STAFF
from workshop.kernel.faults import Refused
from workshop.kernel.periods import BadPeriod, Period

_DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")


def parse_day(text: str) -> date:
    """A day of this century as `2026-03-30`; raises Refused."""
    match = _DAY.fullmatch(text.strip()) if text.isascii() else None
    try:
        return date(*map(int, match.groups())) if match else date(0, 0, 0)
    except ValueError as error:
        raise Refused(f"「{text[:20]}」不是一个日期", "请写成 2026-03-30 这样", "on") from error


def asked_day() -> date:
    """The day in the address or the form; today when there is none."""
    text = request.values.get("on", "")
    return parse_day(text) if text else civil_today()


def asked_month() -> Period:
    """The month in the address; this month when there is none."""
    text = request.values.get("period", "")
    try:
        period = Period.parse(text) if text else Period.of(civil_today())
    except BadPeriod as error:
        raise Refused(f"「{text[:20]}」不是一个月份", "请写成 2026-03 这样", "period") from error
    return Period(period.year, period.month)


def may_write() -> bool:
    """Whether the page offers anything to fill in."""
    return current_user.role in STAFF
