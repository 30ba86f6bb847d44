"""岗位: posts that a workshop offers, those who seek work, who fits what and why, and referrals within the county."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER, STAFF, SUPERVISOR, policy
from workshop.desk.actions.openings import NewOpening, close_opening, extend_opening, post_opening
from workshop.desk.forms.openings import OpeningForm
from workshop.desk.poster import make_poster, tell_pay
from workshop.desk.queries.asking import load_ask_days
from workshop.desk.queries.openings import (
    find_pay_range,
    get_opening,
    list_openings,
    list_posted_nearby,
    list_seekers,
    rank_seekers,
)
from workshop.kernel.faults import Refused
from workshop.papers.setting.qr import read_address

pages = Blueprint("openings", __name__)
READERS = (SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)


@pages.get("/w/<workshop_code>/openings")
@policy(*READERS)
def openings(workshop_code: str) -> ResponseReturnValue:
    """The posts, open ones first."""
    return _show(OpeningForm(formdata=None, phone=g.workshop.phone))


@pages.post("/w/<workshop_code>/openings")
@policy(*STAFF)
def post(workshop_code: str) -> ResponseReturnValue:
    """Posts one."""
    form = OpeningForm()
    if not form.validate_on_submit():
        return _show(form), 400
    try:
        key = post_opening(current_user.actor, utc_now(), g.workshop.id, _read(form))
    except Refused as refused:
        form[refused.field if refused.field in form else "title"].errors = [str(refused)]
        return _show(form), 400
    flash("✓ 岗位发出来了,可以印海报")
    return redirect(url_for("openings.opening", workshop_code=workshop_code, opening_id=key), 303)


@pages.get("/w/<workshop_code>/openings/<int:opening_id>")
@policy(*READERS)
def opening(workshop_code: str, opening_id: int) -> ResponseReturnValue:
    """One post: its pay as it was seen, who fits it and why."""
    found = get_opening(g.workshop.id, opening_id)
    pay = find_pay_range(g.workshop.id, found.place, civil_today())
    hires = current_user.role in STAFF  # who seeks work was told that nobody else sees it
    ranked = rank_seekers(found, list_seekers(g.workshop.id)) if hires else []
    seeker_days, opening_days = load_ask_days(g.workshop.id, civil_today())
    asked = {one.id for one, _ in ranked if one.to_ask(civil_today(), seeker_days)}
    shown = {"asked": asked, "to_ask": found.to_ask(civil_today(), opening_days), "next_day": _next_day()}
    return render_template("desk/opening.html", opening=found, pay=tell_pay(pay), ranked=ranked, hires=hires, **shown)


@pages.post("/w/<workshop_code>/openings/<int:opening_id>/extend")
@policy(*STAFF)
def extend(workshop_code: str, opening_id: int) -> ResponseReturnValue:
    """Still offered, until a day."""
    until = OpeningForm().until.data
    if until is None:
        raise Refused("没有写招到哪天", "请选一天")
    extend_opening(current_user.actor, utc_now(), g.workshop.id, opening_id, until)
    flash(f"✓ 招到 {until}")
    return redirect(url_for("openings.opening", workshop_code=workshop_code, opening_id=opening_id), 303)


def _next_day() -> date:
    """What is offered as the new day: a month on."""
    return civil_today() + timedelta(days=30)


@pages.post("/w/<workshop_code>/openings/<int:opening_id>/poster")
@policy(*STAFF)
def poster(workshop_code: str, opening_id: int) -> ResponseReturnValue:
    """The poster as PDF; the address that phones open is in its code."""
    found, address = get_opening(g.workshop.id, opening_id), read_address(request.form.get("address", ""))
    made = make_poster(g.workshop, found, find_pay_range(g.workshop.id, found.place, civil_today()), address)
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(made.name)}"
    return response


@pages.post("/w/<workshop_code>/openings/<int:opening_id>/close")
@policy(*STAFF)
def close(workshop_code: str, opening_id: int) -> ResponseReturnValue:
    """Filled or withdrawn."""
    close_opening(current_user.actor, utc_now(), g.workshop.id, opening_id, request.form.get("reason", ""))
    flash("岗位已关,扫海报的人会看到「已招满」")
    return redirect(url_for("openings.openings", workshop_code=workshop_code), 303)


def _read(form: OpeningForm) -> NewOpening:
    facts: dict[str, Any] = {name: form[name].data or "" for name in ("title", "work", "place", "hours", "phone")}
    facts |= {name: tuple(form[name].data or ()) for name in ("times", "skills")}
    return NewOpening(**facts, wanted=form.wanted.data or 0, until=form.until.data)


def _show(form: OpeningForm) -> str:
    on, found = civil_today(), list_openings(g.workshop.id)
    days = load_ask_days(g.workshop.id, on)[1]
    asked = {one.id for one in found if one.to_ask(on, days)}
    nearby = list_posted_nearby(g.workshop.county_code, g.workshop.id, on)
    found.sort(key=lambda one: (bool(one.ended), one.id not in asked))
    return render_template("desk/openings.html", openings=found, asked=asked, nearby=nearby, form=form)
