"""What a worker was told, and how he wants to be told from now on: by this page, a strip, SMS, WeChat, or not at all."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.access.worker_sessions import ON_PHONE
from workshop.desk.actions.messages import choose_channels
from workshop.desk.queries.messages import list_own_messages, load_choices
from workshop.desk.queries.ways import list_ways
from workshop.desk.rules.messages import Choice, read_choice
from workshop.mine.pages.blueprint import pages

LATEST = 2  # on the first page, under the number


@pages.get("/told")
@policy(scope="own")
def told() -> ResponseReturnValue:
    """The messages of a month, and the choice that holds."""
    place, me = g.phone.workshop_id, g.phone.worker_id
    choice = load_choices(place, me).get(me, Choice())
    messages = list_own_messages(place, me, civil_today())
    return render_template("mine/told.html", messages=messages, choice=choice, offered=list_ways(), here="ask")


@pages.post("/told")
@policy(scope="own")
def choose() -> ResponseReturnValue:
    """Keeps the choice."""
    choice = read_choice(request.form.getlist("channel"), "with_amount" in request.form)
    choose_channels(ON_PHONE, utc_now(), g.phone.workshop_id, g.phone.worker_id, choice, "phone")
    flash("已记下:以后照您选的通知。")
    return redirect(url_for("mine.told"), 303)


@pages.context_processor
def _tell() -> dict[str, object]:
    return {"latest_messages": latest_messages}


def latest_messages() -> list[tuple[date, str]]:
    """The newest ones, for the first page."""
    return list_own_messages(g.phone.workshop_id, g.phone.worker_id, civil_today(), LATEST)
