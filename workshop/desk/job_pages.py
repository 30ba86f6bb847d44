"""The page that a poster's code opens: what the post is, and a short form for whoever wants it. Open to anybody."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.desk.actions.openings import apply_for
from workshop.desk.forms.seeking import SeekerForm
from workshop.desk.poster import tell_pay
from workshop.desk.queries.openings import Opening, find_pay_range, get_posted
from workshop.desk.seeker_pages import put_refusal, read_seeker
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop_by_id
from workshop.store.scope import narrow_to

pages = Blueprint("posted", __name__)


@pages.get("/jobs/<code>")
@policy(scope="public")
def job(code: str) -> ResponseReturnValue:
    """The post."""
    return _show(_open(code), SeekerForm(formdata=None))


@pages.post("/jobs/<code>")
@policy(scope="public")
def apply(code: str) -> ResponseReturnValue:
    """Somebody wants it."""
    opening, form = _open(code), SeekerForm()
    if not form.validate_on_submit():
        return _show(opening, form), 400
    try:
        apply_for(utc_now(), request.remote_addr or "", opening, read_seeker(form))
    except Refused as refused:
        put_refusal(form, refused)
        return _show(opening, form), 400
    flash("✓ 已报名,车间会给您打电话")
    return redirect(url_for("posted.job", code=code), 303)


def _open(code: str) -> Opening:
    """From here on the request is about the workshop of the post."""
    opening = get_posted(code)
    narrow_to(opening.workshop_id)
    return opening


def _show(opening: Opening, form: SeekerForm) -> str:
    place = find_workshop_by_id(opening.workshop_id)
    pay = tell_pay(find_pay_range(opening.workshop_id, opening.place, civil_today()))
    return render_template(
        "desk/job.html", opening=opening, place=place, pay=pay, form=form, past=opening.past(civil_today())
    )
