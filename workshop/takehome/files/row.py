"""One row of a take-home ledger: its day, its event, its pieces and material."""

import re
from dataclasses import dataclass
from datetime import date

from workshop.kernel.text import fold, to_half_width
from workshop.prices.files import read_price
from workshop.sheets.cells import Cell
from workshop.sheets.dates import DITTO, parse_date
from workshop.sheets.known import KnownOperation, KnownWorker, Workers
from workshop.sheets.numbers import UNITS, is_nothing, parse_count, parse_number, plain, same_unit
from workshop.sheets.reading import RowCheck
from workshop.sheets.reasons import Unreadable

_EVENTS = {
    "issue": "领料|发料|发货|领货|领活|发活|发放|发出|领出|外发|派发",
    "return": "交货|交活|收货|回收|交回|收活|交件|送货|交成品",
    "material": "退料|退货|退材料|退回材料|余料退回|还料",
    "close": "结单|结清|销单|完结|结束|关单",
}
MATERIAL_UNITS = UNITS | {"两", "团", "轴", "板", "码", "尺", "粒", "颗", "串", "份"}


@dataclass
class Event:
    """One row with what every event has."""

    check: RowCheck
    kind: str
    on: date | None
    order_no: str


def read_day(check: RowCheck, above: date | Unreadable) -> date | Unreadable:
    """The day of a row, or why it has none; 〃 and nothing mean the day above, and share its fault."""
    cell = check.cell("date")
    year = check.layout.fixed.get("year", "")
    try:
        if plain(cell) not in DITTO and cell.shown:
            return parse_date(cell, int(year) if year else None)
        if isinstance(above, Unreadable):
            raise above
    except Unreadable as unreadable:
        check.refuse("date", unreadable.reason)
        return unreadable
    return above


def read_event(check: RowCheck, on: date | Unreadable) -> Event:
    """The kind of event and the order number of a row; a refusal where either is missing."""
    text = fold(check.cell("event").text)
    kind = next((kind for kind, words in _EVENTS.items() if re.fullmatch(words, text)), "")
    order_no = "".join(to_half_width(check.cell("order_no").text).split()).lstrip("'").upper()
    if not kind:
        check.refuse("event", "event_unknown")
    if not order_no:
        check.refuse("order_no", "order_missing")
    return Event(check, kind, on if isinstance(on, date) else None, order_no)


def read_worker(cell: Cell, workers: Workers) -> KnownWorker:
    """The worker of a name as written. Raises Unreadable."""
    return workers.get(cell.text)


def read_order_price(cell: Cell, unit: str, shift: int) -> int | None:
    """The price a unit that is fixed on the order, None where none is written. Raises Unreadable."""
    return read_price(cell, unit, shift) if cell.shown else None


def count(cell: Cell, unit: str) -> int:
    """Pieces in 1/1000 of the unit, 0 for nothing. Raises Unreadable."""
    return 0 if is_nothing(cell) else parse_count(cell, unit)


def read_material(cell: Cell) -> int:
    """Material in 1/1000 of whatever it is counted in, 0 for nothing. Raises Unreadable."""
    if is_nothing(cell):
        return 0
    quantity, _ = parse_number(cell, 3, MATERIAL_UNITS)
    if quantity < 0:
        raise Unreadable("number_negative")
    return quantity


def read_inspection(check: RowCheck, returned_on: date) -> date | None:
    """The day of inspection; without one a delivery is inspected on its day."""
    if not check.cell("inspected_on").shown or plain(check.cell("inspected_on")) in DITTO:
        return returned_on
    year = check.layout.fixed.get("year", "")
    day = check.read("inspected_on", parse_date, int(year) if year else None)
    if day and day < returned_on:
        check.refuse("inspected_on", "inspected_before_the_return")
    return day


def read_pieces(check: RowCheck, unit: str) -> tuple[int, int, int]:
    """Good pieces, own defects, others' defects; together they must be the quantity, where one is written."""
    good, own, other = (check.read(key, count, unit) or 0 for key in ("good", "defect_own", "defect_other"))
    quantity = check.read("quantity", count, unit)
    if check.refusals:
        return 0, 0, 0
    if not check.layout.letter_of("good"):
        good = (quantity or 0) - own - other
    if good < 0 or (check.cell("quantity").shown and quantity != good + own + other):
        check.refuse("quantity", "quantity_is_not_the_sum")
    elif not good + own + other and not check.cell("material_quantity").shown:
        check.refuse("good" if check.layout.letter_of("good") else "quantity", "quantity_missing")
    return good, own, other


def check_unit(check: RowCheck, operation: KnownOperation) -> None:
    """The unit of the row must be the operation's."""
    unit = plain(check.cell("unit")).strip("()")
    if unit and not same_unit(unit, operation.unit):
        check.refuse("unit", "unit_differs")
