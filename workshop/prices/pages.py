"""Operations and their prices."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.languages.choosing import list_others
from workshop.access.photos import MOST_PHOTO
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, SUPERVISOR, policy
from workshop.kernel.faults import Refused
from workshop.people.forms.fields import carried_out, given
from workshop.prices import actions, queries
from workshop.prices.forms import OperationForm, PriceForm, RenameForm, WithdrawForm
from workshop.prices.rules import build_steps, suggest_operation

pages = Blueprint("prices", __name__)
WATCHERS = (SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
BOTH = ["GET", "POST"]


@pages.get("/w/<workshop_code>/operations")
@policy(*WATCHERS)
def operations(workshop_code: str) -> ResponseReturnValue:
    """Every product with its operations, the price in force today and the next one."""
    withdrawn = request.args.get("withdrawn") == "1"
    products = queries.list_products(g.workshop.id, civil_today(), withdrawn)
    lines = [line for product in products for line in product.operations]
    return render_template(
        "prices/operations.html",
        products=products,
        count=len(lines),
        unpriced=[line for line in lines if line.price is None and not line.withdrawn_on],
        withdrawn=withdrawn,
        endpoints=current_app.view_functions,
        office=current_user.role in OFFICE,
        on=civil_today(),
    )


@pages.route("/w/<workshop_code>/operations/new", methods=BOTH)
@policy(*OFFICE)
def new_operation(workshop_code: str) -> ResponseReturnValue:
    """An operation, and its product when that is new."""
    products = queries.list_products(g.workshop.id, civil_today(), withdrawn=True)
    form = OperationForm(**suggest_operation(products, request.args.get("product", "")))
    made: dict[str, int] = {}

    def act() -> None:
        values = {name: form._fields[name].data for name in actions.NewOperation.__dataclass_fields__}
        row = actions.NewOperation(**(values | {"seq": values["seq"] or 0}))
        made.update(actions.add_operations(current_user.actor, utc_now(), g.workshop.id, [row]))

    if carried_out(form, act):
        flash(f"工序「{form.op_name.data}」已添加,请接着定单价。")
        return _to_operation(next(iter(made.values())))
    return render_template("prices/new_operation.html", form=form, products=products), 400 if form.errors else 200


@pages.get("/w/<workshop_code>/operations/<int:operation_id>")
@policy(*WATCHERS)
def operation(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """One operation: today's price, slabs, and every price it ever had."""
    return _show_operation(queries.get_operation(g.workshop.id, operation_id), PriceForm(**_offered(operation_id)))


@pages.route("/w/<workshop_code>/operations/<int:operation_id>/price", methods=BOTH)
@policy(*OFFICE)
def set_price(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """A price from a day on; the same day again corrects it."""
    line = queries.get_operation(g.workshop.id, operation_id)
    form = PriceForm(**_offered(operation_id))
    if carried_out(form, lambda: _set_price(line.code, form)):
        return _to_operation(operation_id)
    return _show_operation(line, form)


@pages.route("/w/<workshop_code>/operations/<int:operation_id>/rename", methods=BOTH)
@policy(*OFFICE)
def rename(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """Another name, place in the order, standard time."""
    line = queries.get_operation(g.workshop.id, operation_id)
    form = RenameForm(op_name=line.name, seq=line.seq, std_seconds=line.std_seconds)
    key = (current_user.actor, utc_now(), g.workshop.id, operation_id)
    told = (form.op_name.data, form.reason.data, form.seq.data, form.std_seconds.data)
    if carried_out(form, lambda: actions.rename_operation(*key, *told)):
        flash("已保存,原来的名称留在记录里。")
        return _to_operation(operation_id)
    return _show_change(form, line, "改名称、序和标准秒", "保存")


@pages.route("/w/<workshop_code>/operations/<int:operation_id>/withdraw", methods=BOTH)
@policy(*OFFICE)
def withdraw(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """Not offered for entry any more; what was recorded stays."""
    line = queries.get_operation(g.workshop.id, operation_id)
    form = WithdrawForm(on=civil_today())
    key = (current_user.actor, utc_now(), g.workshop.id, operation_id)
    if carried_out(form, lambda: actions.withdraw_operation(*key, given(form.on.data, "on"), form.reason.data)):
        flash(f"「{line.name}」从 {form.on.data} 起停用。")
        return _to_operation(operation_id)
    return _show_change(form, line, "停用工序", "停用")


@pages.route("/w/<workshop_code>/operations/<int:operation_id>/restore", methods=BOTH)
@policy(*OFFICE)
def restore(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """Offers a withdrawn operation again."""
    line = queries.get_operation(g.workshop.id, operation_id)
    if request.method == "POST":
        actions.restore_operation(current_user.actor, utc_now(), g.workshop.id, operation_id)
        flash(f"「{line.name}」恢复使用。")
    return _to_operation(operation_id)


@pages.post("/w/<workshop_code>/operations/<int:operation_id>/picture")
@policy(*OFFICE)
def set_picture(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """What the product looks like, for the phones of people who would rather look than read."""
    file = request.files.get("photo")
    try:
        photo = file.read(MOST_PHOTO) if file else b""
        actions.set_picture(current_user.actor, utc_now(), g.workshop.id, operation_id, photo)
        flash("照片已保存,工人手机上看得到。")
    except Refused as refused:
        flash(str(refused))
    return _to_operation(operation_id)


@pages.post("/w/<workshop_code>/operations/<int:operation_id>/names")
@policy(*OFFICE)
def set_own_names(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """What it is called in another language, for the phones of those who read that."""
    language, names = request.form.get("language", ""), (request.form.get("product", ""), request.form.get("name", ""))
    if language not in [one.code for one in list_others()]:
        raise Refused("没有这种语言", "请从页面上的语言里选")
    actions.set_own_names(current_user.actor, utc_now(), g.workshop.id, operation_id, language, *names)
    flash("✓ 已保存;没有译名的仍显示中文。")
    return _to_operation(operation_id)


@pages.get("/w/<workshop_code>/operations/<int:operation_id>/picture")
@policy(*WATCHERS)
def picture(workshop_code: str, operation_id: int) -> ResponseReturnValue:
    """The photo of an operation's product."""
    found = queries.find_picture_of(g.workshop.id, operation_id)
    return Response(found, mimetype="image/jpeg") if found else abort(404)


def _offered(operation_id: int) -> dict[str, Any]:
    """Tomorrow, and the defect charge in force, so that a new price does not drop it unawares."""
    price = queries.load_price_book(g.workshop.id).find(operation_id, "", civil_today())
    charge = price.defect_charge if price else None
    return {"valid_from": civil_today() + timedelta(days=1), "defect_charge": charge}


def _show_operation(line: queries.OperationLine, form: PriceForm) -> ResponseReturnValue:
    on, book = civil_today(), queries.load_price_book(g.workshop.id)
    prices = queries.list_prices(g.workshop.id, line.id)
    for_all = [price for price in prices if price.holds and not price.grade]
    return render_template(
        "prices/operation.html",
        line=line,
        form=form,
        prices=prices,
        price=book.find(line.id, "", on),
        next_price=book.next_after(line.id, "", on),
        now_line=next((price for price in for_all if price.valid_from <= on), None),
        grades=book.grades(line.id),
        chart=build_steps([(price.valid_from, price.rate) for price in for_all], on),
        tiers=queries.list_tiers(g.workshop.id, line.id),
        office=current_user.role in OFFICE,
        languages_of=list_others(),
        own_names=queries.list_own_names(g.workshop.id, line.id),
        pictured=queries.find_picture_of(g.workshop.id, line.id) is not None,
        on=on,
    ), 400 if form.errors else 200


def _set_price(op_code: str, form: PriceForm) -> None:
    grade, source = (form.grade.data or "").strip(), (form.source.data or "").strip()
    start, rate = given(form.valid_from.data, "valid_from"), given(form.rate.data, "rate")
    row = actions.NewPrice(op_code, start, grade, rate, form.defect_charge.data, source)
    warnings = actions.set_prices(current_user.actor, utc_now(), g.workshop.id, [row], on=civil_today())
    flash(f"单价已保存,{start} 起。")
    for warning in warnings:
        flash(f"提醒:{warning}。")


def _to_operation(operation_id: int) -> ResponseReturnValue:
    return redirect(url_for("prices.operation", workshop_code=g.workshop.code, operation_id=operation_id))


def _show_change(form: Form, line: queries.OperationLine, title: str, button: str) -> ResponseReturnValue:
    shown = {"form": form, "line": line, "title": title, "button": button}
    return render_template("prices/change.html", **shown), 400 if form.errors else 200
