"""Setting the day's targets, from the board."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.actions.targets import set_targets
from workshop.floor.pages import pages
from workshop.floor.queries.board import list_targets
from workshop.floor.rules.proposals import read_count
from workshop.kernel.faults import Refused


@pages.post("/w/<workshop_code>/targets")
@policy(*STAFF)
def save_targets(workshop_code: str) -> ResponseReturnValue:
    """Sets what is wanted from today on; an empty field is no target."""
    on = civil_today()
    try:
        wanted = {
            line.operation_id: read_count(request.form[name], line.unit, name)
            for line in list_targets(g.workshop.id, on)
            if (name := f"t-{line.operation_id}") in request.form
        }
        count = set_targets(current_user.actor, utc_now(), g.workshop.id, on, wanted)
        flash(f"已改 {count} 道工序的目标,从今天起有效。" if count else "目标没有变。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.board", workshop_code=workshop_code))
