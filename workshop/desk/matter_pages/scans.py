"""Scans and photos of a matter."""

from typing import Any

from flask import Response, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.scans import DOCUMENTS, attach_scan, remove_scan
from workshop.desk.forms.matters import MatterScanForm
from workshop.desk.matter_pages.blueprint import READERS, pages
from workshop.desk.matter_pages.matter import show
from workshop.desk.queries.matters import find_matter
from workshop.desk.queries.one_matter import get_scan, read_scan_bytes
from workshop.kernel.faults import NotFound
from workshop.people.forms.fields import carried_out


@pages.post("/w/<workshop_code>/desk/matters/<int:matter_id>/scans")
@policy(*OFFICE)
def attach(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """One more."""
    form: Any = MatterScanForm()
    form.document.offer((word, word) for word in DOCUMENTS)
    if find_matter(g.workshop.id, matter_id, civil_today()) is None:
        raise NotFound(f"matter {matter_id}")
    if not carried_out(form, lambda: _attach(matter_id, form)):
        return show(matter_id, scan=form), 400
    flash("✓ 已放进来。")
    return redirect(url_for("matters.matter", workshop_code=workshop_code, matter_id=matter_id), 303)


def _attach(matter_id: int, form: Any) -> None:
    file = form.file.data
    where = (g.workshop.id, matter_id, form.document.data)
    attach_scan(current_user.actor, utc_now(), *where, file.filename or "", file.read())


@pages.get("/w/<workshop_code>/desk/scans/<int:scan_id>")
@policy(*READERS)
def scan(workshop_code: str, scan_id: int) -> ResponseReturnValue:
    """What was scanned."""
    found = get_scan(g.workshop.id, scan_id)
    return Response(read_scan_bytes(g.workshop.id, scan_id), mimetype=found.media_type)


@pages.post("/w/<workshop_code>/desk/scans/<int:scan_id>/remove")
@policy(*OFFICE)
def remove(workshop_code: str, scan_id: int) -> ResponseReturnValue:
    """Takes one away, with a reason."""
    reason = request.form.get("reason", "")
    matter_id = remove_scan(current_user.actor, utc_now(), g.workshop.id, scan_id, reason)
    flash("✓ 已拿掉,记录还留着。")
    return redirect(url_for("matters.matter", workshop_code=workshop_code, matter_id=matter_id), 303)
