"""Client orders reckoned before they are accepted, their batches, the store room."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.kernel.faults import NotFound, Refused
from workshop.people.forms.fields import given
from workshop.takehome import actions
from workshop.takehome.actions import NewBatch, NewClientOrder, NewReceipt, NewReceived
from workshop.takehome.forms import BatchForm, ClientOrderForm, ReasonForm, ReceiptForm
from workshop.takehome.forms.fields import to_choices
from workshop.takehome.pages.blueprint import BOTH, READERS, pages, told
from workshop.takehome.pages.drawing import Segment, money_parts
from workshop.takehome.pages.issuing import key_of
from workshop.takehome.pages.refusals import by_name, carried
from workshop.takehome.queries.clients import ClientOrderLine, find_client_order, list_client_orders, plan_margin
from workshop.takehome.queries.products import ProductPick, list_product_picks
from workshop.takehome.queries.receipts import list_receipts
from workshop.takehome.queries.store import load_store
from workshop.takehome.rules.clients import Margin, check_received

MONEY = (ACCOUNTANT, MANAGER, OFFICER, AUDITOR)  # a client's price is not for everybody
ROW = {"material": "name", "material_issued": "quantity"}


@pages.get("/w/<workshop_code>/takehome/clients")
@policy(*MONEY)
def client_orders(workshop_code: str) -> ResponseReturnValue:
    """Client orders with what each leaves."""
    lines = list_client_orders(g.workshop.id, civil_today())
    return render_template("takehome/clients.html", lines=lines, charts={line.id: chart(line) for line in lines})


def chart(line: ClientOrderLine) -> tuple[tuple[str, tuple[Segment, ...]], ...]:
    """The margin as planned, and as it stands so far, on the same scale."""
    plan, done = line.planned, line.actual
    left = plan.revenue - done.wages - done.loss - plan.other
    whole = max(plan.revenue, plan.wages + plan.loss + plan.other, done.wages + done.loss + plan.other)
    so_far = money_parts(done.wages, done.loss, plan.other, left, whole, "还没用掉")
    return (("计划", _planned(plan, whole)), ("到现在", so_far))


def _planned(plan: Margin, whole: int) -> tuple[Segment, ...]:
    return money_parts(plan.wages, plan.loss, plan.other, plan.margin, whole)


@pages.route("/w/<workshop_code>/takehome/clients/new", methods=BOTH)
@policy(*OFFICE)
def new_client_order(workshop_code: str) -> ResponseReturnValue:
    """算一算 without writing anything, or 接下 it."""
    form: Any = ClientOrderForm() if request.method == "POST" else ClientOrderForm(formdata=None)
    products = list_product_picks(g.workshop.id)
    form.product.choices = to_choices([("", "请选择"), *((str(one.id), one.name) for one in products)])
    act, names = request.form.get("act"), {"product_id": "product", "other_costs_fen": "other_costs"}
    plan = _plan(form) if request.method == "POST" else None
    if act == "accept":
        key = carried(form, lambda: _accept(form), by_name(form, names))
        if key:
            told(f"客户订单 {form.number.data} 已接下。")
            return redirect(url_for("takehome.client_order", workshop_code=workshop_code, client_order_id=key), 303)
    return _show_plan(form, products, plan, act == "accept")


def _show_plan(form: Any, products: list[ProductPick], plan: Margin | None, refused: bool) -> ResponseReturnValue:
    bar = _planned(plan, max(plan.revenue, plan.wages + plan.loss + plan.other)) if plan else ()
    page = render_template("takehome/client_new.html", form=form, products=products, plan=plan, bar=bar)
    return (page, 400) if refused else page


def _plan(form: Any) -> Margin | None:
    """What would be left; None until quantity, price and operations are there."""
    order = _read(form)
    return (
        plan_margin(g.workshop.id, order, civil_today())
        if order.quantity and order.price and order.operations
        else None
    )


def _read(form: Any) -> NewClientOrder:
    return NewClientOrder(
        number=form.number.data or "",
        client=form.client.data or "",
        product_id=key_of(form.product.data) or 0,
        operations=tuple(key_of(one) or 0 for one in form.operations.data or ()),
        quantity=form.quantity.data or 0,
        price=form.price.data or 0,
        due_on=form.due_on.data,
        other_costs_fen=form.other_costs.data or 0,
        note=form.note.data or "",
    )


def _accept(form: Any) -> int:
    return actions.add_client_order(current_user.actor, utc_now(), g.workshop.id, _read(form), civil_today())


@pages.get("/w/<workshop_code>/takehome/clients/<int:client_order_id>")
@policy(*MONEY)
def client_order(workshop_code: str, client_order_id: int) -> ResponseReturnValue:
    """One client's order: margin, batches, store room."""
    return _show(client_order_id)


def _show(client_order_id: int, batch: Any = None, receipt: Any = None, at: int = 0) -> ResponseReturnValue:
    shop, on = g.workshop.id, civil_today()
    found = find_client_order(shop, client_order_id, on)
    if found is None:
        raise NotFound
    mine = {one.id for one in found.batches}
    page = render_template(
        "takehome/client.html",
        line=found,
        chart=chart(found),
        store=[one for one in load_store(shop) if one.batch_id in mine],
        receipts=list_receipts(shop, client_order_id),
        batch=batch or BatchForm(formdata=None, arrived_on=on),
        receipt=receipt or ReceiptForm(formdata=None, received_on=on),
        at=at,
        reason=ReasonForm(formdata=None),
    )
    return (page, 400) if request.method == "POST" else page


def _back(client_order_id: int) -> ResponseReturnValue:
    where = url_for("takehome.client_order", workshop_code=g.workshop.code, client_order_id=client_order_id)
    return redirect(where, 303)


@pages.post("/w/<workshop_code>/takehome/clients/<int:client_order_id>/batch")
@policy(*OFFICE)
def add_batch(workshop_code: str, client_order_id: int) -> ResponseReturnValue:
    """A batch with the material that came with it."""
    form: Any = BatchForm()
    if not carried(form, lambda: _add_batch(form, client_order_id), lambda fault: _batch_field(form, fault)):
        return _show(client_order_id, batch=form)
    told(f"批次 {form.number.data} 已登记。")
    return _back(client_order_id)


def _received(row: Any) -> NewReceived:
    return NewReceived(row.name.data or "", row.unit.data or "", row.quantity.data or 0)


def _add_batch(form: Any, client_order_id: int) -> int:
    materials = tuple(_received(one.form) for one in form.materials if one.form.filled)
    arrived = given(form.arrived_on.data, "arrived_on")
    typed = NewBatch(client_order_id, form.number.data or "", arrived, form.quantity.data or 0, materials)
    return actions.add_batch(current_user.actor, utc_now(), g.workshop.id, typed, civil_today())


def _batch_field(form: Any, fault: Any) -> Any:
    """The first row that has the fault by itself."""
    name = "quantity" if fault.reason == "material_issued_unbelievable" else ROW.get(fault.field)
    if name is None:
        return form._fields.get(fault.field)
    rows = [one.form for one in form.materials if one.form.filled]
    wrong = (row for row in rows if (found := check_received(_received(row))) and found.reason == fault.reason)
    return next(wrong, rows[0])[name]


@pages.post("/w/<workshop_code>/takehome/batches/<int:batch_id>/receive")
@policy(*OFFICE)
def receive(workshop_code: str, batch_id: int) -> ResponseReturnValue:
    """来料 for a batch that is there."""
    form: Any = ReceiptForm()
    client_order_id = _order_of_batch(batch_id)
    done = carried(form, lambda: _receive(form, batch_id), by_name(form, {"material": "name"}))
    if not done:
        return _show(client_order_id, receipt=form, at=batch_id)
    told("来料已登记。")
    return _back(client_order_id)


def _receive(form: Any, batch_id: int) -> actions.Done:
    typed = NewReceipt(batch_id, given(form.received_on.data, "received_on"), _received(form))
    return actions.receive_material(current_user.actor, utc_now(), g.workshop.id, typed, civil_today())


def _order_of_batch(batch_id: int) -> int:
    for line in list_client_orders(g.workshop.id, civil_today()):
        if any(one.id == batch_id for one in line.batches):
            return line.id
    raise NotFound


@pages.post("/w/<workshop_code>/takehome/clients/<int:client_order_id>/<any(void, receipt):what>/<int:key>/undo")
@policy(*OFFICE)
def undo_client(workshop_code: str, client_order_id: int, what: str, key: int) -> ResponseReturnValue:
    """A client's order is voided, or a receipt taken back, with a reason."""
    form: Any = ReasonForm()
    try:
        _undo(what, client_order_id if what == "void" else key, form.reason.data or "")
        told("已作废。" if what == "void" else "来料已撤销。")
    except Refused as refused:
        told(str(refused))
    return _back(client_order_id)


def _undo(what: str, key: int, reason: str) -> None:
    actor, now, shop = current_user.actor, utc_now(), g.workshop.id
    if what == "void":
        actions.void_client_order(actor, now, shop, key, reason, civil_today())
    else:
        actions.reverse_receipt(actor, now, shop, key, reason)


@pages.get("/w/<workshop_code>/takehome/store")
@policy(*READERS)
def store(workshop_code: str) -> ResponseReturnValue:
    """The store room: every batch and material."""
    return render_template("takehome/store.html", lines=load_store(g.workshop.id))
