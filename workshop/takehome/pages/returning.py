"""交货: inspected now or later, inspected afterwards, corrected."""

from datetime import date
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, STAFF, policy
from workshop.kernel.faults import NotFound
from workshop.people.forms.fields import given
from workshop.takehome.actions import (
    Done,
    NewDelivery,
    NewInspection,
    OrderRef,
    correct_return,
    inspect_return,
    receive_return,
)
from workshop.takehome.forms import CorrectForm, InspectForm, ReturnForm
from workshop.takehome.pages.blueprint import BOTH, accepted, day_or, get_order, pages, signed, told
from workshop.takehome.pages.refusals import by_name, carried
from workshop.takehome.queries.bulk import order_ids
from workshop.takehome.queries.orders import OrderLine
from workshop.takehome.queries.returns import ReturnLine, list_returns
from workshop.takehome.rules.entries import refuse

KINDS = ("good", "defect_own", "defect_other", "rework")


@pages.route("/w/<workshop_code>/takehome/orders/<int:order_id>/return", methods=BOTH)
@policy(*STAFF)
def return_order(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """What a household brings back."""
    found, on = get_order(order_id), civil_today()
    empty = {"returned_on": on, "inspected_on": on, "materials": [None] * len(found.materials)}
    form: Any = ReturnForm() if request.method == "POST" else ReturnForm(formdata=None, **empty)
    if request.method == "POST":
        done = carried(form, lambda: _receive(form, order_id), by_name(form, {}))
        if done:
            return _done(found, "交货已记下。", done)
    return _show("return", form, found)


def _receive(form: Any, order_id: int) -> Done:
    later, back = form.inspected.data == "later", day_or(form.returned_on.data)
    typed = NewDelivery(
        OrderRef(order_id),
        back,
        *_counts(form),
        materials=_materials(form),
        inspected_on=None if later else form.inspected_on.data or back,
        signatures=signed(form),
    )
    return receive_return(current_user.actor, utc_now(), g.workshop.id, typed, civil_today(), accepted(form))


def _counts(form: Any) -> tuple[int, int, int, int]:
    good, own, other, rework = (form[name].data or 0 for name in KINDS)
    return good, own, other, rework


def _materials(form: Any) -> tuple[tuple[int, int], ...]:
    return tuple((place, field.data) for place, field in enumerate(form.materials, 1) if field.data)


def _done(order: OrderLine, words: str, done: Done) -> ResponseReturnValue:
    told(f"{order.order_no} {words}", done.warnings)
    return redirect(url_for("takehome.order", workshop_code=g.workshop.code, order_id=done.order_id), 303)


def _show(name: str, form: Any, order: OrderLine, back: ReturnLine | None = None) -> ResponseReturnValue:
    """The page of a form; what was refused answers 400."""
    page = render_template(f"takehome/{name}.html", form=form, order=order, back=back)
    return (page, 400) if request.method == "POST" else page


def get_return(return_id: int) -> tuple[ReturnLine, OrderLine]:
    """A return of this workshop that stands, with its order. Raises NotFound."""
    found = [one for one in list_returns(g.workshop.id, return_id=return_id) if one.reverses is None]
    if not found:
        raise NotFound
    return found[0], get_order(found[0].order_id)


def filled(back: ReturnLine, order: OrderLine) -> dict[str, Any]:
    """The figures of a return as its form begins with."""
    brought = {one.position: one.quantity for one in back.materials}
    counts = {name: getattr(back, name) or None for name in KINDS}
    return counts | {"materials": [brought.get(one.position) for one in order.materials]}


@pages.route("/w/<workshop_code>/takehome/returns/<int:return_id>/inspect", methods=BOTH)
@policy(*STAFF)
def inspect(workshop_code: str, return_id: int) -> ResponseReturnValue:
    """验收 of what was delivered before."""
    back, found = get_return(return_id)
    begun = filled(back, found) | {"inspected_on": civil_today()}
    form: Any = InspectForm() if request.method == "POST" else InspectForm(formdata=None, **begun)
    if request.method == "POST":
        done = carried(form, lambda: _inspect(form, return_id), by_name(form, {}))
        if done:
            return _done(found, "已验收。", done)
    return _show("inspect", form, found, back)


def _inspect(form: Any, return_id: int) -> Done:
    on = day_or(form.inspected_on.data)
    typed = NewInspection(on, *_counts(form), materials=_materials(form), return_id=return_id)
    return inspect_return(current_user.actor, utc_now(), g.workshop.id, typed, civil_today(), accepted(form))


@pages.route("/w/<workshop_code>/takehome/returns/<int:return_id>/correct", methods=BOTH)
@policy(*OFFICE)
def correct(workshop_code: str, return_id: int) -> ResponseReturnValue:
    """更正: a reversal and what is right, in one."""
    back, found = get_return(return_id)
    begun = filled(back, found) | {"returned_on": back.returned_on, "inspected_on": back.inspected_on}
    form: Any = CorrectForm() if request.method == "POST" else CorrectForm(formdata=None, **begun)
    if request.method == "POST":
        done = carried(form, lambda: _correct(form, back), by_name(form, {"order": "bag"}))
        if done:
            return _done(found, "交货已更正,原来的记录和原因都留着。", done)
    return _show("correct", form, found, back)


def _correct(form: Any, back: ReturnLine) -> Done:
    typed = NewDelivery(
        OrderRef(_meant(form.bag.data, back)),
        given(form.returned_on.data, "returned_on"),
        *_counts(form),
        materials=_materials(form),
        inspected_on=_inspected(form.inspected_on.data, back),
    )
    where = (current_user.actor, utc_now(), g.workshop.id, back.id)
    return correct_return(*where, typed, form.reason.data or "", civil_today(), accepted(form))


def _inspected(on: date | None, back: ReturnLine) -> date | None:
    """The day as typed; what was inspected once is not made uninspected by an empty field."""
    return on if back.inspected_on is None else given(on, "inspected_on")


def _meant(number: str | None, back: ReturnLine) -> int:
    if not number:
        return back.order_id
    found = order_ids(g.workshop.id).get(number)
    if found is None:
        raise refuse("bag", number, "order_unknown", "没有这张外发单", "请核对单号,或留空不改")
    return found
