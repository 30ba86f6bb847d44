"""培训 and 以岗代训: who learns from whom, the trainee's output week by week, months of subsidy and their deadlines."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.claims.actions import NewTraining
from workshop.claims.actions.trainings import record_training, replace_training, reverse_training
from workshop.claims.drawing import Curve, draw_curve
from workshop.claims.forms.recognition import ReasonForm
from workshop.claims.forms.training import TrainingForm
from workshop.claims.queries.facts import ClaimFacts, load_facts
from workshop.claims.queries.register_lists import pick_worker
from workshop.claims.queries.trainings import TrainingLine, get_training, list_trainings, load_output
from workshop.claims.rules.assess import look_at
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.learning import Limit, by_week, is_experienced, list_limits, median_of_day
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.looking_back import find_version
from workshop.claims.shelf import list_papers
from workshop.kernel.faults import Refused
from workshop.people.forms.fields import carried_out, given
from workshop.store.audit import Actor

pages = Blueprint("training", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
SECONDS_A_MINUTE = 60_000  # amounts are seconds times 1/1000 pieces


@pages.context_processor
def words() -> dict[str, object]:
    """Whether the account writes, and today."""
    office = current_user.is_authenticated and current_user.role in OFFICE
    return {"office": office, "on": civil_today()}


@pages.get("/w/<workshop_code>/claims/trainings")
@policy(*READERS)
def trainings(workshop_code: str) -> ResponseReturnValue:
    """Every training."""
    return render_template("claims/trainings.html", lines=list_trainings(g.workshop.id))


@pages.route("/w/<workshop_code>/claims/trainings/new", methods=["GET", "POST"])
@policy(*OFFICE)
def new_training(workshop_code: str) -> ResponseReturnValue:
    """Puts a training down."""
    form: Any = TrainingForm(first=civil_today())
    kept: list[int] = []
    if carried_out(form, lambda: kept.append(record_training(*_told(), _read(form)))):
        flash("培训已登记。")
        return redirect(url_for("training.training", workshop_code=workshop_code, training_id=kept[0]), 303)
    return render_template("claims/training_form.html", form=form, line=None), 400 if form.errors else 200


@pages.get("/w/<workshop_code>/claims/trainings/<int:training_id>")
@policy(*READERS)
def training(workshop_code: str, training_id: int) -> ResponseReturnValue:
    """One training: facts, output curve, months of subsidy, deadlines."""
    line = get_training(g.workshop.id, training_id)
    facts = load_facts(g.workshop, civil_today())
    curve, timed = _curve(line, facts)
    page = {"curve": curve, "timed": timed, "limits": _limits(line, facts), "reason": ReasonForm(formdata=None)}
    return render_template("claims/training.html", line=line, **page)


@pages.route("/w/<workshop_code>/claims/trainings/<int:training_id>/correct", methods=["GET", "POST"])
@policy(*OFFICE)
def correct(workshop_code: str, training_id: int) -> ResponseReturnValue:
    """Ends or mends a training: what was written is taken back and written anew in one go."""
    line = get_training(g.workshop.id, training_id)
    form: Any = TrainingForm(**_shown(line)) if request.method == "GET" else TrainingForm()
    kept: list[int] = []
    if carried_out(form, lambda: kept.append(replace_training(*_told(), training_id, _read(form)))):
        flash("已按新的登记,原来的一条已冲正。")
        return redirect(url_for("training.training", workshop_code=workshop_code, training_id=kept[0]), 303)
    return render_template("claims/training_form.html", form=form, line=line), 400 if form.errors else 200


@pages.post("/w/<workshop_code>/claims/trainings/<int:training_id>/reverse")
@policy(*OFFICE)
def reverse(workshop_code: str, training_id: int) -> ResponseReturnValue:
    """Takes a training back with a reason."""
    form = ReasonForm()
    try:
        reverse_training(*_told(), training_id, (form.reason.data or "") if form.validate() else "")
        flash("这一条已冲正,原来的记录还留着。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("training.trainings", workshop_code=workshop_code), 303)


def _told() -> tuple[Actor, datetime, int]:
    return current_user.actor, utc_now(), g.workshop.id


def _shown(line: TrainingLine) -> dict[str, Any]:
    certificate = {None: "", True: "yes", False: "no"}[line.certificate]
    halves = line.half_days if line.half_days is not None else line.attended
    named = {"worker": line.worker_no, "mentor": line.mentor_no or "", "kind": line.kind, "certificate": certificate}
    return named | {"first": line.first, "last": line.last, "half_days": halves, "source": line.source}


def _read(form: Any) -> NewTraining:
    on, shop = civil_today(), g.workshop.id
    mentor = (form.mentor.data or "").strip()
    return NewTraining(
        pick_worker(shop, form.worker.data or "", on),
        form.kind.data,
        given(form.first.data, "first"),
        given(form.last.data, "last"),
        mentor_id=pick_worker(shop, mentor, on) if mentor else None,
        half_days=form.half_days.data,
        certificate={"yes": True, "no": False}.get(form.certificate.data),
        source=form.source.data or "",
        checked_on=form.checked_on.data,
    )


def _curve(line: TrainingLine, facts: ClaimFacts) -> tuple[Curve | None, bool]:
    """The trainee's mean day by week against the median of those with experience; minutes or pieces."""
    made = load_output(g.workshop.id, line.worker_id, line.first, min(line.last, civil_today()))
    if not made.days:
        return None, False
    size = SECONDS_A_MINUTE if made.timed else 1000
    old = {person.id for person in facts.people if is_experienced(person, line.first)}
    median = median_of_day(worked for key, worked in made.others.items() if key in old)
    weeks = by_week(made.days, line.first, max(made.days))
    values = [(label, None if value is None else value // size) for label, value in weeks]
    return draw_curve(values, None if median is None else median // size), made.timed


def _limits(line: TrainingLine, facts: ClaimFacts) -> list[Limit]:
    roll, on = Roll(facts.shop, facts.people), civil_today()
    person = next(one for one in roll.people if one.facts.id == line.worker_id)
    asked, papers = Asked(line.first, line.last, on), []
    for paper in list_papers(facts.shop.region):
        version = find_version(paper, line.last) or find_version(paper, on)
        if version is not None:
            papers.append((paper, version, look_at(paper, version, asked, roll, facts.county).about(person)))
    return list_limits(papers, line.kind, line.last, person.facts)
