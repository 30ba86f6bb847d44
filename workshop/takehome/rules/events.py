"""Take-home events of a tablet read: what was typed becomes an order, a delivery or a closing, or a trouble that names itself.

Older shapes stay readable for 24 months: what a body lacks is taken as not said.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workshop.floor.rules.events import BadEvent, Event, read_day, read_key, read_number, read_quantity, read_text
from workshop.kernel.quantities import parse_quantity
from workshop.takehome.rules import NewDelivery, NewIssue, NewMaterial, NewSignature, OrderRef

MEASURED = "公斤"  # material is weighed or counted: three decimals are read, the order's own rules say what fits
MOST_MATERIALS = 20
MOST_BAG = 999_999
MOST_RATE = 1_000_000_000
SIDES = {"sign_household": "worker", "sign_workshop": "workshop"}


def read_issue(event: Event) -> NewIssue:
    """A `takehome_issue` event; its price is that of the list."""
    due = event.body.get("due")
    return NewIssue(
        worker_id=read_key(event, "worker", "领活的人"),
        operation_id=read_key(event, "operation", "工序"),
        issued_on=read_day(event),
        materials=tuple(_material(_part(event, one)) for one in _list(event)),
        quantity=read_quantity(event, "quantity", MEASURED) or None,
        due_on=_read_date(due) if due else None,
        price=None,
        bag_no=read_bag(event),
        signatures=read_signatures(event),
        id=event.id,
    )


def read_delivery(event: Event) -> NewDelivery:
    """A `takehome_return` event: pieces by kind, material by its place in the order. Inspected on its day unless it says no."""
    on = read_day(event)
    good, own, other, rework = (
        read_quantity(event, name, MEASURED) for name in ("good", "defect_own", "defect_other", "rework")
    )
    return NewDelivery(
        order=read_reference(event),
        returned_on=on,
        good=good,
        defect_own=own,
        defect_other=other,
        rework=rework,
        materials=tuple(_returned(_part(event, one)) for one in _list(event)),
        inspected_on=None if event.body.get("inspected") is False else on,
        worker_id=read_key(event, "worker", "领活的人") if event.body.get("worker") else None,
        signatures=read_signatures(event),
        id=event.id,
    )


def read_reference(event: Event) -> OrderRef:
    """Which order is meant: by its id, by the event that issued it, or by the number of the bag."""
    order, issue = event.body.get("order"), event.body.get("issue")
    if order not in (None, ""):
        return OrderRef(order_id=read_key(event, "order", "外发单"))
    if isinstance(issue, str) and issue:
        return OrderRef(issue_id=issue[:64])
    bag = read_bag(event)
    if bag is None:
        raise BadEvent("bag_missing", "没有写袋号,不知道是哪一张外发单。请作废后重新记录")
    return OrderRef(bag_no=bag)


def read_bag(event: Event) -> int | None:
    """The number of the bag; None where none was typed."""
    value = str(event.body.get("bag") or "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= MOST_BAG and len(value) <= 9):
        raise BadEvent("bag_unreadable", f"袋号应是 1 到 {MOST_BAG} 的数字。请作废后重新记录")
    return int(value)


def read_signatures(event: Event) -> tuple[NewSignature, ...]:
    """Both sides' signatures, drawn by finger."""
    drawn = ((side, event.body.get(name)) for name, side in SIDES.items())
    return tuple(
        NewSignature(side, "drawn", strokes) for side, strokes in drawn if isinstance(strokes, str) and strokes
    )


def _list(event: Event) -> list[Any]:
    listed = event.body.get("materials") or []
    if not isinstance(listed, list) or len(listed) > MOST_MATERIALS:
        raise BadEvent("materials_unreadable", "物料读不出来,请作废后重新记录")
    return listed


def _part(event: Event, one: object) -> Event:
    if not isinstance(one, Mapping):
        raise BadEvent("materials_unreadable", "物料读不出来,请作废后重新记录")
    return replace(event, body=one)


def _material(part: Event) -> NewMaterial:
    name, unit = read_text(part, "name", 80), read_text(part, "unit", 20)
    issued = read_number(lambda: parse_quantity(str(part.body.get("issued") or "0"), MEASURED))
    return NewMaterial(name, unit, issued, _rate(part, "per_piece"), _rate(part, "loss") or 0, _rate(part, "price"))


def _returned(part: Event) -> tuple[int, int]:
    position = part.body.get("position")
    if not isinstance(position, int) or isinstance(position, bool) or not 0 < position <= MOST_MATERIALS:
        raise BadEvent("materials_unreadable", "退的是哪种物料读不出来,请作废后重新记录")
    return position, read_quantity(part, "returned", MEASURED)


def _rate(part: Event, name: str) -> int | None:
    """What the tablet's reference said of the material, in 1/10000."""
    value = part.body.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_RATE:
        raise BadEvent("materials_unreadable", "物料的单耗、损耗率或单价读不出来,请作废后重新记录")
    return value


def _read_date(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as bad:
        raise BadEvent("due_unreadable", "应交日期读不出来,请作废后重新记录") from bad
