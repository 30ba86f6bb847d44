"""Visits 走访: a new one, one with what was done of its promise."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.liaison import record_visit, record_visit_step
from workshop.desk.forms.liaison import VisitForm, VisitStepForm
from workshop.desk.liaison_pages.blueprint import READERS, pages, pick
from workshop.desk.queries.families import find_household
from workshop.desk.queries.matters import MatterLine, find_matter
from workshop.desk.queries.visits import get_visit
from workshop.kernel.faults import NotFound, Refused
from workshop.people.forms.fields import carried_out, given
from workshop.people.queries import list_workers


@pages.route("/w/<workshop_code>/desk/visits/new", methods=["GET", "POST"])
@policy(*OFFICE)
def new_visit(workshop_code: str) -> ResponseReturnValue:
    """Puts a visit down."""
    matter = _asked_matter()
    worker = matter.raised.worker_no if matter else request.args.get("worker", "")[:40]
    words: dict[str, Any] = {
        "household": request.args.get("household", "")[:32],
        "why": request.args.get("why", "regular"),
    }
    form: Any = VisitForm(worker=worker, visited_on=civil_today(), **words)
    made: list[int] = []
    if carried_out(form, lambda: made.append(_record(form, matter))):
        flash("✓ 走访已记下。")
        return redirect(url_for("liaison.visit", workshop_code=workshop_code, visit_id=made[0]), 303)
    people = list_workers(g.workshop.id, civil_today(), who="all")
    page = render_template("desk/new_visit.html", form=form, matter=matter, people=people)
    return page, 400 if form.errors else 200


def _asked_matter() -> MatterLine | None:
    key = request.args.get("matter", type=int)
    if key is None:
        return None
    matter = find_matter(g.workshop.id, key, civil_today())
    if matter is None or not matter.raised.number:
        raise NotFound(f"matter {key}")
    return matter


def _record(form: Any, matter: MatterLine | None) -> int:
    number = (form.household.data or "").strip()
    household = find_household(g.workshop.id, number) if number else None
    if number and household is None:
        raise Refused(f"没有户编号「{number}」", "请在「家庭就业」里找到这一户,或先登记", "household")
    place = (g.workshop.id, given(form.visited_on.data, "visited_on"), form.way.data, form.why.data)
    return record_visit(
        *(current_user.actor, utc_now(), *place, form.found.data or ""),
        worker_id=pick(form.worker.data or ""),
        household_id=household,
        matter_id=matter.raised.id if matter else None,
        promised=form.promised.data or "",
        due=form.due.data,
        visitor=form.visitor.data or "",
    )


@pages.get("/w/<workshop_code>/desk/visits/<int:visit_id>")
@policy(*READERS)
def visit(workshop_code: str, visit_id: int) -> ResponseReturnValue:
    """One visit."""
    return _show(visit_id, VisitStepForm(formdata=None, done_on=civil_today()))


@pages.post("/w/<workshop_code>/desk/visits/<int:visit_id>")
@policy(*OFFICE)
def visit_step(workshop_code: str, visit_id: int) -> ResponseReturnValue:
    """What was done of what was promised."""
    get_visit(g.workshop.id, visit_id)
    form: Any = VisitStepForm()
    if not carried_out(form, lambda: _do(visit_id, form)):
        return _show(visit_id, form), 400
    flash("✓ 已记下。")
    return redirect(url_for("liaison.visit", workshop_code=workshop_code, visit_id=visit_id), 303)


def _do(visit_id: int, form: Any) -> None:
    told = (given(form.done_on.data, "done_on"), form.text.data or "", bool(form.done.data))
    record_visit_step(current_user.actor, utc_now(), g.workshop.id, visit_id, *told)


def _show(visit_id: int, form: VisitStepForm) -> str:
    return render_template("desk/visit.html", visit=get_visit(g.workshop.id, visit_id), form=form)
