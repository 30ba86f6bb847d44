"""Tablets of the workshop: enrolled by a QR that a manager shows, revoked, and the PINs of those who hold them."""

import segno
from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.devices import make_enrolment, revoke_device
from workshop.access.guard import civil_today, utc_now
from workshop.access.photos import MOST_PHOTO, set_photo
from workshop.access.pins import set_pin
from workshop.access.queues import open_queue
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, SUPERVISOR, policy
from workshop.floor.actions.carrying import carry_in
from workshop.floor.pages import pages
from workshop.floor.queries.tablets import list_holders, list_tablets
from workshop.kernel.faults import NotFound, Refused

HOLDERS = (SUPERVISOR, MANAGER)
MOST_QUEUE = 20 * 1024 * 1024


@pages.get("/w/<workshop_code>/tablets")
@policy(ACCOUNTANT, MANAGER, AUDITOR)
def tablets(workshop_code: str) -> ResponseReturnValue:
    """Every tablet with how far it has uploaded, and who may hold one."""
    lines, holders = list_tablets(g.workshop.id), list_holders(g.workshop.id, HOLDERS)
    return render_template("floor/tablets.html", lines=lines, holders=holders)


@pages.post("/w/<workshop_code>/tablets/code")
@policy(MANAGER)
def show_code(workshop_code: str) -> ResponseReturnValue:
    """A QR that enrols one tablet within ten minutes."""
    code = make_enrolment(current_user.actor, utc_now(), g.workshop.id)
    address = url_for("tablet.shell", _external=True) + f"#enrol={code}"
    qr = segno.make(address, error="m").svg_inline(scale=6, border=4, svgclass="qr", omitsize=True)
    return render_template("floor/tablet_code.html", address=address, qr=qr, secure=request.is_secure)


@pages.post("/w/<workshop_code>/tablets/queue")
@policy(SUPERVISOR, ACCOUNTANT, MANAGER)
def bring_queue(workshop_code: str) -> ResponseReturnValue:
    """Takes in the file of a tablet that cannot reach the network."""
    file = request.files.get("file")
    try:
        queue = open_queue(file.read(MOST_QUEUE) if file else b"")
        done = carry_in(current_user.actor, utc_now(), g.workshop.id, queue, civil_today())
        flash(
            f"文件里 {done.events} 条,新收下 {done.fresh} 条"
            + (f",其中 {done.waiting} 条在待处理。" if done.waiting else "。")
        )
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.waiting", workshop_code=workshop_code))


@pages.post("/w/<workshop_code>/tablets/<int:device_id>/revoke")
@policy(MANAGER)
def revoke(workshop_code: str, device_id: int) -> ResponseReturnValue:
    """The tablet may only upload from now on."""
    revoke_device(current_user.actor, utc_now(), g.workshop.id, device_id)
    flash("已停用。它还没传完的记录仍会收下。")
    return redirect(url_for("floor.tablets", workshop_code=workshop_code))


@pages.post("/w/<workshop_code>/tablets/photo/<int:account_id>")
@policy(MANAGER)
def give_photo(workshop_code: str, account_id: int) -> ResponseReturnValue:
    """Gives a supervisor his face on the tablet's lock screen."""
    if account_id not in {holder.id for holder in list_holders(g.workshop.id, HOLDERS)}:
        raise NotFound
    file = request.files.get("photo")
    try:
        set_photo(current_user.actor, utc_now(), account_id, file.read(MOST_PHOTO) if file else b"")
        flash("照片已设置;平板下次联网时显示。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.tablets", workshop_code=workshop_code))


@pages.post("/w/<workshop_code>/tablets/pin/<int:account_id>")
@policy(MANAGER)
def give_pin(workshop_code: str, account_id: int) -> ResponseReturnValue:
    """Gives a supervisor four digits."""
    if account_id not in {holder.id for holder in list_holders(g.workshop.id, HOLDERS)}:
        raise NotFound
    try:
        set_pin(current_user.actor, utc_now(), account_id, request.form.get("pin", ""))
        flash("PIN 已设置;平板下次联网时生效。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.tablets", workshop_code=workshop_code))
