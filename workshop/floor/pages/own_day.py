"""每日对工 by phone: a worker looks at his own count with four digits and says whether it is right."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from workshop.access.codes import Code, read_code
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.access.worker_pins import check_worker_pin
from workshop.floor.actions.confirming import confirm_own_day
from workshop.floor.forms import OwnDayForm
from workshop.floor.pages import pages
from workshop.floor.pages.asked import parse_day
from workshop.floor.pages.scan import get_badge
from workshop.floor.queries.confirmations import DayWork, list_words, load_day_work
from workshop.kernel.faults import NotFound, Refused

OPEN_SECONDS = 10 * 60


@pages.get("/s/<code>/day")
@policy(scope="public")
def own_day(code: str) -> ResponseReturnValue:
    """The digits first; behind them the counts of today and yesterday, never any pay."""
    return _show(code, OwnDayForm(formdata=None))


@pages.post("/s/<code>/day")
@policy(scope="public")
def open_own_day(code: str) -> ResponseReturnValue:
    """Checks the digits; they hold on this phone for ten minutes."""
    named, form = _named(code), OwnDayForm()
    try:
        if form.validate_on_submit():
            check_worker_pin(named.workshop_id, named.id, form.pin.data or "", request.remote_addr or "", utc_now())
            session["pin"] = [named.workshop_id, named.id, int(utc_now().timestamp())]
            return redirect(url_for("floor.own_day", code=code))
    except Refused as refused:
        form.pin.errors = [str(refused)]
    return _show(code, form), 400


@pages.post("/s/<code>/day/word")
@policy(scope="public")
def say_word(code: str) -> ResponseReturnValue:
    """Keeps the worker's word on a day."""
    named, form = _named(code), OwnDayForm()
    if not _is_open(named) or not form.validate_on_submit():
        return redirect(url_for("floor.own_day", code=code))
    try:
        agrees, on = request.form.get("word") == "right", parse_day(form.on.data or "")
        confirm_own_day(utc_now(), named.workshop_id, named.id, on, agrees, form.note.data or "", civil_today())
    except Refused as refused:
        form.note.errors = [str(refused)]
        return _show(code, form), 400
    flash("✓ 已记下:您说这一天的数对。" if agrees else "✓ 已记下您的话,班组长会来核对。")
    return redirect(url_for("floor.own_day", code=code))


def _named(code: str) -> Code:
    named = read_code(code)
    if named is None or not get_badge(named).valid:
        raise NotFound
    return named


def _is_open(named: Code) -> bool:
    workshop_id, worker_id, since = session.get("pin") or (0, 0, 0)
    fresh = 0 <= utc_now().timestamp() - since < OPEN_SECONDS
    return fresh and (workshop_id, worker_id) == (named.workshop_id, named.id)


def _show(code: str, form: OwnDayForm) -> str:
    named = _named(code)
    badge, days, today = get_badge(named), [], civil_today()
    if _is_open(named):
        for on in (today, today - timedelta(days=1)):
            word = next((line for line in list_words(named.workshop_id, on) if line.worker_no == badge.worker_no), None)
            days.append((on, load_day_work(named.workshop_id, on).get(named.id, DayWork()), word))
    return render_template("floor/own_day.html", code=code, badge=badge, form=form, days=days, today=today)
