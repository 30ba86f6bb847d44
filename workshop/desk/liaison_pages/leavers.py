"""Who stopped coming 流失, computed from the books, with the reason and whether he was asked back."""

from collections import Counter
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.liaison import record_departure
from workshop.desk.forms.liaison import DepartureForm
from workshop.desk.liaison_pages.blueprint import READERS, asked_days, pages
from workshop.desk.queries.leavers import list_leavers
from workshop.people.forms.fields import carried_out
from workshop.people.queries import get_worker


@pages.get("/w/<workshop_code>/desk/leavers")
@policy(*READERS)
def leavers(workshop_code: str) -> ResponseReturnValue:
    """Those who left or were not seen for some days."""
    days, show = asked_days(), request.args.get("show", "")[:10]
    everyone = list_leavers(g.workshop.id, civil_today(), days)
    shown = [one for one in everyone if show in ("", "all") or (show == "unasked") is not bool(one.learned)]
    reasons = Counter(one.reason for one in everyone).most_common()
    return render_template("desk/leavers.html", lines=shown, everyone=everyone, days=days, show=show, reasons=reasons)


@pages.route("/w/<workshop_code>/desk/leavers/<int:worker_id>", methods=["GET", "POST"])
@policy(*OFFICE)
def leaver(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """What was learned of one who stopped."""
    person = get_worker(g.workshop.id, worker_id)
    form: Any = DepartureForm()
    if carried_out(form, lambda: _record(worker_id, form)):
        flash("✓ 已登记。")
        return redirect(url_for("liaison.leavers", workshop_code=workshop_code), 303)
    return render_template("desk/leaver.html", person=person, form=form), 400 if form.errors else 200


def _record(worker_id: int, form: Any) -> None:
    told = (form.reason.data or "", form.text.data or "", form.asked_on.data, form.answer.data or "")
    record_departure(current_user.actor, utc_now(), g.workshop.id, worker_id, *told)
