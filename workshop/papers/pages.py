"""打印中心: the papers of a workshop and month, each to preview, as PDF and as Excel."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.claims.queries.claims import list_claims
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.actions import issue_copy
from workshop.papers.asking import read_asked
from workshop.papers.jobs.ordering import Order, is_long, list_long
from workshop.papers.jobs.printing import ask_print
from workshop.papers.kind import PDF, TYPES, Asked, Kind, Made
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.layouts.overview import list_templated
from workshop.papers.queries import list_months, list_runs_of
from workshop.papers.queries.centre import list_people
from workshop.papers.queries.home_centre import list_home_choices
from workshop.papers.uses import group_kinds
from workshop.store.jobs.queries import count_open

pages = Blueprint("papers", __name__)
READERS = (ACCOUNTANT, MANAGER, OFFICER, AUDITOR)


@pages.get("/w/<workshop_code>/papers")
@policy(*READERS)
def centre(workshop_code: str) -> ResponseReturnValue:
    """The papers of a month by use: those of its runs, and those that need none."""
    months = list_months(g.workshop.id, civil_today())
    month = _get_period(request.args.get("month") or months[0].code)
    office = current_user.role in OFFICE
    return render_template("papers/centre.html", month=month, months=months, office=office, **_offer(month))


def _offer(month: Period) -> dict[str, Any]:
    """What can be printed of a month, and for whom."""
    claims = list_claims(g.workshop.id)
    home_people, batches = list_home_choices(g.workshop.id, month)
    return {
        "kinds": KINDS.values(),
        "groups": group_kinds(KINDS.values()),
        "long": list_long(g.workshop.id, KINDS.values()),
        "runs": list_runs_of(g.workshop.id, month),
        "open_jobs": count_open(g.workshop.id),
        "templated": list_templated(g.workshop, month.last),
        "people": list_people(g.workshop.id, month),
        "claims": claims,
        "claim_options": [(claim.id, f"{claim.number} {claim.benefit}") for claim in claims],
        "home_people": home_people,
        "home_batches": batches,
    }


@pages.get("/w/<workshop_code>/papers/<period>/<kind>/preview")
@policy(*READERS)
def preview(workshop_code: str, period: str, kind: str) -> ResponseReturnValue:
    """The first page, numbers masked."""
    return send(make_file(_get_kind(kind), _asked(period), PDF, {}, first_page_only=True))


@pages.get("/w/<workshop_code>/papers/<period>/<kind>.<ending>")
@policy(*READERS)
def show(workshop_code: str, period: str, kind: str, ending: str) -> ResponseReturnValue:
    """The whole paper, numbers masked: for those who look but may not see whole numbers."""
    return send(make_file(_get_kind(kind), _asked(period), _get_ending(ending), {}))


@pages.post("/w/<workshop_code>/papers/<period>/<kind>.<ending>")
@policy(*OFFICE)
def issue(workshop_code: str, period: str, kind: str, ending: str) -> ResponseReturnValue:
    """The paper for the file with whole numbers, issued and on the record; first what cannot be printed is named."""
    asked, wanted, of = _asked(period), _get_ending(ending), _get_kind(kind)
    accept = bool(request.form.get("accept"))
    if not is_long(of, asked):
        return send(issue_copy(current_user.actor, utc_now(), of, asked, wanted, accept=accept))
    ask_print(current_user.actor, utc_now(), g.workshop, [Order(of, asked)], wanted)
    flash("人多,已排队打印。做好后在这里下载,保存 90 天。")
    return redirect(url_for("jobs.all_jobs", workshop_code=workshop_code), 303)


def _asked(period: str) -> Asked:
    return read_asked(g.workshop, _get_period(period), request.values, civil_today())


def _get_period(code: str) -> Period:
    try:
        return Period.parse(code)
    except BadPeriod:
        abort(404)


def _get_kind(code: str) -> Kind:
    return KINDS.get(code) or abort(404)


def _get_ending(ending: str) -> str:
    return ending if ending in TYPES else abort(404)


def send(made: Made) -> Response:
    """A PDF opens in the browser, a workbook is saved; what its reader must know waits on the next page."""
    for fault in made.faults:
        flash(str(fault))
    way = "inline" if made.media_type == TYPES[PDF] else "attachment"
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(made.name)}"
    return response
