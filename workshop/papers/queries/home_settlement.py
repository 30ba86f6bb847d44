"""Facts of settlements: a period's orders by person, beside the slips that were computed of them."""

from collections.abc import Mapping
from typing import NamedTuple

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.home_settlement import OrderPart, SettlementFacts
from workshop.papers.queries.heads import build_head, get_run
from workshop.papers.queries.home_register import load_orders
from workshop.papers.queries.home_rows import BackRow, HomeScope, list_back, list_touched
from workshop.pay.queries.slips import SlipView, load_slips
from workshop.people.queries import Workshop
from workshop.store.database import fetch_all
from workshop.takehome.queries.orders import OrderLine
from workshop.takehome.queries.state import load_relation
from workshop.takehome.rules.relation import describe

_TAILS = "SELECT id, id_no_tail FROM worker WHERE workshop_id = :w"


class Work(NamedTuple):
    """A period's take-home work: orders, counted returns by order, and who has a part in which order."""

    orders: dict[int, OrderLine]
    back: dict[int, list[BackRow]]
    parts: dict[int, list[int]]


def load_settlements(
    shop: Workshop,
    period: Period,
    part: int = 1,
    worker_id: int | None = None,
    idnos: Mapping[int, str] | None = None,
) -> tuple[PaperHead, list[SettlementFacts]]:
    """Head and people with take-home work in a run, by number. Raises Refused before the run is computed."""
    if part > 1:
        raise Refused("补发没有加工费结算单", "请打印补发的工资条,上面写明补了哪几笔")
    run = get_run(shop, period)
    slips = [slip for slip in load_slips(shop.id, run.id) if worker_id in (None, slip.head.worker_id)]
    work = _load_work(HomeScope(shop.id, period.first, period.last, worker_id))
    tails = dict(fetch_all(_TAILS, w=shop.id)) if idnos is None else {}
    if worker_id is not None and not slips:
        raise Refused(f"{period.chinese}的工资里没有这个人", "请先在「工资」里计算这一期,再打印")
    people = []
    for slip in slips:
        if _has_part(slip, work):
            who = slip.head.worker_id
            idno = idnos.get(who, "") if idnos is not None else _masked(tails.get(who, ""))
            people.append(_settle(shop, slip, work, idno, alone=worker_id is not None))
    return build_head(shop, period, run), people


def _masked(tail: str) -> str:
    return "*" * 14 + tail if tail else ""


def _load_work(scope: HomeScope) -> Work:
    back: dict[int, list[BackRow]] = {}
    for row in list_back(scope):
        if row.counted:
            back.setdefault(row.order_id, []).append(row)
    closed = list_touched(scope)
    orders = load_orders(scope.workshop_id, closed | set(back)) if closed or back else {}
    kept = {key: order for key, order in orders.items() if key in back or _closed(order, scope)}
    parts: dict[int, list[int]] = {}
    for order in sorted(kept.values(), key=lambda order: order.order_no):
        shared = {who for row in back.get(order.id, ()) for who in row.shares}
        for who in {order.worker_id, *shared}:
            parts.setdefault(who, []).append(order.id)
    return Work(kept, back, parts)


def _closed(order: OrderLine, scope: HomeScope) -> bool:
    return order.closed_on is not None and scope.first <= order.closed_on <= scope.last


def _has_part(slip: SlipView, work: Work) -> bool:
    return slip.head.worker_id in work.parts or any(line.kind == "takehome" for line in slip.lines)


def _settle(shop: Workshop, slip: SlipView, work: Work, idno: str, alone: bool) -> SettlementFacts:
    head = slip.head
    mine = [work.orders[key] for key in work.parts.get(head.worker_id, ())]
    return SettlementFacts(
        number=head.worker_no,
        name=head.name,
        idno=idno,
        orders=tuple(_part(order, work.back.get(order.id, []), slip) for order in mine),
        fee_fen=sum(line.amount for line in slip.lines if line.kind == "takehome"),
        gross_fen=head.gross,
        loss_fen=head.loss,
        tax_fen=head.tax,
        rest_fen=head.advance + head.other,
        net_fen=head.net,
        relation=_relation(shop, mine) if alone else "",
        told=_told(slip),
    )


def _part(order: OrderLine, rows: list[BackRow], slip: SlipView) -> OrderPart:
    who, own = slip.head.worker_id, slip.head.worker_id == order.worker_id
    good, bad, other, rework = (sum(getattr(row, name) for row in rows) for name in ("good", "own", "other", "rework"))
    shared = any(row.shares for row in rows)
    paid = sum(row.paid(who) if row.shares or own else 0 for row in rows)
    owed = _owed(order, slip) if own else 0
    note = "" if not shared else "全家合做" if own else f"与{order.name}合做"
    made = (order.order_no, order.product, order.operation, order.operation_id, order.closed_on)
    return OrderPart(*made, good, bad, other, rework, paid, order.price or 0, owed, note)


def _owed(order: OrderLine, slip: SlipView) -> int:
    """The order's loss as the slip has it, taken now or carried."""
    mine = (line for line in slip.deductions if line.step == "loss")
    return sum(line.owed for line in mine if line.name.startswith(f"外发单 {order.order_no} "))


def _relation(shop: Workshop, orders: list[OrderLine]) -> str:
    if not orders:
        return ""
    last, told = orders[-1], None
    if last.relation:
        told = describe(last.relation, last.relation_reason)
    relation = told or load_relation(shop.id, last.worker_id, last.issued_on)
    return f"关系:{relation.chinese}({relation.reason})。{relation.tax};{relation.loss}。"


def _told(slip: SlipView) -> tuple[str, ...]:
    """Deductions in the words of the slip, what was taken and what is carried."""
    lines = []
    for line in slip.deductions:
        if line.taken or line.carried:
            carried = f",结转下期 {format_yuan(line.carried)} 元" if line.carried else ""
            lines.append(f"扣款:{line.sentence}(本期扣 {format_yuan(line.taken)} 元{carried})")
    return tuple(lines)


def get_order_line(shop: Workshop, order_id: int) -> OrderLine:
    """An order by its key. Raises NotFound."""
    found = load_orders(shop.id, {order_id})
    if order_id not in found:
        raise NotFound(f"order {order_id}")
    return found[order_id]
