"""Who is the liaison, with photo and telephone for the wall."""

from typing import Any

from flask import Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.liaison import set_liaison
from workshop.desk.forms.liaison import LiaisonForm
from workshop.desk.liaison_pages.blueprint import READERS, pages
from workshop.desk.paging import take_part
from workshop.desk.queries.liaison import find_liaison, list_liaisons, read_photo
from workshop.desk.queries.visits import list_visits
from workshop.people.forms.fields import carried_out, given


@pages.get("/w/<workshop_code>/desk/liaison")
@policy(*READERS)
def liaison(workshop_code: str) -> ResponseReturnValue:
    """The liaison of today, those before and to come, and visits."""
    now = find_liaison(list_liaisons(g.workshop.id), civil_today())
    known = {"name": now.name, "phone": now.phone} if now else {}
    return _show(LiaisonForm(formdata=None, valid_from=civil_today(), **known))


@pages.post("/w/<workshop_code>/desk/liaison")
@policy(*OFFICE)
def set_(workshop_code: str) -> ResponseReturnValue:
    """Another liaison, or another number, from a day on."""
    form: Any = LiaisonForm()
    if not carried_out(form, lambda: _set(form)):
        return _show(form), 400
    flash("✓ 联络员已登记。公示牌请重新打印。")
    return redirect(url_for("liaison.liaison", workshop_code=workshop_code), 303)


def _set(form: Any) -> None:
    file, since = form.photo.data, given(form.valid_from.data, "valid_from")
    photo = file.read() if file else None
    told = (form.name.data or "", form.phone.data or "", since, photo or None)
    set_liaison(current_user.actor, utc_now(), g.workshop.id, *told)


def _show(form: LiaisonForm) -> str:
    everyone = list_liaisons(g.workshop.id)
    visits = list_visits(g.workshop.id)
    return render_template(
        "desk/liaison.html",
        current=find_liaison(everyone, civil_today()),
        everyone=everyone[::-1],
        part=take_part(visits),
        form=form,
    )


@pages.get("/w/<workshop_code>/desk/liaison/<int:liaison_id>/photo")
@policy(*READERS)
def photo(workshop_code: str, liaison_id: int) -> ResponseReturnValue:
    """The photo that hangs on the wall."""
    return Response(read_photo(g.workshop.id, liaison_id), mimetype="image/jpeg")
