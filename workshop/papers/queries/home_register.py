"""Facts of the register: every line of a person, a batch or an order, with who signed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from workshop.kernel.dated import value_on
from workshop.kernel.money import format_yuan
from workshop.kernel.quantities import format_quantity
from workshop.papers.lists.home_register import HomeLine
from workshop.papers.lists.home_signs import Marks, sign_text
from workshop.papers.queries.home_rows import (
    BackRow,
    HomeScope,
    SupplyRow,
    list_back,
    list_handed,
    list_signed,
    list_touched,
)
from workshop.people.queries import list_workers, load_terms
from workshop.takehome.queries.balances import Only
from workshop.takehome.queries.orders import OrderLine, list_orders
from workshop.takehome.rules.loss import Closing, MaterialUse, compute_closing, paid_sum

_EVERY = 1_000_000


class Placed(NamedTuple):
    """A line with where it goes: by person, day, issue before return before settlement, order."""

    worker_no: str
    on: date
    turn: int
    order_no: str
    line: HomeLine


def load_home_lines(scope: HomeScope) -> list[HomeLine]:
    """The lines of a register, by person and day; a constant number of statements."""
    back, handed, touched = list_back(scope), list_handed(scope), list_touched(scope)
    wanted = touched | {row.order_id for row in back} | {row.order_id for row in handed}
    if not wanted:
        return []
    orders = load_orders(scope.workshop_id, wanted)
    marks = list_signed(scope.workshop_id, wanted)
    placed = [
        *_issues(scope, orders, handed, marks),
        *_supplies(scope, orders, handed, marks),
        *_returns(scope, orders, back, marks),
        *_closings(scope, orders, marks),
    ]
    return [one.line for one in sorted(placed, key=lambda one: one[:4])]


def load_orders(workshop_id: int, wanted: set[int]) -> dict[int, OrderLine]:
    """These orders, whatever their state."""
    found = list_orders(workshop_id, date.min, "all", Only(order_ids=tuple(sorted(wanted))), limit=_EVERY)
    return {order.id: order for order in found}


def list_contracting(workshop_id: int, orders: Iterable[OrderLine]) -> set[int]:
    """Those of the orders whose holder is a contractor; one out of a file does not say, then his terms of its issue do."""
    known = list(orders)
    contracting = {order.id for order in known if order.relation == "contract"}
    untold = [order for order in known if not order.relation]
    terms = load_terms(workshop_id) if untold else {}
    for order in untold:
        held = value_on(terms.get(order.worker_id, ()), order.issued_on)
        if held and held.value.hours_system == "contract":
            contracting.add(order.id)
    return contracting


def compute_order_closing(order: OrderLine, closed_on: date, contract: bool) -> Closing:
    """What closing an order comes to, from its line alone."""
    uses = tuple(
        MaterialUse(
            *(line.name, line.unit, line.balance.issued, line.balance.returned, line.pieces.back),
            *(line.per_piece, line.loss_allowance, line.price),
        )
        for line in order.materials
    )
    earned = paid_sum(order.pieces.good + order.pieces.other, order.price or 0)
    return compute_closing(order.id, closed_on, uses, earned, order.most, contract)


def _base(order: OrderLine, on: date) -> HomeLine:
    product = " ".join(part for part in (order.batch_no, order.product) if part)
    head = (on, order.worker_no, order.name, order.order_no, product, order.operation, order.unit)
    return HomeLine(*head, operation_id=order.operation_id)


def _mine(scope: HomeScope, order: OrderLine) -> bool:
    """Issues and settlements stand on the sheet of who holds the order."""
    return scope.worker_id is None or order.worker_id == scope.worker_id


def _issues(scope: HomeScope, orders: dict[int, OrderLine], handed: list[SupplyRow], marks: Marks) -> Iterator[Placed]:
    first: dict[int, list[SupplyRow]] = {}
    for row in handed:
        if row.first:
            first.setdefault(row.order_id, []).append(row)
    for order in orders.values():
        if not _mine(scope, order) or order.voided_on or not scope.first <= order.issued_on <= scope.last:
            continue
        bag = f"{order.bag_no} 号袋" if order.bag_no else ""
        line = replace(
            _base(order, order.issued_on),
            collected=sign_text(marks, "order", (order.id,), "worker"),
            due=order.due,
            due_on=order.due_on,
            price=order.price,
            note=";".join(part for part in (bag, order.note) if part),
        )
        supplies = first.get(order.id, [])
        yield Placed(order.worker_no, order.issued_on, 0, order.order_no, _with(line, supplies[:1]))
        for row in supplies[1:]:
            yield Placed(
                order.worker_no, order.issued_on, 0, order.order_no, _with(_base(order, order.issued_on), [row])
            )


def _with(line: HomeLine, rows: list[SupplyRow]) -> HomeLine:
    return (
        replace(line, material=f"{rows[0].name or '物料'}({rows[0].unit})", issued=rows[0].quantity) if rows else line
    )


def _supplies(
    scope: HomeScope, orders: dict[int, OrderLine], handed: list[SupplyRow], marks: Marks
) -> Iterator[Placed]:
    for row in handed:
        order = orders[row.order_id]
        if row.first or not _mine(scope, order):
            continue
        line = replace(_base(order, row.on), collected=sign_text(marks, "supply", (row.id,), "worker"), note="补料")
        yield Placed(order.worker_no, row.on, 1, order.order_no, _with(line, [row]))


def _returns(scope: HomeScope, orders: dict[int, OrderLine], back: list[BackRow], marks: Marks) -> Iterator[Placed]:
    people = _people(scope, back)
    for row in back:
        order = orders[row.order_id]
        if not row.shares or not scope.by_person:
            if _mine(scope, order):
                yield _placed(row, _return_line(order, row, marks, row.paid()))
            continue
        if _mine(scope, order):
            yield _placed(row, _return_line(order, row, marks, row.paid(order.worker_id)))
        for worker_id, pieces in row.shares.items():
            if worker_id != order.worker_id and scope.worker_id in (None, worker_id):
                number, name = people[worker_id]
                told = replace(_told(row, order, pieces), worker_no=number, name=name)
                yield _placed(row, replace(told, note=f"与{order.name}合做,{told.note}"))


def _people(scope: HomeScope, back: list[BackRow]) -> dict[int, tuple[str, str]]:
    if not any(row.shares for row in back):
        return {}
    found = list_workers(scope.workshop_id, date.max, who="all")
    return {line.id: (line.worker_no, line.name) for line in found}


def _placed(row: BackRow, line: HomeLine) -> Placed:
    return Placed(line.worker_no, row.returned_on, 2, line.order_no, line)


def _told(row: BackRow, order: OrderLine, pieces: int) -> HomeLine:
    """One person's pieces of a return, with what is to be said of them."""
    line = replace(_base(order, row.returned_on), back_on=row.returned_on, price=order.price)
    parts = []
    if row.reverses is not None:
        parts.append("更正")
    if row.inspected_on is None:
        return replace(line, note="未验收,未计酬")
    if not row.counted:
        return replace(line, note=f"计入 {row.pay_on:%Y-%m}" if row.pay_on else "未计酬")
    if row.pay_on and (row.pay_on.year, row.pay_on.month) != (row.returned_on.year, row.returned_on.month):
        parts.append(f"{row.pay_on.month}月计酬")
    if pieces != row.good:
        parts.append(f"计酬 {format_quantity(pieces)}")
    if row.other:
        parts.append(f"料次 {format_quantity(row.other)}")
    return replace(line, paid=pieces, note=",".join(parts))


def _return_line(order: OrderLine, row: BackRow, marks: Marks, pieces: int) -> HomeLine:
    line, keys = _told(row, order, pieces), (row.id, *((row.inspects,) if row.inspects else ()))
    shared = ["全家合做"] if row.shares else []
    rework = [f"返修 {format_quantity(row.rework)}"] if row.rework else []
    seen = row.inspected_on is not None
    return replace(
        line,
        delivered=row.good + row.own + row.other + row.rework,
        good=row.good if seen else None,
        defects=row.own + row.other if seen else None,
        left=";".join(f"退{name} {format_quantity(quantity)}{unit}" for name, unit, quantity in row.materials),
        inspected=sign_text(marks, "return", keys, "workshop"),
        signed=sign_text(marks, "return", keys, "worker"),
        note=",".join([*shared, *([line.note] if line.note else []), *rework]),
    )


def _closings(scope: HomeScope, orders: dict[int, OrderLine], marks: Marks) -> Iterator[Placed]:
    contracting = list_contracting(scope.workshop_id, (order for order in orders.values() if order.closed_on))
    for order in orders.values():
        on = order.closed_on
        if on is None or order.voided_on or not _mine(scope, order) or not scope.first <= on <= scope.last:
            continue
        closing = compute_order_closing(order, on, order.id in contracting)
        lost = [f"超耗{loss.name} {format_quantity(loss.excess)}{loss.unit}" for loss in closing.losses if loss.excess]
        owed = f",赔料 {format_yuan(closing.owed)} 元" if closing.owed else ",不用赔料"
        line = replace(
            _base(order, on),
            left=";".join(lost),
            inspected=sign_text(marks, "closing", (order.id,), "workshop"),
            signed=sign_text(marks, "closing", (order.id,), "worker"),
            note=f"结单{owed}",
        )
        yield Placed(order.worker_no, on, 3, order.order_no, line)
