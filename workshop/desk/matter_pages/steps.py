"""What people do in a matter, from its page."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions import steps
from workshop.desk.forms.matters import InjuryForm, StepForm
from workshop.desk.matter_pages.blueprint import pages
from workshop.desk.matter_pages.matter import offer_choices, show
from workshop.desk.queries.matters import find_matter
from workshop.desk.rules.matters import Injury
from workshop.kernel.faults import NotFound, Refused
from workshop.people.forms.fields import carried_out

DONE = {
    "say": "已记下。",
    "do": "已记下。",
    "answer": "答复已记下。",
    "filed": "已记下申请认定的日期。",
    "assign": "已交办。",
    "link": "更正已连上。",
    "close": "已办结。",
    "reopen": "已重新打开。",
}


@pages.post("/w/<workshop_code>/desk/matters/<int:matter_id>/step")
@policy(*OFFICE)
def step(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """One step."""
    line, form = find_matter(g.workshop.id, matter_id, civil_today()), StepForm()
    if line is None:
        raise NotFound(f"matter {matter_id}")
    offer_choices(form, line.raised.kind)
    if not carried_out(form, lambda: _take(matter_id, form)):
        return show(matter_id, step=form), 400
    flash(f"✓ {DONE[form.act.data or 'do']}")
    return redirect(url_for("matters.matter", workshop_code=workshop_code, matter_id=matter_id), 303)


def _take(matter_id: int, form: Any) -> None:
    who, text = (current_user.actor, utc_now(), g.workshop.id, matter_id), form.text.data or ""
    kind, _, key = (form.link.data or "").partition("/")
    acts: dict[str, Callable[[], None]] = {
        "assign": lambda: steps.assign_matter(*who, int(form.liaison.data or 0), text),
        "link": lambda: steps.link_correction(*who, kind, key, text),
        "close": lambda: steps.close_matter(*who, form.outcome.data or "", text),
        "reopen": lambda: steps.reopen_matter(*who, text),
    }
    act = form.act.data or ""
    if act in acts:
        acts[act]()
        return
    steps.add_words(*who, text, kind=act, said_by=form.said_by.data or "", said_on=form.said_on.data)


@pages.post("/w/<workshop_code>/desk/matters/<int:matter_id>/injury")
@policy(*OFFICE)
def injury(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """What is known of the injury by now."""
    form: Any = InjuryForm()
    if find_matter(g.workshop.id, matter_id, civil_today()) is None:
        raise NotFound(f"matter {matter_id}")
    if not carried_out(form, lambda: _tell(matter_id, form)):
        return show(matter_id, injury=form), 400
    flash("✓ 已补充。原来写的还留着。")
    return redirect(url_for("matters.matter", workshop_code=workshop_code, matter_id=matter_id), 303)


def _tell(matter_id: int, form: Any) -> None:
    told = {name: form[name].data or "" for name in ("at", "place", "body", "witness", "hospital", "found")}
    known = Injury(form.first.data, how=form.text.data or "", **told)
    try:
        steps.tell_injury(current_user.actor, utc_now(), g.workshop.id, matter_id, known)
    except Refused as refused:
        names = {"happened_on": "first", "how": "text"}
        raise Refused(refused.message, refused.mend, names.get(refused.field, refused.field)) from refused
