"""Papers of take-home work from what is asked for: whose, of which batch, of which order."""

from collections.abc import Mapping
from dataclasses import replace

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.papers.documents.contract import build_contract
from workshop.papers.form import FormPaper
from workshop.papers.listing import ListPaper, PaperHead
from workshop.papers.lists.home_register import build_home_register, month_fields
from workshop.papers.lists.home_settlement import build_settlement
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.heads import build_head
from workshop.papers.queries.home_contract import load_contract
from workshop.papers.queries.home_register import load_home_lines
from workshop.papers.queries.home_rows import HomeScope
from workshop.papers.queries.home_settlement import get_order_line, load_settlements
from workshop.pay.queries.runs import list_runs
from workshop.people.queries import Workshop
from workshop.people.queries.worker import get_worker
from workshop.store.database import fetch_all

Numbers = Mapping[str, Mapping[int, str]]
_BATCH = """
SELECT b.number, c.client, c.number FROM batch b
JOIN client_order c ON c.workshop_id = b.workshop_id AND c.id = b.client_order_id
WHERE b.workshop_id = :w AND b.id = :batch"""


def make_register(
    shop: Workshop, period: Period, worker_id: int | None, batch_id: int | None, order_id: int | None
) -> ListPaper:
    """The register of an order or a batch from its first day to its last, or of a period: of one person or of all."""
    head = build_head(shop, period)
    if order_id is not None:
        order = get_order_line(shop, order_id)
        lines = load_home_lines(HomeScope(shop.id, order_id=order_id))
        return build_home_register(head, f"外发单 {order.order_no} ", lines, (f"领料人:{order.name}",))
    if batch_id is not None:
        return _batch_register(shop, head, batch_id)
    scope, who = HomeScope(shop.id, period.first, period.last, worker_id), ""
    if worker_id is not None:
        worker = get_worker(shop.id, worker_id)
        who = f"{worker.name} {worker.worker_no} "
    return build_home_register(head, f"{who}{period.chinese}", load_home_lines(scope), month_fields(head))


def _batch_register(shop: Workshop, head: PaperHead, batch_id: int) -> ListPaper:
    found = fetch_all(_BATCH, w=shop.id, batch=batch_id)
    if not found:
        raise NotFound(f"batch {batch_id}")
    [(number, client, order)] = found
    lines = load_home_lines(HomeScope(shop.id, batch_id=batch_id))
    return build_home_register(head, f"批次 {number} ", lines, (f"客户:{client}", f"客户订单:{order}"))


def make_settlement(
    shop: Workshop, period: Period, part: int, worker_id: int | None, idnos: Mapping[int, str] | None
) -> ListPaper:
    """The settlement of one person or of everyone in a run."""
    return build_settlement(*load_settlements(shop, period, part, worker_id, idnos))


def list_claim_registers(shop: Workshop, claimed: Claimed) -> list[ListPaper]:
    """The register of each month of a claim in which its people took or brought anything; fees add up as the slips of the month."""
    registers = []
    for period in claimed.periods:
        numbers = _numbers_in(claimed, period)
        lines = load_home_lines(HomeScope(shop.id, period.first, period.last))
        if mine := [line for line in lines if line.worker_no in numbers]:
            head = claimed.head(shop, period)
            registers.append(build_home_register(head, period.chinese, mine, month_fields(head)))
    return registers


def list_claim_settlements(shop: Workshop, claimed: Claimed, idnos: Mapping[int, str] | None) -> list[ListPaper]:
    """The settlement of each month of a claim with what its people made at home."""
    computed = {run.period for run in list_runs(shop.id)}
    settlements = []
    for period in claimed.periods:
        if period.code not in computed:
            continue
        numbers = _numbers_in(claimed, period)
        found, people = load_settlements(shop, period, 1, None, idnos)
        if mine := [one for one in people if one.number in numbers]:
            head = replace(claimed.head(shop, period), paid_on=found.paid_on)
            settlements.append(build_settlement(head, mine))
    return settlements


def _numbers_in(claimed: Claimed, period: Period) -> set[str]:
    return {one.worker_no for one in claimed.claim.people if claimed.holds(one.worker_id, period)}


def make_contract(
    shop: Workshop, period: Period, worker_id: int | None, order_id: int | None, numbers: Numbers
) -> FormPaper:
    """The contract of an order, or of a person's orders of a period."""
    return build_contract(load_contract(shop, period, worker_id, order_id, numbers))


def find_holder(shop: Workshop, order_id: int) -> int:
    """Whose order it is. Raises NotFound."""
    return get_order_line(shop, order_id).worker_id
