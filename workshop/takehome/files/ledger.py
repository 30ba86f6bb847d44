"""The events of a take-home ledger put together: orders, what came back on them, when they were closed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from workshop.kernel.faults import Fault
from workshop.kernel.text import fold
from workshop.prices.files import shift_of
from workshop.sheets.cells import Cell, Sheet, Workbook
from workshop.sheets.layout import Layout, sheet_of
from workshop.sheets.numbers import shown_number
from workshop.sheets.reading import Reading, RowCheck, check_total_row
from workshop.sheets.reasons import Unreadable
from workshop.sheets.table import Table, split_rows
from workshop.takehome.files import row as rows
from workshop.takehome.files.lines import CloseLine, KnownOrder, Line, OrderLine, ReturnLine, TakehomeKnown


def read(workbook: Workbook, layouts: Sequence[Layout], known: TakehomeKnown) -> Reading[Line]:
    """Orders, returns and closings of all sheets. Orders are read first: a return may stand above its order."""
    ledger = _Ledger(known)
    for layout in layouts:
        ledger.take(sheet_of(layout, workbook.sheets), layout)
    return ledger.reading()


class _Ledger:
    def __init__(self, known: TakehomeKnown) -> None:
        self.known = known
        self.orders = {fold(order.order_no): order for order in known.orders}
        self.lines: list[Line] = []
        self.events: list[rows.Event] = []
        self.faults: list[Fault] = []
        self.carried: dict[tuple[str, int, str], str] = {}

    def take(self, sheet: Sheet, layout: Layout) -> None:
        """The events of a sheet with their days; a day that is not written is the one above."""
        table = split_rows(sheet, layout)
        above: date | Unreadable = Unreadable("date_missing")
        for row in table.data:
            check = RowCheck(sheet, layout, row)
            above = rows.read_day(check, above)
            if isinstance(above, date):
                self.carried[sheet.name, row, layout.letter_of("date")] = above.isoformat()
            self.events.append(rows.read_event(check, above))
        self.faults += _check_totals(sheet, layout, table)

    def reading(self) -> Reading[Line]:
        """Issues in the order of the sheet, then the rest."""
        for event in (event for event in self.events if event.kind == "issue"):
            self._add(event, self._issue(event))
        for event in (event for event in self.events if event.kind in ("return", "material")):
            self._add(event, self._return(event))
        for event in (event for event in self.events if event.kind == "close"):
            self._add(event, self._close(event))
        self._refuse_after_close()
        for event in self.events:
            self.faults += event.check.faults
        issued = {fold(line.order_no) for line in self.lines if isinstance(line, OrderLine)}
        lines = (line for line in self.lines if not (isinstance(line, CloseLine) and fold(line.order_no) in issued))
        return Reading(tuple(self._closed(line) for line in lines), tuple(self.faults), self.carried)

    def _add(self, event: rows.Event, line: Line | None) -> None:
        if line and not event.check.refusals:
            self.lines.append(line)

    def _issue(self, event: rows.Event) -> OrderLine | None:
        check = event.check
        if event.order_no and fold(event.order_no) in self.orders:
            check.refuse("order_no", "order_number_used_twice")
            return None
        worker = check.read("name", rows.read_worker, self.known.workers)
        operation = check.read("operation", lambda cell: self.known.operations.get(cell.text))
        price = (
            check.read("price", rows.read_order_price, operation.unit, shift_of(check, "price")) if operation else None
        )
        quantity = check.read("quantity", rows.count, operation.unit) if operation else None
        material = check.read("material_quantity", rows.read_material)
        if operation:
            rows.check_unit(check, operation)
        if check.refusals or not (worker and operation and event.on):
            return None
        self.orders[fold(event.order_no)] = KnownOrder(event.order_no, worker.no, operation.code, event.on)
        place = (check.sheet.name, check.row, event.order_no)
        return OrderLine(
            *place, worker, operation, event.on, price, check.cell("material").shown, material or 0, quantity or 0
        )

    def _return(self, event: rows.Event) -> ReturnLine | None:
        check, order = event.check, self._order(event)
        if not order or not event.on:
            return None
        unit = next((op.unit for op in self.known.operations.operations if op.code == order.op_code), "")
        pieces = rows.read_pieces(check, unit) if event.kind == "return" else (0, 0, 0)
        material = check.read("material_quantity", rows.read_material)
        inspected = rows.read_inspection(check, event.on)
        if event.kind == "material" and not material and not check.refusals:
            check.refuse("material_quantity", "quantity_missing")
        if not check.refusals and event.on < order.issued_on:
            check.refuse("date", "before_the_issue")
        return ReturnLine(
            check.sheet.name, check.row, order.order_no, event.on, inspected or event.on, *pieces, material or 0
        )

    def _close(self, event: rows.Event) -> CloseLine | None:
        order = self._order(event)
        if not order or not event.on:
            return None
        if event.on < order.issued_on:
            event.check.refuse("date", "before_the_issue")
        elif order.closed_on:
            event.check.refuse("order_no", "already_closed")
        else:
            self.orders[fold(order.order_no)] = replace(order, closed_on=event.on)
        return CloseLine(event.check.sheet.name, event.check.row, order.order_no, event.on)

    def _order(self, event: rows.Event) -> KnownOrder | None:
        """The order of a return or closing; it must be of the same worker and operation as the row says."""
        check = event.check
        order = self.orders.get(fold(event.order_no))
        if not order:
            if event.order_no:
                check.refuse("order_no", "unknown_order")
            return None
        if check.cell("name").shown and not self._is_of(check.cell("name"), order):
            check.read("name", rows.read_worker, self.known.workers)
            if not check.refusals:
                check.refuse("name", "order_of_another_worker")
        written = check.cell("operation").text
        if written.strip() and order.op_code not in {op.code for op in self.known.operations.named(written)}:
            check.refuse("operation", "order_of_another_operation")
        return order

    def _is_of(self, cell: Cell, order: KnownOrder) -> bool:
        """The order says who it is: among namesakes one of whom has it, the name alone is enough."""
        return any(worker.no == order.worker_no for worker in self.known.workers.named(cell.text))

    def _refuse_after_close(self) -> None:
        late = {
            (line.sheet, line.row)
            for line in self.lines
            if isinstance(line, ReturnLine)
            and (closed := self.orders[fold(line.order_no)].closed_on)
            and line.returned_on > closed
        }
        self.lines = [line for line in self.lines if (line.sheet, line.row) not in late]
        for event in self.events:
            if (event.check.sheet.name, event.check.row) in late:
                event.check.refuse("date", "after_the_close")

    def _closed(self, line: Line) -> Line:
        if isinstance(line, OrderLine):
            return replace(line, closed_on=self.orders[fold(line.order_no)].closed_on)
        return line


def _check_totals(sheet: Sheet, layout: Layout, table: Table) -> list[Fault]:
    """Typed totals of quantities against what the rows show."""
    keys = ("quantity", "good", "defect_own", "defect_other", "material_quantity")
    columns: Mapping[int, Mapping[int, int]] = {
        number: {row: shown_number(sheet.cell(row, number)) for row in table.data}
        for key in keys
        if (number := layout.number_of(key))
    }
    return [fault for row in table.totals for fault in check_total_row(sheet, table, row, columns, rows.MATERIAL_UNITS)]
