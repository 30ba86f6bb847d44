"""The page of one order, its signatures and photos."""

import base64
from xml.sax.saxutils import quoteattr

from flask import Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.takehome.actions import NewSignature, add_photo, add_signature
from workshop.takehome.forms import PhotoForm
from workshop.takehome.pages.blueprint import READERS, get_order, pages, told
from workshop.takehome.pages.orders import loss_so_far
from workshop.takehome.pages.paid import find_slips
from workshop.takehome.queries.closing import load_closing
from workshop.takehome.queries.returns import (
    find_image,
    list_marks,
    list_members,
    list_returns,
    list_supplies,
)

# The papers of one order; a contract is made only where the relation is one.
PRINTS = (("takehome-register", "打印领料交货登记"), ("contract", "打印承揽合同"))
SIGN_BOX = "0 0 400 150"  # the field that tablets draw in


@pages.get("/w/<workshop_code>/takehome/orders/<int:order_id>")
@policy(*READERS)
def order(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """Everything about an order: where its material is, what came back, who signed, what was paid."""
    found, shop = get_order(order_id), g.workshop.id
    returns = list_returns(shop, order_id=order_id)
    slips, loss_slip = find_slips(shop, found, returns)
    return render_template(
        "takehome/order.html",
        order=found,
        returns=returns,
        supplies=list_supplies(shop, order_id),
        members=list_members(shop, order_id),
        marks=list_marks(shop, order_id),
        closing=load_closing(shop, order_id, found.closed_on or civil_today()),
        loss=loss_so_far(found),
        slips=slips,
        loss_slip=loss_slip,
        photo=PhotoForm(formdata=None),
        sides={"worker": "领活人", "workshop": "车间"},
        prints=PRINTS if found.relation == "contract" else PRINTS[:1],
        month=Period.of(found.issued_on),
        subjects={"order": "领料", "supply": "补料", "return": "交货", "closing": "结单"},
    )


@pages.post("/w/<workshop_code>/takehome/orders/<int:order_id>/signed")
@policy(*STAFF)
def note_signature(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """The printed sheet was signed by one side."""
    get_order(order_id)
    side = request.form.get("side", "")
    add_signature(current_user.actor, utc_now(), g.workshop.id, "order", order_id, NewSignature(side, "paper"))
    told("已记下:纸上签了字。")
    return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=order_id), 303)


@pages.post("/w/<workshop_code>/takehome/orders/<int:order_id>/photo")
@policy(*STAFF)
def take_photo(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """A photo of the material or the pieces."""
    get_order(order_id)
    form = PhotoForm()
    if not form.validate_on_submit() or not form.photo.data:
        raise Refused("没有选照片", "请先选一张 JPEG 或 PNG 照片,再按「上传」", "photo")
    add_photo(current_user.actor, utc_now(), g.workshop.id, "order", order_id, form.photo.data.read())
    told("照片已存好。")
    return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=order_id), 303)


@pages.get("/w/<workshop_code>/takehome/marks/<int:mark_id>")
@policy(*READERS)
def mark(workshop_code: str, mark_id: int) -> ResponseReturnValue:
    """A signature as a drawing, or a photo."""
    found = find_image(g.workshop.id, mark_id)
    if found is None:
        raise NotFound
    way, image = found
    if way == "photo":
        return Response(base64.b64decode(image), mimetype="image/jpeg")
    if way != "drawn":
        abort(404)
    path = f'<path d={quoteattr(image)} fill="none" stroke="#1f1d1a" stroke-width="3" stroke-linecap="round"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{SIGN_BOX}">{path}</svg>'
    return Response(drawing, mimetype="image/svg+xml")
