"""Papers of a matter: the sheet that is signed, and the bundle for arbitration."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.bundle.issuing import MatterBundleAsked, issue_matter_bundle
from workshop.desk.documents.matter_sheet import build_matter_sheet
from workshop.desk.forms.matters import BundleForm
from workshop.desk.matter_pages.blueprint import READERS, words_of_desk
from workshop.desk.matter_pages.matter import show
from workshop.desk.queries.grounds import load_grounds
from workshop.desk.queries.matters import find_matter
from workshop.desk.queries.one_matter import get_matter
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.papers.kind import PDF, TYPES, Made
from workshop.papers.marking import tell_watermark
from workshop.papers.setting.form_print import print_form
from workshop.papers.setting.mark import Mark
from workshop.people.forms.fields import carried_out, given

pages = Blueprint("matter_papers", __name__)
pages.context_processor(words_of_desk)


@pages.get("/w/<workshop_code>/desk/matters/<int:matter_id>/sheet.pdf")
@policy(*READERS)
def sheet(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """The sheet of a matter to be signed; with `records` what lies under it too."""
    on = civil_today()
    view = get_matter(g.workshop.id, matter_id, on)
    grounds = load_grounds(g.workshop.id, view.line.raised) if request.args.get("records") else None
    paper = build_matter_sheet(g.workshop.name, view, grounds, on)
    printed = print_form(paper, mark=Mark(watermark=tell_watermark(g.workshop.id)))
    return _send(Made(printed.pdf, f"{view.line.raised.called}.pdf", TYPES[PDF], printed.pages, ()))


@pages.get("/w/<workshop_code>/desk/board")
@policy(*READERS)
def notice(workshop_code: str) -> ResponseReturnValue:
    """The board with the liaison, of today."""
    month = Period.of(civil_today()).code
    return redirect(url_for("papers.preview", workshop_code=workshop_code, period=month, kind="notice-board"))


@pages.post("/w/<workshop_code>/desk/matters/<int:matter_id>/bundle.zip")
@policy(*OFFICE)
def bundle(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """Everything about a matter as one file, on the record."""
    if find_matter(g.workshop.id, matter_id, civil_today()) is None:
        raise NotFound(f"matter {matter_id}")
    form, made = BundleForm(), list[Made]()
    if not carried_out(form, lambda: made.append(_issue(matter_id, form))):
        return show(matter_id, bundle=form), 400
    return _send(made[0])


def _issue(matter_id: int, form: Any) -> Made:
    first, last = given(form.first.data, "first"), given(form.last.data, "last")
    asked = MatterBundleAsked(g.workshop, matter_id, first, last, form.reason.data or "")
    return issue_matter_bundle(current_user.actor, utc_now(), asked)


def _send(made: Made) -> Response:
    way = "inline" if made.media_type == TYPES[PDF] else "attachment"
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(made.name)}"
    return response
