"""Facts of the contract of work taken home: the parties, and the orders of one person that it is about."""

from collections.abc import Mapping

from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.documents.contract import ContractFacts, MaterialTerm, OrderTerm
from workshop.papers.queries.home_register import load_orders
from workshop.papers.queries.home_rows import HomeScope, list_handed, list_touched
from workshop.papers.queries.home_settlement import get_order_line
from workshop.people.queries import Workshop, list_contracts
from workshop.people.queries.worker import Worker, get_worker
from workshop.takehome.queries.orders import OrderLine
from workshop.takehome.queries.state import load_relation
from workshop.takehome.rules.relation import Relation, describe

Numbers = Mapping[str, Mapping[int, str]]


def load_contract(
    shop: Workshop, period: Period, worker_id: int | None, order_id: int | None, numbers: Numbers
) -> ContractFacts:
    """What the contract of an order says, or of all a person's orders issued in a period.

    Raises NotFound; Refused for one who works under labour relation, whatever the paper would be called.
    """
    if order_id is not None:
        orders = [get_order_line(shop, order_id)]
    elif worker_id is not None:
        orders = _issued(shop, period, worker_id)
    else:
        raise Refused("承揽合同是和一个人订的", "请选一个人,或一张外发单,再打印")
    worker = get_worker(shop.id, orders[0].worker_id if orders else worker_id or 0)
    relation = _relation(shop, worker, orders, period)
    return _facts(shop, worker, orders, relation, numbers)


def _issued(shop: Workshop, period: Period, worker_id: int) -> list[OrderLine]:
    scope = HomeScope(shop.id, period.first, period.last, worker_id)
    found = load_orders(shop.id, list_touched(scope) or {0}).values()
    mine = (one for one in found if one.worker_id == worker_id and period.first <= one.issued_on <= period.last)
    return sorted(mine, key=lambda order: order.order_no)


def _relation(shop: Workshop, worker: Worker, orders: list[OrderLine], period: Period) -> Relation:
    if orders and orders[0].voided_on:
        raise Refused(f"外发单 {orders[0].order_no} 已经作废", "请打印有效的单")
    labour = next((order for order in orders if order.relation == "labour"), None)
    if labour:
        raise _refuse(worker, labour.relation_reason)
    first = orders[0] if orders else None
    if first and first.relation:
        return describe(first.relation, first.relation_reason)
    relation = load_relation(shop.id, worker.id, first.issued_on if first else period.last)
    if relation.kind != "contract":
        raise _refuse(worker, relation.reason)
    return relation


def _refuse(worker: Worker, reason: str) -> Refused:
    return Refused(
        f"{worker.name}不能订承揽合同:{reason},拿活回家做也是劳动用工",
        "请订劳动合同;如果确实是承揽,请先在「工人」里改工时制度和合同,再发料",
    )


def _facts(
    shop: Workshop, worker: Worker, orders: list[OrderLine], relation: Relation, numbers: Numbers
) -> ContractFacts:
    contracts = list_contracts(shop.id, worker.id) if orders else []
    registered = [contract.number for contract in contracts if contract.kind == "承揽" and contract.number]
    issued = _issued_materials(shop, worker, orders)
    return ContractFacts(
        shop=shop.name,
        credit_code=shop.credit_code,
        head_name=shop.head_name,
        shop_phone=shop.phone,
        village=shop.village,
        name=worker.name,
        worker_no=worker.worker_no,
        idno=numbers["id_no"].get(worker.id, "") if "id_no" in numbers else worker.id_masked,
        address=worker.address,
        phone=numbers["phone"].get(worker.id, "") if "phone" in numbers else worker.phone_masked,
        orders=tuple(_term(order, issued) for order in orders),
        reason=relation.reason,
        tax=relation.tax,
        number=registered[0] if registered else "",
    )


def _issued_materials(shop: Workshop, worker: Worker, orders: list[OrderLine]) -> dict[tuple[int, str], int]:
    """What was handed out with each order itself, by material; later supplies are in the register."""
    issued: dict[tuple[int, str], int] = {}
    for row in list_handed(HomeScope(shop.id, worker_id=worker.id)) if orders else ():
        if row.first:
            issued[row.order_id, row.name] = issued.get((row.order_id, row.name), 0) + row.quantity
    return issued


def _term(order: OrderLine, issued: dict[tuple[int, str], int]) -> OrderTerm:
    materials = tuple(
        MaterialTerm(
            *(line.name, line.unit, issued.get((order.id, line.name), 0)),
            *(line.per_piece, line.loss_allowance, line.price),
        )
        for line in order.materials
    )
    return OrderTerm(
        *(order.order_no, order.op_code, order.product, order.operation, order.unit, order.due, order.price),
        *(order.issued_on, order.due_on, order.most, materials),
    )
