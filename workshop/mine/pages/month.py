"""Today and the month: one big number first, and under it where it comes from."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.mine.pages.blueprint import pages
from workshop.mine.pages.day import say_own_day, word_of
from workshop.mine.queries.earned import EarnedMonth, OwnDay, load_day, load_month
from workshop.mine.queries.products import load_looks
from workshop.mine.queries.slips import OwnSlip, list_own_slips
from workshop.mine.rules.days import WorkDay
from workshop.mine.rules.saying import say_month, say_slip
from workshop.mine.speaking import Words, write_words

EARLIEST = 2000  # no workshop was there before


@pages.get("/")
@policy(scope="own")
def today() -> ResponseReturnValue:
    """What today comes to so far, and the month."""
    on = civil_today()
    own, yesterday = load_day(g.phone.workshop_id, g.phone.worker_id, on, on), on - timedelta(days=1)
    latest = next(iter(list_own_slips(g.phone.workshop_id, g.phone.worker_id)), None)
    shown = {"on": on, "day": own.day, "month": own.month, "said": word_of(on), "latest": latest}
    first, words = choose_first(own, latest)
    shown |= {
        "first": first,
        "spoken": write_words(words),
        "yesterday": yesterday,
        "before": _fen_of(yesterday, own.month),
    }
    return render_template("mine/today.html", looks=load_looks(g.phone.workshop_id), here="today", **shown)


def choose_first(own: OwnDay, latest: OwnSlip | None) -> tuple[str, Words]:
    """The one big number, and how it is said: today's, before today's work is put down the month's, on its first days the last slip's."""
    if own.day.lines or (not own.month.fen and latest is None):
        return "today", say_own_day(own.day)
    if own.month.fen or latest is None:
        return "month", say_own_month(own.month)
    return "slip", say_slip(latest.period.month, latest.net, bool(latest.entry and latest.entry.paid_on), latest.asked)


def _fen_of(on: date, month: EarnedMonth) -> int:
    """What a day came to; on the first of a month yesterday is another month's."""
    if on in month.month:
        return month.on(on).fen
    return load_day(g.phone.workshop_id, g.phone.worker_id, on, civil_today()).day.fen


@pages.get("/month")
@policy(scope="own")
def this_month() -> ResponseReturnValue:
    """The month so far."""
    return _show(own_month(Period.of(civil_today())))


@pages.get("/month/<period>")
@policy(scope="own")
def one_month(period: str) -> ResponseReturnValue:
    """Another month. Months that have not begun are not there."""
    return _show(own_month(parse_month(period)))


def parse_month(code: str) -> Period:
    """A calendar month that has begun. Raises NotFound."""
    try:
        month = Period.parse(code)
    except BadPeriod as error:
        raise NotFound(code) from error
    if month.half or month.year < EARLIEST or month.first > civil_today():
        raise NotFound(code)
    return month


def own_month(month: Period) -> EarnedMonth:
    """The month of whoever holds the phone."""
    return load_month(g.phone.workshop_id, g.phone.worker_id, month, civil_today())


def say_own_month(month: EarnedMonth) -> Words:
    """The month as it is read aloud."""
    return say_month(month.month.month, month.halves, month.fen, civil_today() in month.month)


def _show(month: EarnedMonth) -> str:
    before = Period.of(month.month.first - timedelta(days=1))
    after = month.month.next
    return render_template(
        "mine/month.html",
        month=month,
        spoken=write_words(say_own_month(month)),
        upto=civil_today(),
        weeks=_weeks(month),
        late=[day for day in month.days if day.on < month.month.first and day.lines],
        days=[day for day in month.days if day.on in month.month],
        before=before,
        after=after if after.first <= civil_today() else None,
        looks=load_looks(g.phone.workshop_id),
        here="month",
    )


def _weeks(month: EarnedMonth) -> list[list[tuple[date, WorkDay] | None]]:
    """The calendar by weeks from Monday, None before the first and after the last day."""
    known = {day.on: day for day in month.days}
    cells: list[Any] = [None] * month.month.first.weekday()
    cells += [(on, known.get(on) or WorkDay(on, (), 0, "")) for on in month.month.days()]
    cells += [None] * (-len(cells) % 7)
    return [[cell for _, cell in week] for _, week in groupby(enumerate(cells), key=lambda cell: cell[0] // 7)]
