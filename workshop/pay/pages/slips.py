"""A slip, and the entries under each of its amounts."""

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.roles import policy
from workshop.pay.forms import ReasonForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.entries import list_days
from workshop.pay.queries.runs import get_run_by_id, list_problems
from workshop.pay.queries.slips import get_slip


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>")
@policy(*READERS)
def slip(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """One worker's slip: each line with its sentence."""
    found = get_slip(g.workshop.id, get_period(period).code, worker_id)
    run = get_run_by_id(g.workshop.id, found.head.run_id)
    problems = [p for p in list_problems(g.workshop.id, run.id) if p.worker_id == worker_id]
    asked = get_period(period)
    return render_template("pay/slip.html", period=asked, run=run, slip=found, problems=problems, form=ReasonForm())


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/lines/<int:position>")
@policy(*READERS)
def line(workshop_code: str, period: str, worker_id: int, position: int) -> ResponseReturnValue:
    """The days and entries under one line."""
    asked = get_period(period)
    found = get_slip(g.workshop.id, asked.code, worker_id)
    lines = [one for one in found.lines if one.position == position]
    if not lines:
        abort(404)
    days = list_days(g.workshop.id, found.head, lines[0])
    return render_template("pay/line.html", period=asked, slip=found, line=lines[0], days=days)
