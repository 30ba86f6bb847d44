"""Families with nobody in work 零就业, and what is known of everyone's work."""

from collections import Counter
from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.families import add_household, add_member, tell_work
from workshop.desk.forms.liaison import HouseholdForm, MemberForm, WorkForm
from workshop.desk.liaison_pages.blueprint import READERS, asked_day, asked_days, pages
from workshop.desk.paging import take_part
from workshop.desk.queries.families import get_family, get_household, list_families
from workshop.people.forms.fields import carried_out, given
from workshop.store.audit import Actor


@pages.get("/w/<workshop_code>/desk/families")
@policy(*READERS)
def families(workshop_code: str) -> ResponseReturnValue:
    """Every household, those with nobody in work first."""
    return _show_all(HouseholdForm(formdata=None))


@pages.post("/w/<workshop_code>/desk/families")
@policy(*OFFICE)
def add_family(workshop_code: str) -> ResponseReturnValue:
    """A household of which nobody works here yet."""
    form: Any = HouseholdForm()
    made: list[int] = []
    told = (form.household_no.data or "", form.head_name.data or "", form.address.data or "")
    if not carried_out(form, lambda: made.append(add_household(*_who(), *told))):
        return _show_all(form), 400
    return redirect(url_for("liaison.family", workshop_code=workshop_code, household_id=made[0]), 303)


def _who() -> tuple[Actor, datetime, int]:
    return current_user.actor, utc_now(), g.workshop.id


def _show_all(form: HouseholdForm) -> str:
    wish = {"show": request.args.get("show", "none")[:12], "q": request.args.get("q", "").strip()[:40]}
    everything = list_families(g.workshop.id, asked_day(), asked_days())
    counts = Counter(line.family.verdict for line in everything)
    lines = [line for line in everything if wish["show"] in ("all", line.family.verdict) and line.named(wish["q"])]
    shown = {"part": take_part(lines), "total": len(everything), "asked": asked_day()}
    return render_template("desk/families.html", counts=counts, wish=wish, form=form, **shown)


@pages.get("/w/<workshop_code>/desk/families/<int:household_id>")
@policy(*READERS)
def family(workshop_code: str, household_id: int) -> ResponseReturnValue:
    """One household."""
    return _show(household_id)


@pages.post("/w/<workshop_code>/desk/families/<int:household_id>/members")
@policy(*OFFICE)
def member(workshop_code: str, household_id: int) -> ResponseReturnValue:
    """One more who lives there."""
    get_household(g.workshop.id, household_id)
    form: Any = MemberForm()
    told = (form.name.data or "", form.relation.data or "", form.birth_date.data)
    if not carried_out(form, lambda: add_member(*_who(), household_id, *told)):
        return _show(household_id, member=form), 400
    return redirect(url_for("liaison.family", workshop_code=workshop_code, household_id=household_id), 303)


@pages.post("/w/<workshop_code>/desk/families/<int:household_id>/work/<any(member, worker):who>/<int:person_id>")
@policy(*OFFICE)
def work(workshop_code: str, household_id: int, who: str, person_id: int) -> ResponseReturnValue:
    """Whether one of them works, since when, who says so."""
    get_household(g.workshop.id, household_id)
    form: Any = WorkForm()
    if not carried_out(form, lambda: _tell(form, {f"{who}_id": person_id})):
        return _show(household_id, work=form, of=f"{who}-{person_id}"), 400
    flash("✓ 已记下。")
    return redirect(url_for("liaison.family", workshop_code=workshop_code, household_id=household_id), 303)


def _tell(form: Any, whom: dict[str, int]) -> None:
    since, source = given(form.valid_from.data, "valid_from"), form.source.data or ""
    tell_work(
        *(*_who(), form.work.data, since, source),
        member_id=whom.get("member_id"),
        worker_id=whom.get("worker_id"),
        place=form.place.data or "",
        checked_on=form.checked_on.data,
    )


def _show(household_id: int, **forms: Any) -> str:
    found = get_family(g.workshop.id, household_id, asked_day(), asked_days())
    member_form = forms.get("member") or MemberForm(formdata=None)
    work_form = forms.get("work") or WorkForm(formdata=None, valid_from=civil_today())
    return render_template(
        "desk/family.html", line=found, member=member_form, work=work_form, of=forms.get("of", ""), asked=asked_day()
    )
