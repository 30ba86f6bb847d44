"""求职的人: those who want work, as the office keeps them. They were told that only those who hire see it: no overseer does."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, STAFF, policy
from workshop.desk.actions.openings import (
    NewSeeker,
    erase_seeker,
    record_step,
    refer_seeker,
    register_seeker,
    show_phone,
)
from workshop.desk.forms.openings import StepForm
from workshop.desk.forms.seeking import SeekerForm
from workshop.desk.paging import SIZE, take_part
from workshop.desk.queries.asking import load_ask_days
from workshop.desk.queries.openings import (
    get_seeker,
    list_openings,
    list_referrals,
    list_seekers,
    rank_openings,
)
from workshop.kernel.faults import Refused
from workshop.people.queries import list_workshops

pages = Blueprint("seekers", __name__)


def read_seeker(form: SeekerForm) -> NewSeeker:
    """What the form holds."""
    facts: dict[str, Any] = {name: form[name].data or "" for name in ("name", "phone", "place", "village", "note")}
    facts |= {name: tuple(form[name].data or ()) for name in ("times", "skills")}
    return NewSeeker(**facts, consent=form.consent.data, may_refer=form.may_refer.data)


def put_refusal(form: SeekerForm, refused: Refused) -> None:
    """The sentence at the field it belongs to."""
    form[refused.field if refused.field in form else "name"].errors = [str(refused)]


@pages.get("/w/<workshop_code>/seekers")
@policy(*STAFF)
def seekers(workshop_code: str) -> ResponseReturnValue:
    """Everybody who wants work, and the form for one more."""
    return _show_all(SeekerForm(formdata=None))


@pages.post("/w/<workshop_code>/seekers")
@policy(*STAFF)
def register(workshop_code: str) -> ResponseReturnValue:
    """Keeps one."""
    form = SeekerForm()
    if not form.validate_on_submit():
        return _show_all(form), 400
    try:
        key = register_seeker(current_user.actor, utc_now(), g.workshop.id, read_seeker(form))
    except Refused as refused:
        put_refusal(form, refused)
        return _show_all(form), 400
    flash("✓ 已登记")
    return _to(workshop_code, key)


@pages.get("/w/<workshop_code>/seekers/<int:seeker_id>")
@policy(*STAFF)
def seeker(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    """One person: posts that fit and why, what was done, where referred."""
    return _show_one(seeker_id)


@pages.post("/w/<workshop_code>/seekers/<int:seeker_id>/phone")
@policy(*OFFICE)
def phone(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    """The whole number, once; who looked is on the record."""
    return _show_one(seeker_id, show_phone(current_user.actor, utc_now(), g.workshop.id, seeker_id))


@pages.post("/w/<workshop_code>/seekers/<int:seeker_id>/step")
@policy(*STAFF)
def step(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    """What became of the person."""
    form = StepForm()
    if not form.validate_on_submit():
        raise Refused("没有记下", "请选一个结果,说明最多 200 个字")
    record_step(current_user.actor, utc_now(), g.workshop.id, seeker_id, form.kind.data, form.note.data or "")
    flash("✓ 已记下")
    return _to(workshop_code, seeker_id)


@pages.post("/w/<workshop_code>/seekers/<int:seeker_id>/refer")
@policy(*OFFICE)
def refer(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    """Passes the person on."""
    to, reason = request.form.get("to", ""), request.form.get("reason", "")
    refer_seeker(current_user.actor, utc_now(), g.workshop, seeker_id, to, reason)
    flash("✓ 已介绍过去,对方的结果会显示在这里")
    return _to(workshop_code, seeker_id)


@pages.post("/w/<workshop_code>/seekers/<int:seeker_id>/erase")
@policy(*OFFICE)
def erase(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    """Forgets the person."""
    erase_seeker(current_user.actor, utc_now(), g.workshop.id, seeker_id)
    flash("已删除姓名、电话和说的话")
    return redirect(url_for("seekers.seekers", workshop_code=workshop_code), 303)


def _to(workshop_code: str, seeker_id: int) -> ResponseReturnValue:
    return redirect(url_for("seekers.seeker", workshop_code=workshop_code, seeker_id=seeker_id), 303)


def _show_all(form: SeekerForm) -> str:
    found, on = list_seekers(g.workshop.id), civil_today()
    days = load_ask_days(g.workshop.id, on)[0]
    asked = sorted((one for one in found if one.to_ask(on, days)), key=lambda one: one.heard_on)
    open_, ended = [one for one in found if one.open and one not in asked], [one for one in found if not one.open]
    shown = {"part": take_part([*asked, *open_]), "asked": asked, "ended": ended[:SIZE], "endings": len(ended)}
    posts = {one.id: one.title for one in list_openings(g.workshop.id)}
    return render_template("desk/seekers.html", **shown, posts=posts, form=form, on=on, days=days)


def _show_one(seeker_id: int, number: str = "") -> str:
    found = get_seeker(g.workshop.id, seeker_id)
    others = [shop for shop in list_workshops(g.workshop.county_code) if shop.id != g.workshop.id]
    return render_template(
        "desk/seeker.html",
        seeker=found,
        number=number,
        form=StepForm(formdata=None),
        ranked=rank_openings(found, list_openings(g.workshop.id)),
        referrals=list_referrals(g.workshop.id, seeker_id),
        others=others,
    )
