"""A day: pieces × price = money, and 每日对工: is it right."""

from datetime import date, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.floor.actions.confirming import confirm_own_day
from workshop.floor.queries.confirmations import WordLine, list_words
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.pages.blueprint import pages
from workshop.mine.queries.earned import load_day
from workshop.mine.queries.products import load_looks
from workshop.mine.rules.days import WorkDay
from workshop.mine.rules.saying import say_work
from workshop.mine.speaking import Words, write_words

WRONG = ("少记了", "数量不对", "单价不对", "别的")
ASKED_BACK = 1  # a day is asked about until the evening after it


@pages.get("/day/<on>")
@policy(scope="own")
def day(on: str) -> ResponseReturnValue:
    """One day of whoever holds the phone."""
    return _show(parse_day(on))


@pages.post("/day/<on>")
@policy(scope="own")
def say_day(on: str) -> ResponseReturnValue:
    """The worker's word on the day."""
    asked, agrees = parse_day(on), request.form.get("word") == "right"
    parts = (request.form.get("reason", ""), request.form.get("note", "").strip())
    note = "" if agrees else ":".join(part for part in parts if part and part != WRONG[-1])
    try:
        key = (utc_now(), g.phone.workshop_id, g.phone.worker_id)
        confirm_own_day(*key, asked, agrees, note, civil_today())
    except Refused as refused:
        return _show(asked, refused), 400
    flash("已记下:您说这一天对。" if agrees else "已记下您的话,班组长会来核对。")
    return redirect(url_for("mine.day", on=asked), 303)


def word_of(on: date) -> WordLine | None:
    """What the worker has said of a day; None for a day without work of his."""
    return next((line for line in list_words(g.phone.workshop_id, on) if line.worker_no == g.me.worker_no), None)


def say_own_day(day: WorkDay) -> Words:
    """The day as it is read aloud."""
    return say_work(day, civil_today())


def parse_day(text: str) -> date:
    """A civil date that has come. Raises NotFound."""
    try:
        on = date.fromisoformat(text)
    except ValueError as error:
        raise NotFound(text) from error
    if on > civil_today() or on.year < 2000:
        raise NotFound(text)
    return on


def _show(on: date, refused: Refused | None = None) -> str:
    own = load_day(g.phone.workshop_id, g.phone.worker_id, on, civil_today())
    asked = civil_today() - timedelta(days=ASKED_BACK) <= on
    return render_template(
        "mine/day.html",
        on=on,
        day=own.day,
        later=own.later,
        spoken=write_words(say_own_day(own.day)),
        said=word_of(on),
        asked=asked,
        refused=refused,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1) if on < civil_today() else None,
        looks=load_looks(g.phone.workshop_id),
        WRONG=WRONG,
        here="month",
    )
