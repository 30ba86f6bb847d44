"""What is recorded of take-home work, one thing at a time, and how it is refused.

Units: pieces and material in 1/1000 of their unit; prices, material per piece and loss allowance in 1/10000; money in fen.
Every `id` is that of the event it came from, empty where a person typed it here.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from workshop.floor.rules.checks import Trouble
from workshop.floor.rules.entries import EntryFault
from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden

# What a person may let pass after looking at it; everything else is mended, not let pass.
ACCEPTABLE = frozenset({"over_issued", "load_over", "day_locked"})
MOST_BAG = 999_999
MOST_STROKES = 12_000
_ID = re.compile(r"\S{1,64}")
_STROKES = re.compile(r"[MLHVCSQTZmlhvcsqtz0-9 ,.\-]+")


class NewMaterial(NamedTuple):
    """A material 物料 handed out with an order; `per_piece` 单耗 None: nobody has measured it, so no loss is worked out."""

    name: str
    unit: str
    issued: int
    per_piece: int | None = None
    loss_allowance: int = 0
    price: int | None = None


class NewMember(NamedTuple):
    """One of those who share an order, with his weight in the agreed split."""

    worker_id: int
    weight: int = 1


class NewSignature(NamedTuple):
    """A signature: `drawn` with its strokes as path data of SVG, or `paper` where the printed sheet was signed."""

    side: str
    way: str
    strokes: str = ""


class NewIssue(NamedTuple):
    """An order taken home 外发单 as it is issued. `price` None: that of the price list on the day (5.5).

    `quantity`: pieces due 应交; `most`: fen that a contractor owes at most for lost material (7.5), None: what the order's
    pieces earn; `members`: who share it, the holder `worker_id` among them, none: he alone.
    """

    worker_id: int
    operation_id: int
    issued_on: date
    materials: tuple[NewMaterial, ...] = ()
    quantity: int | None = None
    due_on: date | None = None
    price: int | None = None
    bag_no: int | None = None
    order_no: str = ""
    most: int | None = None
    members: tuple[NewMember, ...] = ()
    batch_id: int | None = None
    note: str = ""
    signatures: tuple[NewSignature, ...] = ()
    id: str = ""


class OrderRef(NamedTuple):
    """Which order is meant: its key, the bag that it is in on that day, or the id under which it was issued."""

    order_id: int | None = None
    bag_no: int | None = None
    issue_id: str = ""


class NewSupply(NamedTuple):
    """More material for an order 补料: (position, quantity) of materials it has, and materials that are new to it."""

    order: OrderRef
    supplied_on: date
    quantities: tuple[tuple[int, int], ...] = ()
    new_materials: tuple[NewMaterial, ...] = ()
    signatures: tuple[NewSignature, ...] = ()
    id: str = ""


class NewDelivery(NamedTuple):
    """What is brought back 交货. `inspected_on` None: not inspected yet, `good` is then the plain count and nothing is paid.

    `rework` 返工 goes home again. `materials`: (position, quantity) brought back 退料. `worker_id`: under whose name it is
    handed in, None: not said, so the holder's and those he shares with.
    """

    order: OrderRef
    returned_on: date
    good: int = 0
    defect_own: int = 0
    defect_other: int = 0
    rework: int = 0
    materials: tuple[tuple[int, int], ...] = ()
    inspected_on: date | None = None
    worker_id: int | None = None
    signatures: tuple[NewSignature, ...] = ()
    id: str = ""


class NewInspection(NamedTuple):
    """The inspection 验收 of a delivery, named by its key or the id it came under; `materials` None: as they were delivered."""

    inspected_on: date
    good: int
    defect_own: int = 0
    defect_other: int = 0
    rework: int = 0
    materials: tuple[tuple[int, int], ...] | None = None
    return_id: int | None = None
    delivery_id: str = ""
    signatures: tuple[NewSignature, ...] = ()
    id: str = ""


class RefusedTakehome(Refused):
    """One thing that cannot be recorded; `code` is the first reason, `faults` are all of them."""

    def __init__(self, faults: Sequence[EntryFault]) -> None:
        first = faults[0]
        shown = f"「{first.value}」" if first.value else ""
        super().__init__(f"{shown}{first.message}", first.mend, first.field)
        self.code, self.faults = first.reason, tuple(faults)


def refuse(field: str, value: str, reason: str, message: str, mend: str) -> RefusedTakehome:
    """The refusal of one thing, to be raised."""
    return RefusedTakehome([EntryFault(0, field, value, reason, message, mend)])


def settle(troubles: Iterable[Trouble | None], accept: frozenset[str]) -> list[EntryFault]:
    """Raises RefusedTakehome for troubles that nobody has let pass; answers those that somebody has, as warnings."""
    faults = [EntryFault(0, *trouble) for trouble in troubles if trouble is not None]
    passed = accept & ACCEPTABLE
    if standing := [fault for fault in faults if fault.reason not in passed]:
        raise RefusedTakehome(standing)
    return faults


def warn(trouble: Trouble) -> EntryFault:
    """A trouble that stops nothing."""
    return EntryFault(0, *trouble)


def check_id(entry_id: str) -> Trouble | None:
    """The id of an event, empty or 1 to 64 characters without spaces."""
    if not entry_id or (_ID.fullmatch(entry_id) and not has_forbidden(entry_id)):
        return None
    return Trouble("id", "", "id_unusable", "编号应是 1 到 64 个字,不含空格", "请改正编号")


def check_signature(signature: NewSignature) -> Trouble | None:
    """Side, way and strokes of a signature; nothing but path data is ever put into a page."""
    if signature.side not in ("worker", "workshop") or signature.way not in ("drawn", "paper"):
        return Trouble("signature", "", "signature_unusable", "签字读不出来", "请重新签字,或在打印的登记表上签")
    drawn = len(signature.strokes) <= MOST_STROKES and _STROKES.fullmatch(signature.strokes)
    if bool(signature.strokes) != (signature.way == "drawn") or (signature.strokes and not drawn):
        return Trouble(
            "signature", "", "signature_unusable", "签字的笔画读不出来或太长", "请重新签字,或在打印的登记表上签"
        )
    return None
