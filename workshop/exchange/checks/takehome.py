"""Orders taken home and what comes back, by the rules of the take-home room."""

from typing import Any

from workshop.exchange.checks.day import floor_facts, judge
from workshop.exchange.checks.world import Check
from workshop.takehome.rules import (
    NewOrder,
    NewReturn,
    OrderFacts,
    TakehomeFacts,
    find_order_faults,
    find_return_faults,
)


def check_takehome(check: Check) -> None:
    """Every new order and every new return; orders go by their numbers here."""
    for code in check.world.targets:
        orders, returns = check.new(code, "takehome_orders"), check.new(code, "takehome_returns")
        if not orders and not returns:
            continue
        known = {line.order_no: _order_facts(line) for line in check.all_of(code, "takehome_orders")}
        facts = TakehomeFacts(floor_facts(check, code), known)  # type: ignore[arg-type]
        judge(check, "takehome_orders", orders, [NewOrder(*line[1:]) for line in orders], find_order_faults, facts)
        judge(check, "takehome_returns", returns, [NewReturn(*line[1:]) for line in returns], find_return_faults, facts)


def _order_facts(line: Any) -> OrderFacts:
    return OrderFacts(line.order_no, line.worker_no, line.op_code, line.issued_on, line.closed_on, line.material_issued)
