"""The ledger as files: a worker's or everyone's span as PDF or Excel, and the bundle; whole numbers only with a reason."""

from typing import Any

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import StringField
from wtforms.validators import Length

from workshop.access.forms import Form, Parses, required
from workshop.access.guard import utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.actions import issue_copy
from workshop.papers.bundle.issuing import BundleAsked, issue_bundle
from workshop.papers.kind import Asked, Made
from workshop.papers.kinds import get_kind
from workshop.papers.pages import send
from workshop.people.queries.worker import get_worker

pages = Blueprint("ledgers", __name__)


class LedgerForm(Form):
    """From which month to which, and why."""

    first = StringField("从", [required("起始月份"), Length(max=10), Parses(Period.parse)])
    last = StringField("到", [required("截止月份"), Length(max=10), Parses(Period.parse)])
    reason = StringField("原因", [required("原因"), Length(max=200, message="最多 200 个字")])


@pages.post("/w/<workshop_code>/papers/ledger/<any(pdf, xlsx):ending>")
@policy(*OFFICE)
def issue_all(workshop_code: str, ending: str) -> ResponseReturnValue:
    """Everyone's ledger of a span."""
    return _carry_out(url_for("pay.ledger", workshop_code=workshop_code), lambda form: _issue(form, ending, None))


@pages.post("/w/<workshop_code>/papers/ledger/<int:worker_id>/<any(pdf, xlsx):ending>")
@policy(*OFFICE)
def issue_one(workshop_code: str, worker_id: int, ending: str) -> ResponseReturnValue:
    """One worker's ledger of a span."""
    get_worker(g.workshop.id, worker_id)
    return _carry_out(_page_of(worker_id), lambda form: _issue(form, ending, worker_id))


@pages.post("/w/<workshop_code>/papers/ledger/<int:worker_id>/bundle")
@policy(*OFFICE)
def bundle(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """仲裁材料: everything about a worker's pay in one ZIP."""
    get_worker(g.workshop.id, worker_id)

    def act(form: Any) -> Made:
        span = (Period.parse(form.first.data), Period.parse(form.last.data))
        asked = BundleAsked(g.workshop, worker_id, *span, form.reason.data)
        return issue_bundle(current_user.actor, utc_now(), asked)

    return _carry_out(_page_of(worker_id), act)


def _page_of(worker_id: int) -> str:
    return url_for("pay.worker_ledger", workshop_code=g.workshop.code, worker_id=worker_id)


def _issue(form: Any, ending: str, worker_id: int | None) -> Made:
    first, last = Period.parse(form.first.data), Period.parse(form.last.data)
    asked = Asked(g.workshop, first, until=last, worker_id=worker_id)
    return issue_copy(current_user.actor, utc_now(), get_kind("wage-ledger"), asked, ending, form.reason.data)


def _carry_out(back: str, act: Any) -> ResponseReturnValue:
    form = LedgerForm()
    try:
        if form.validate_on_submit():
            return send(act(form))
        flash(";".join(error for errors in form.errors.values() for error in errors))
    except Refused as refused:
        flash(str(refused))
    return redirect(back, 303)
