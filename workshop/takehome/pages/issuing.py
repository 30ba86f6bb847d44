"""领活: one form for a person or a household; every answer stands at its field before anything is written."""

from datetime import timedelta
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.rules.entries import EntryFault
from workshop.kernel.faults import Refused
from workshop.kernel.idno import age_on
from workshop.kernel.money import format_price
from workshop.kernel.quantities import format_quantity
from workshop.people.forms.fields import given
from workshop.prices.queries import list_products
from workshop.takehome.actions import Issued, NewIssue, NewMaterial, NewMember, NewSupply, OrderRef, issue_order
from workshop.takehome.actions import supply_material as supply
from workshop.takehome.actions.preview import Answers, preview_issue
from workshop.takehome.forms import MOST_ROWS, IssueForm, SupplyForm
from workshop.takehome.forms.fields import to_choices
from workshop.takehome.pages.blueprint import BOTH, accepted, day_or, get_order, pages, signed, told
from workshop.takehome.pages.refusals import carried, material_field
from workshop.takehome.queries.names import PersonPick, list_batches, list_people
from workshop.takehome.rules.entries import refuse

USUAL_DAYS = 7
MORE_ROWS = 3
TOLD = frozenset({"under_16", "birth_date_missing", "load_over", "bag_in_use", "price_missing"})
FIELDS = {"worker_id": "worker_no", "date": "issued_on", "operation_id": "op", "batch_id": "batch"}


@pages.route("/w/<workshop_code>/takehome/new", methods=BOTH)
@policy(*STAFF)
def new_order(workshop_code: str) -> ResponseReturnValue:
    """The form; `check` answers without writing, `more` gives more rows."""
    form = _form()
    act = request.form.get("act")
    if request.method == "POST" and act == "issue":
        done = carried(form, lambda: _issue(form), lambda fault: _place(form, fault))
        if done:
            told(f"{done.order_no} 已发出。", done.warnings)
            return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=done.order_id), 303)
    if act == "more":
        _more(form)
    page = _show(form)
    return (page, 400) if request.method == "POST" and act == "issue" else page


def _form() -> Any:
    form: Any = IssueForm() if request.method == "POST" else _offered()
    form.codes = set()
    operations = [
        (str(one.id), f"{product.name} {one.name}")
        for product in list_products(g.workshop.id, civil_today())
        for one in product.operations
    ]
    form.op.choices = to_choices([("", "请选择"), *operations])
    batches = [(str(one.id), f"{one.number} {one.client}") for one in list_batches(g.workshop.id)]
    form.batch.choices = to_choices([("", "不属于哪一批"), *batches])
    return form


def _offered() -> Any:
    """What a new form begins with: today, a week, and whom the address names."""
    on = civil_today()
    given_in_address = {name: request.args.get(name, "")[:40] for name in ("worker_no", "op", "batch")}
    return IssueForm(formdata=None, issued_on=on, due_on=on + timedelta(days=USUAL_DAYS), **given_in_address)


def _more(form: Any) -> None:
    for part in (form.materials, form.members):
        for _ in range(min(MORE_ROWS, MOST_ROWS - len(part))):
            part.append_entry()


def _show(form: Any) -> str:
    people = list_people(g.workshop.id, civil_today())
    return render_template("takehome/new.html", form=form, people=people, answers=_answers(form, people))


def _person(people: list[PersonPick], text: str, field: str) -> PersonPick:
    """By number, or by a name that only one has."""
    text = (text or "").strip()
    number = text.split(" ")[0]
    found = [one for one in people if number == one.worker_no] or [one for one in people if text == one.name]
    if len(found) != 1:
        message = "有几个人叫这个名字" if found else "花名册里没有这个人,或已离职"
        raise refuse(field, text, "worker_unknown", message, "请填工号,或先在「工人」里登记")
    return found[0]


def _issue(form: Any) -> Issued:
    people = list_people(g.workshop.id, civil_today())
    where = (current_user.actor, utc_now(), g.workshop.id)
    return issue_order(*where, _read(form, people), civil_today(), accepted(form))


def _read(form: Any, people: list[PersonPick]) -> NewIssue:
    holder = _person(people, form.worker_no.data, "worker_id")
    return NewIssue(
        worker_id=holder.id,
        operation_id=key_of(form.op.data) or 0,
        issued_on=given(form.issued_on.data, "issued_on"),
        materials=tuple(material for _, material in _materials(form)),
        quantity=form.quantity.data,
        due_on=form.due_on.data,
        price=form.price.data,
        bag_no=form.bag_no.data,
        order_no=form.order_no.data or "",
        most=form.most.data,
        members=_members(form, people, holder),
        batch_id=key_of(form.batch.data),
        note=form.note.data or "",
        signatures=signed(form),
    )


def key_of(text: str | None) -> int | None:
    """The key that was chosen; None for nothing, 0 for what is no key."""
    return (int(text) if text.isascii() and text.isdigit() else 0) if text else None


def _materials(form: Any) -> list[tuple[Any, NewMaterial]]:
    """(row of the form, what it says) of the rows that are filled."""
    return [(entry.form, read_material(entry.form)) for entry in form.materials if entry.form.filled]


def read_material(row: Any) -> NewMaterial:
    """A material as it was typed."""
    terms = (row.per_piece.data, row.allowance.data or 0, row.price.data)
    return NewMaterial(row.name.data or "", row.unit.data or "", row.issued.data or 0, *terms)


def _members(form: Any, people: list[PersonPick], holder: PersonPick) -> tuple[NewMember, ...]:
    """Who shares it; a row without a weight counts one."""
    rows = [entry.form for entry in form.members if entry.form.filled]
    members = []
    for row in rows:
        weight = 1 if row.weight.data is None else row.weight.data
        members.append(NewMember(_person(people, row.worker_no.data, "members").id, weight))
    return tuple(members)


def _place(form: Any, fault: EntryFault) -> Any:
    return material_field(_materials(form), fault) or form._fields.get(FIELDS.get(fault.field, fault.field))


def _answers(form: Any, people: list[PersonPick]) -> dict[str, list[tuple[str, str]]]:
    """Field → sentences (kind of mark, words) on what is known so far; nothing before somebody and some work are chosen."""
    try:
        order = _read(form, people)
    except Refused:  # what cannot be read yet is answered when it is sent
        return {}
    found = preview_issue(current_user.actor, utc_now(), g.workshop.id, order, civil_today())
    [holder] = [one for one in people if one.id == order.worker_id]
    answers = _of_person(found, holder, order)
    if order.operation_id:
        answers |= _of_price(found, order) | _of_load(found)
        for one in found.warnings:
            mark = ("hand", f"{one.message}。{one.mend}")
            answers.setdefault(FIELDS.get(one.field, one.field), []).append(mark)
        for one in found.troubles:
            if one.reason in TOLD - form.codes:  # what was refused stands at its field already
                shown = EntryFault(0, *one)
                answers.setdefault(FIELDS.get(one.field, one.field), []).append(("hand", str(shown)))
    return answers


def _of_person(found: Answers, holder: PersonPick, order: NewIssue) -> dict[str, list[tuple[str, str]]]:
    age = f"{age_on(holder.birth_date, order.issued_on)} 周岁" if holder.birth_date else "没有出生日期"
    home = f"{holder.household_no} 户" if holder.household_no else "没有户编号"
    relation = found.relation
    lines = [
        ("", f"{holder.worker_no} {holder.name},{age},{home}"),
        ("", f"{relation.chinese}:{relation.reason}。{relation.tax};{relation.protection};{relation.loss}"),
    ]
    return {"worker_no": lines}


def _of_price(found: Answers, order: NewIssue) -> dict[str, list[tuple[str, str]]]:
    if found.price is None:
        return {}
    grade = f",{found.price.grade}级" if found.price.grade else ""
    listed = f"价目表 {format_price(found.price.rate)} 元({found.price.valid_from} 起{grade})"
    return {
        "price": [("", listed if order.price is None else f"{listed},这张单按写明的 {format_price(order.price)} 元")]
    }


def _of_load(found: Answers) -> dict[str, list[tuple[str, str]]]:
    days = "" if found.load.tenths is None else f",约 {found.load.tenths / 10:g} 天的活"
    said = f"未交的活加上这一张共 {format_quantity(found.load.pieces)} 件{days}"
    limit = found.limit
    if limit is None:
        return {"quantity": [("", f"{said};没有设限额")]}
    most = [f"{format_quantity(limit.pieces)} 件"] if limit.pieces is not None else []
    most += [f"{limit.days} 天"] if limit.days is not None else []
    return {"quantity": [("", f"{said};限额({limit.whose}){'、'.join(most)}")]}


@pages.route("/w/<workshop_code>/takehome/orders/<int:order_id>/supply", methods=BOTH)
@policy(*STAFF)
def supply_order(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """补料 for an order that is out."""
    found = get_order(order_id)
    empty = {"supplied_on": civil_today(), "quantities": [None] * len(found.materials)}
    form: Any = SupplyForm() if request.method == "POST" else SupplyForm(formdata=None, **empty)
    if request.method == "POST":
        done = carried(form, lambda: _supply(form, order_id), lambda fault: _supply_place(form, fault))
        if done:
            told(f"{found.order_no} 已补料。", done.warnings)
            return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=order_id), 303)
    page = render_template("takehome/supply.html", form=form, order=found)
    return (page, 400) if request.method == "POST" else page


def _supply(form: Any, order_id: int) -> Any:
    quantities = tuple((place, field.data) for place, field in enumerate(form.quantities, 1) if field.data)
    new = (read_material(form.new.form),) if form.new.form.filled else ()
    typed = NewSupply(OrderRef(order_id), day_or(form.supplied_on.data), quantities, new, signed(form))
    return supply(current_user.actor, utc_now(), g.workshop.id, typed, civil_today())


def _supply_place(form: Any, fault: EntryFault) -> Any:
    if form.new.form.filled:
        return material_field([(form.new.form, read_material(form.new.form))], fault)
    return form.quantities if fault.field == "materials" else None
