"""认定: where the workshop stands under every paper, what each test says now and said by month, and the next step."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.actions.recognition import NewStep, record_step, reverse_step
from workshop.claims.drawing import draw_series
from workshop.claims.forms.recognition import GradeForm, ReasonForm, StepForm
from workshop.claims.queries.facts import ClaimFacts, load_facts
from workshop.claims.queries.recognition import list_history, load_tracks
from workshop.claims.queries.tracks import TrackLine, list_grades, list_tracks
from workshop.claims.rules.looking_back import buffer_months, find_recognition, find_version, look_back
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.recognising import STEPS, follow
from workshop.claims.rules.results import ANSWERS
from workshop.claims.shelf import load_shelf
from workshop.kernel.faults import NotFound, Refused
from workshop.people.forms.fields import carried_out, given

pages = Blueprint("recognition", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
MARKS = {"recognised": "done", "restored": "done", "seasonal": "done", "watched": "hand", "applied": "wait"}
FIELDS = {  # what each step asks beside its day and source
    "apply": ("by",),
    "recognise": ("number", "by"),
    "refuse": ("number", "by", "cause"),
    "watch": ("months", "cause", "number", "by"),
    "restore": ("number", "by"),
    "remove": ("number", "by", "cause"),
    "pause": ("cause",),
    "resume": (),
}


@pages.context_processor
def words() -> dict[str, object]:
    """The words that the pages of recognition use."""
    office = current_user.is_authenticated and current_user.role in OFFICE
    return {"ANSWERS": ANSWERS, "STEPS": STEPS, "MARKS": MARKS, "FIELDS": FIELDS, "office": office}


@pages.get("/w/<workshop_code>/claims/recognition")
@policy(*READERS)
def overview(workshop_code: str) -> ResponseReturnValue:
    """Every way of recognition of the papers of the place, and the yearly grades."""
    return _overview(GradeForm(formdata=None, year=civil_today().year - 1, graded_on=civil_today()))


def _overview(form: GradeForm) -> ResponseReturnValue:
    on = civil_today()
    lines: list[TrackLine] = list_tracks(load_facts(g.workshop, on), load_shelf()[0], on)
    page = {"lines": lines, "grades": list_grades(g.workshop.id), "grade": form, "reason": ReasonForm(formdata=None)}
    return render_template("claims/recognition.html", on=on, **page), 400 if form.errors else 200


@pages.post("/w/<workshop_code>/claims/recognition")
@policy(*OFFICE)
def grade(workshop_code: str) -> ResponseReturnValue:
    """Writes the grade of a year down."""
    form = GradeForm()
    if carried_out(form, lambda: _grade(form)):
        flash(f"{form.year.data} 年的等级「{form.grade.data}」已登记。")
        return redirect(url_for("recognition.overview", workshop_code=workshop_code), 303)
    return _overview(form)


def _grade(form: Any) -> None:
    on = given(form.graded_on.data, "graded_on")
    said = f"{form.source.data.strip()}({on} 评定)"
    start = on.replace(year=form.year.data, month=12, day=31)
    told = {"text": form.grade.data.strip(), "source": said, "checked_on": form.checked_on.data}
    record_facts(current_user.actor, utc_now(), g.workshop.id, [NewFact(None, "年度等级", "", start, **told)])


@pages.get("/w/<workshop_code>/claims/recognition/<programme_id>/<path:kind>")
@policy(*READERS)
def track(workshop_code: str, programme_id: str, kind: str) -> ResponseReturnValue:
    """One way of recognition: state, timeline, its tests now and by month, what can be recorded next."""
    return _track(programme_id, kind)


def _track(programme_id: str, kind: str, form: Any = None) -> ResponseReturnValue:
    on, key = civil_today(), g.workshop.id
    standing = follow(load_tracks(key).get((programme_id, kind), ()))
    history = list_history(key, programme_id, kind)
    paper = load_shelf()[0].get(programme_id)
    if not history and not _has(paper, kind):
        raise NotFound("recognition")
    facts = load_facts(g.workshop, on)
    back = look_back(paper, kind, facts.shop, facts.people, facts.county, on) if paper else None
    page: dict[str, Any] = {
        "paper": paper,
        "kind": kind,
        "programme_id": programme_id,
        "standing": standing,
        "history": history,
    }
    page |= {"back": back, "charts": [draw_series(one) for one in back.series] if back else []}
    forms = {event: _form(event, form, paper, facts) for event in standing.steps}
    status = 400 if form is not None and form.errors else 200
    return render_template(
        "claims/recognition_track.html", on=on, forms=forms, reason=ReasonForm(formdata=None), **page
    ), status


def _has(paper: Programme | None, kind: str) -> bool:
    return paper is not None and find_recognition(find_version(paper, civil_today()), kind) is not None


def _form(event: str, sent: Any, paper: Programme | None, facts: ClaimFacts) -> Any:
    """The form of a step: the one that was sent, or an empty one with the paper's buffer."""
    if sent is not None and sent.event.data == event:
        return sent
    months = buffer_months(paper, facts.county, civil_today()) if paper and event == "watch" else None
    return StepForm(formdata=None, prefix="", event=event, on=civil_today(), months=months)


@pages.post("/w/<workshop_code>/claims/recognition/<programme_id>/<path:kind>")
@policy(*OFFICE)
def step(workshop_code: str, programme_id: str, kind: str) -> ResponseReturnValue:
    """Records the next step."""
    form = StepForm()
    paper = load_shelf()[0].get(programme_id)
    if not _has(paper, kind) and (programme_id, kind) not in load_tracks(g.workshop.id):
        raise NotFound("recognition")
    if carried_out(form, lambda: _step(form, programme_id, kind, paper)):
        flash(f"「{STEPS[form.event.data or ''].title}」已登记。")
        return _back(programme_id, kind)
    return _track(programme_id, kind, form)


def _step(form: Any, programme_id: str, kind: str, paper: Programme | None) -> None:
    version = find_version(paper, civil_today()) if paper else None
    new = NewStep(
        programme_id,
        kind,
        form.event.data or "",
        given(form.on.data, "on"),
        number=form.number.data or "",
        by=form.by.data or "",
        months=form.months.data,
        cause=form.cause.data or "",
        source=form.source.data or "",
        checked_on=form.checked_on.data,
        can_restore=version.upkeep.can_restore if version and version.upkeep else None,
    )
    record_step(current_user.actor, utc_now(), g.workshop.id, new, civil_today())


@pages.post("/w/<workshop_code>/claims/recognition/steps/<int:entry_id>/reverse")
@policy(*OFFICE)
def reverse(workshop_code: str, entry_id: int) -> ResponseReturnValue:
    """Takes the last step back."""
    form = ReasonForm()
    try:
        programme, kind = reverse_step(
            current_user.actor, utc_now(), g.workshop.id, entry_id, form.reason.data if form.validate() else ""
        )
    except Refused as refused:
        flash(str(refused))
        return redirect(url_for("recognition.overview", workshop_code=workshop_code), 303)
    flash("这一步已冲正,原来的记录还留着。")
    return _back(programme, kind)


def _back(programme_id: str, kind: str) -> ResponseReturnValue:
    where = {"workshop_code": g.workshop.code, "programme_id": programme_id, "kind": kind}
    return redirect(url_for("recognition.track", **where), 303)
