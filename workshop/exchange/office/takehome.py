"""A ledger of take-home work 领料交货登记: orders, what came back, what was closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workshop.exchange.kinds import QUANTITY, RATE, decimal_text
from workshop.exchange.office.known import load_operations, load_orders, load_workers
from workshop.exchange.office.sort import Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.exchange.undoing import CLOSED, undo_takehome
from workshop.floor.queries.facts import load_floor_facts
from workshop.kernel.faults import Fault
from workshop.sheets.layout import Layout
from workshop.store.transaction import transaction
from workshop.takehome import files
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns
from workshop.takehome.files import CloseLine, OrderLine, ReturnLine
from workshop.takehome.queries import count_returns, order_ids, stored_orders
from workshop.takehome.queries import load_orders as load_order_facts
from workshop.takehome.rules import OrderFacts, TakehomeFacts, find_order_faults, find_return_faults, spare

_COLUMNS = {
    "worker_id": "name",
    "operation_id": "operation",
    "issued_on": "date",
    "returned_on": "date",
    "closed_on": "date",
    "material_issued": "material_quantity",
    "material_returned": "material_quantity",
}
_thousandths = decimal_text(3)


def load_known(shop: int) -> files.TakehomeKnown:
    """Workers, operations and orders."""
    return files.TakehomeKnown(load_workers(shop), load_operations(shop), load_orders(shop))


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """By the rules of the take-home room; a return that is recorded already is recognised."""
    orders = [line for line in rows if isinstance(line, OrderLine)]
    returns = [line for line in rows if isinstance(line, ReturnLine)]
    closings = [line for line in rows if isinstance(line, CloseLine)]
    floor = load_floor_facts(shop, on, ())
    found = find_order_faults([new_order(line) for line in orders], TakehomeFacts(floor))
    faults, orders = _sorted_out(found, orders, layouts)
    facts = TakehomeFacts(floor, _order_facts(shop, orders, closings))  # type: ignore[arg-type]
    fresh, existing = _new_returns(shop, returns)
    missing, fresh = _without_order(fresh, facts, layouts)
    found = find_return_faults([new_return(line, line.order_no) for line in fresh], facts)
    more, fresh = _sorted_out(found, fresh, layouts)
    return Judged((*orders, *fresh, *closings), tuple(existing), (*faults, *missing, *more))


def _sorted_out(found: Sequence[Any], lines: list[Any], layouts: Mapping[str, Layout]) -> tuple[list[Fault], list[Any]]:
    wrong = {fault.row for fault in found}
    faults = []
    for fault in found:
        line = lines[fault.row]
        column = layouts[line.sheet].letter_of(_COLUMNS.get(fault.field, fault.field))
        faults.append(fault_at(line, column, fault.value, fault.reason, fault.message, fault.mend))
    return faults, [line for at, line in enumerate(lines) if at not in wrong]


def _without_order(
    lines: list[Any], facts: TakehomeFacts, layouts: Mapping[str, Layout]
) -> tuple[list[Fault], list[Any]]:
    """Returns on an order of this sheet that was itself refused."""
    faults = [
        fault_at(
            line,
            layouts[line.sheet].letter_of("order_no"),
            line.order_no,
            "unknown_order",
            "这张外发单没有读入",
            "请先改正它的领料那一行",
        )
        for line in lines
        if line.order_no not in facts.orders
    ]
    return faults, [line for line in lines if line.order_no in facts.orders]


def _order_facts(shop: int, orders: Sequence[Any], closings: Sequence[Any]) -> dict[str, OrderFacts]:
    """Orders by number: those of the database, closed where the sheet closes them, and those of the sheet."""
    known = {order.order_no: order for order in load_order_facts(shop).values()}
    for line in closings:
        known[line.order_no] = known[line.order_no]._replace(closed_on=line.closed_on)
    for line in orders:
        who, what = line.worker.key, line.operation.key
        known[line.order_no] = OrderFacts(
            line.order_no, who, what, line.issued_on, line.closed_on, line.material_issued
        )
    return known


def _new_returns(shop: int, lines: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """(returns that are new, returns that are recorded already), equal ones counted one by one."""
    ids = order_ids(shop)
    there = [new_return(line, ids[line.order_no]) for line in lines if line.order_no in ids]
    counted = count_returns(shop, there) if there else {}
    rows = [new_return(line, ids.get(line.order_no, line.order_no)) for line in lines]
    new, old = spare(rows, counted)
    return [lines[at] for at, _ in new], [lines[at] for at in old]


def new_order(line: Any) -> NewOrder:
    """An issue as the room takes it."""
    return NewOrder(
        order_no=line.order_no,
        worker_id=line.worker.key,
        operation_id=line.operation.key,
        issued_on=line.issued_on,
        price=line.price,
        material=line.material,
        material_issued=line.material_issued,
        closed_on=line.closed_on,
    )


def new_return(line: Any, order: Any) -> NewReturn:
    """A return as the room takes it."""
    days = (line.returned_on, line.inspected_on)
    return NewReturn(order, *days, line.good, line.defect_own, line.defect_other, line.material_returned)


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Orders still open, what came back on them, then the closings."""
    orders = [line for line in rows if isinstance(line, OrderLine)]
    issue_orders(to.actor, to.now, to.shop, [new_order(ln) for ln in orders], import_id=to.import_id, on=to.on)
    ids = order_ids(to.shop)
    returns = [new_return(line, ids[line.order_no]) for line in rows if isinstance(line, ReturnLine)]
    if returns:
        # The rows recorded before were left out already: told apart by count, they must go along to be counted.
        stored = [row for row, count in count_returns(to.shop, returns).items() for _ in range(count)]
        again = [NewReturn(*row) for row in stored]
        record_returns(to.actor, to.now, to.shop, [*again, *returns], import_id=to.import_id, on=to.on)
    _close(to, [line for line in rows if isinstance(line, CloseLine)])
    return []


def _close(to: Writing, lines: Sequence[CloseLine]) -> None:
    """Closes orders that were issued before; the audit leaf of the import says which, so that it can be undone."""
    known = stored_orders(to.shop, (line.order_no for line in lines))
    orders = []
    for line in lines:
        facts = {name: known[line.order_no][name] for name in NewOrder._fields}
        listed = known[line.order_no]["price_from"] is not None
        orders.append(NewOrder(**(facts | {"closed_on": line.closed_on} | ({"price": None} if listed else {}))))
    if orders:
        with transaction(to.actor, to.now) as tx:
            issue_orders(to.actor, to.now, to.shop, orders, import_id=to.import_id, on=to.on)
            tx.tell(CLOSED, f"import/{to.import_id}", {"orders": [order.order_no for order in orders]}, to.shop)


def undo(to: Writing) -> int:
    """Takes orders and returns back while nothing else hangs on them."""
    return undo_takehome(to.actor, to.now, to.shop, to.import_id)


def show(line: Any) -> dict[str, str]:
    """The line as text, by the names of the exchange files."""
    if isinstance(line, OrderLine):
        return {
            "order_no": line.order_no,
            "worker_no": line.worker.no,
            "op_code": line.operation.code,
            "issued_on": text_of(line.issued_on),
            "rate_yuan": "" if line.price is None else RATE.write(line.price),
            "material": line.material,
            "material_issued": _thousandths(line.material_issued),
            "closed_on": text_of(line.closed_on),
        }
    if isinstance(line, CloseLine):
        return {"order_no": line.order_no, "closed_on": text_of(line.closed_on)}
    counted = {name: QUANTITY.write(getattr(line, name)) for name in ("good", "defect_own", "defect_other")}
    days = {"returned_on": text_of(line.returned_on), "inspected_on": text_of(line.inspected_on)}
    return {"order_no": line.order_no} | days | counted | {"material_returned": _thousandths(line.material_returned)}


SHOWN = {
    OrderLine: (
        Shown("order_no", "单号"),
        Shown("worker_no", "工号"),
        Shown("op_code", "工序编号"),
        Shown("issued_on", "领料日期"),
        Shown("rate_yuan", "单价(元)", number=True),
        Shown("material", "物料"),
        Shown("material_issued", "领料数量", number=True),
        Shown("closed_on", "结单日期"),
    ),
    ReturnLine: (
        Shown("order_no", "单号"),
        Shown("returned_on", "交货日期"),
        Shown("inspected_on", "验收日期"),
        Shown("good", "合格", number=True),
        Shown("defect_own", "次品", number=True),
        Shown("defect_other", "非本人次品", number=True),
        Shown("material_returned", "退料", number=True),
    ),
    CloseLine: (Shown("order_no", "单号"), Shown("closed_on", "结单日期")),
}

TAKEHOME = Sort(
    kind=files.KIND,
    load_known=load_known,
    fields=lambda known: files.FIELDS,
    recognise=files.recognise,
    read=files.read,
    judge=judge,
    write=write,
    undo=undo,
    columns=lambda line: SHOWN[type(line)],
    show=show,
    fixed={"year": ("年份", r"20\d{2}", "2026")},
)
