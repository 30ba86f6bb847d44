"""已签发: every paper that was issued, to find, to print again, to make void."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import StringField
from wtforms.validators import Length

from workshop.access.forms import Form, required
from workshop.access.guard import utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.papers.actions import Unprintable
from workshop.papers.bureau.taking import find_for_issued
from workshop.papers.issue.issuing import void_issued
from workshop.papers.issue.printing import print_issued
from workshop.papers.issue.queries import PAGE, Wanted, get_issued, list_events, list_issued, list_kinds_issued
from workshop.papers.issue.values import STATES
from workshop.papers.kinds import KINDS
from workshop.papers.pages import READERS, send

pages = Blueprint("issued", __name__)
_MOST_PAGES = 100_000


class VoidForm(Form):
    """Why a paper is not to be used any more."""

    reason = StringField("原因", [required("作废的原因"), Length(max=200, message="最多 200 个字")])


@pages.get("/w/<workshop_code>/papers/issued")
@policy(*READERS)
def all_issued(workshop_code: str) -> ResponseReturnValue:
    """What was issued, the latest first, narrowed by kind, period and state."""
    wanted = _read_wanted()
    papers, count = list_issued(g.workshop.id, wanted)
    known = list_kinds_issued(g.workshop.id)
    return render_template(
        "papers/issued.html",
        wanted=wanted,
        papers=papers,
        count=count,
        pages=-(-count // PAGE),
        kinds={kind: _name(kind) for kind in sorted({kind for kind, _ in known})},
        periods=list(dict.fromkeys(period for _, period in known)),
        states=STATES,
    )


@pages.get("/w/<workshop_code>/papers/issued/<int:paper_id>")
@policy(*READERS)
def one(workshop_code: str, paper_id: int) -> ResponseReturnValue:
    """One paper: its facts and what became of it."""
    return _show(paper_id, VoidForm(formdata=None))


@pages.post("/w/<workshop_code>/papers/issued/<int:paper_id>/<any(pdf, xlsx):ending>")
@policy(*OFFICE)
def print_again(workshop_code: str, paper_id: int, ending: str) -> ResponseReturnValue:
    """The paper as it was issued; a PDF says that it is a reprint."""
    return send(print_issued(current_user.actor, utc_now(), get_issued(g.workshop.id, paper_id), ending))


@pages.post("/w/<workshop_code>/papers/issued/<int:paper_id>/void")
@policy(*OFFICE)
def void(workshop_code: str, paper_id: int) -> ResponseReturnValue:
    """Makes the paper void."""
    get_issued(g.workshop.id, paper_id)
    form = VoidForm()
    if not form.validate_on_submit():
        return _show(paper_id, form), 400
    try:
        void_issued(current_user.actor, utc_now(), g.workshop.id, paper_id, form.reason.data)
    except Refused as refused:
        form.reason.errors = [str(refused)]
        return _show(paper_id, form), 400
    flash("已作废。扫纸上的码会看到「作废」。")
    return redirect(url_for("issued.one", workshop_code=workshop_code, paper_id=paper_id), 303)


@pages.app_errorhandler(Unprintable)
def show_unprintable(trouble: Unprintable) -> ResponseReturnValue:
    """Characters without a font, before anything is handed out; the same form can be sent again to print all the same."""
    kept = [(name, text) for name, text in request.form.items(multi=True) if name not in ("csrf_token", "nonce")]
    return render_template("papers/unprintable.html", faults=trouble.faults, kept=kept), 409


def _show(paper_id: int, form: VoidForm) -> str:
    paper = get_issued(g.workshop.id, paper_id)
    events = list_events(g.workshop.id, paper_id)
    office = current_user.role in OFFICE
    shown = {"name": _name(paper.kind), "events": events, "form": form, "office": office}
    return render_template("papers/issued_one.html", paper=paper, **shown, template=find_for_issued(g.workshop, paper))


def _read_wanted() -> Wanted:
    values = request.args
    page = values.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    state = values.get("state", "")
    return Wanted(
        values.get("kind", "")[:40],
        values.get("period", "")[:10],
        state if state in STATES else "",
        page=min(max(number, 1), _MOST_PAGES),
    )


def _name(kind: str) -> str:
    return KINDS[kind].name if kind in KINDS else kind
