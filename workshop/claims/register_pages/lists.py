"""The registers as lists, and taking an entry back."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.claims.actions import reverse_entry
from workshop.claims.forms.recognition import ReasonForm
from workshop.claims.queries.register_lists import BOOKS, MOST, list_register
from workshop.claims.register_pages.blueprint import READERS, pages
from workshop.kernel.faults import Refused


@pages.get("/w/<workshop_code>/claims/register")
@policy(*READERS)
def overview(workshop_code: str) -> ResponseReturnValue:
    """Leads to the first register."""
    return redirect(url_for("register.book", workshop_code=workshop_code, book="facts"))


@pages.get("/w/<workshop_code>/claims/register/<book>")
@policy(*READERS)
def book(workshop_code: str, book: str) -> ResponseReturnValue:
    """One register, the newest entries first; found by number, name or pinyin."""
    if book not in BOOKS:
        abort(404)
    wish = {"q": request.args.get("q", "")[:40], "kind": request.args.get("kind", "")[:40]}
    lines, count = list_register(g.workshop.id, book, civil_today(), wish["q"], wish["kind"])
    page = {"lines": lines, "count": count, "most": MOST, "wish": wish, "reason": ReasonForm(formdata=None)}
    return render_template("claims/register.html", book=book, **page)


@pages.post("/w/<workshop_code>/claims/register/<book>/<int:entry_id>/reverse")
@policy(*OFFICE)
def reverse(workshop_code: str, book: str, entry_id: int) -> ResponseReturnValue:
    """Takes an entry back with a reason; both stay on record."""
    if book not in BOOKS:
        abort(404)
    form = ReasonForm()
    try:
        reason = (form.reason.data or "") if form.validate() else ""
        reverse_entry(current_user.actor, utc_now(), g.workshop.id, BOOKS[book][0], entry_id, reason)
        flash("这一条已冲正,原来的记录还留着。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("register.book", workshop_code=workshop_code, book=book), 303)
