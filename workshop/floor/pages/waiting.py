"""待处理: what tablets sent and the rules could not apply, ids with two contents, and possible doubles."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, SUPERVISOR, policy
from workshop.floor.actions.deciding import decide_double
from workshop.floor.actions.judging import discard_event, pass_event
from workshop.floor.pages import READERS, pages
from workshop.floor.queries.doubles import list_doubles
from workshop.floor.queries.inbox import get_event, latest_states, list_conflicts, list_waiting
from workshop.floor.queries.names import load_names
from workshop.floor.rules.judging import LONG_AGO
from workshop.floor.rules.telling import tell_event
from workshop.kernel.faults import NotFound, Refused


@pages.get("/w/<workshop_code>/waiting")
@policy(*READERS)
def waiting(workshop_code: str) -> ResponseReturnValue:
    """Everything that waits for a person, each with its reason."""
    names = load_names(g.workshop.id)
    lines = [(one, tell_event(one.kind, one.body, names)) for one in list_waiting(g.workshop.id)]
    conflicts = [
        (tell_event("", first, names), tell_event("", later, names), at)
        for _, first, later, at in list_conflicts(g.workshop.id)
    ]
    doubles = list_doubles(g.workshop.id, civil_today() - LONG_AGO)
    return render_template("floor/waiting.html", lines=lines, conflicts=conflicts, doubles=doubles)


@pages.post("/w/<workshop_code>/waiting/<event_id>")
@policy(SUPERVISOR, *OFFICE)
def settle(workshop_code: str, event_id: str) -> ResponseReturnValue:
    """Lets an event through, or puts it aside with a reason."""
    event = get_event(g.workshop.id, event_id)
    version, state, _ = latest_states(g.workshop.id, [event_id]).get(event_id, (0, "", ""))
    if event is None or state not in ("", "quarantined"):
        raise NotFound
    try:
        if request.form.get("do") == "discard":
            reason = request.form.get("reason", "")
            discard_event(current_user.actor, utc_now(), g.workshop.id, event_id, version, reason)
            flash("已作废,原记录仍可查。")
        else:
            verdict = pass_event(current_user.actor, utc_now(), g.workshop.id, event, version, civil_today())
            flash("已放行,记入当天。" if verdict.state == "applied" else f"还不能放行:{verdict.reason}")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.waiting", workshop_code=workshop_code))


@pages.post("/w/<workshop_code>/doubles")
@policy(SUPERVISOR, *OFFICE)
def decide(workshop_code: str) -> ResponseReturnValue:
    """Decides about a possible double."""
    pair, keep = (request.form.get("first", ""), request.form.get("second", "")), request.form.get("keep", "")
    try:
        double = decide_double(
            current_user.actor, utc_now(), g.workshop.id, civil_today() - LONG_AGO - timedelta(days=1), pair, keep
        )
        flash(
            f"{double.worker} {double.on} {double.operation}:{'两条都保留' if keep == 'both' else '保留一条,另一条已撤销'}。"
        )
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.waiting", workshop_code=workshop_code))
