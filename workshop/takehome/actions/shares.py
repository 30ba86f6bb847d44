"""The parts of a household in what came back, written with the return itself."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from workshop.store.database import fetch_all
from workshop.store.transaction import Transaction
from workshop.takehome.rows import TakehomeReturnShareRow
from workshop.takehome.rules.sharing import Sharer, split_pieces

MOST_NAMED = 500
# What most returns are not.
PLAIN_RETURN: dict[str, Any] = {"rework": 0, "inspects": None, "reverses": None, "reason": ""}

_SHARED = """
SELECT m.order_id, p.unit, m.worker_id, w.worker_no, m.weight FROM takehome_member m
JOIN takehome_order o ON o.workshop_id = m.workshop_id AND o.id = m.order_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
JOIN worker w ON w.workshop_id = m.workshop_id AND w.id = m.worker_id
WHERE m.workshop_id = :w {only} ORDER BY m.order_id, w.worker_no"""


def insert_shares(tx: Transaction, workshop_id: int, returns: Sequence[dict[str, Any]]) -> None:
    """Splits the paid pieces of inspected returns among those who share their orders; the rest have no shares."""
    inspected = [value for value in returns if value["inspected_on"] is not None]
    if not inspected:
        return
    shared = _load_shared(workshop_id, {value["order_id"] for value in inspected})
    tx.insert(TakehomeReturnShareRow, [share for value in inspected for share in _shares(value, shared)])


def _load_shared(workshop_id: int, orders: set[int]) -> dict[int, tuple[str, list[Sharer]]]:
    """Unit and sharers of the orders that are shared; a file brings more orders than one statement can name."""
    few = len(orders) <= MOST_NAMED
    only, values = ("AND m.order_id IN :orders", {"orders": list(orders)}) if few else ("", {})
    found = fetch_all(_SHARED.format(only=only), w=workshop_id, **values)
    return {
        order_id: (lines[0][1], [Sharer(*line[2:]) for line in lines])
        for order_id, group in groupby(found, key=lambda line: line[0])
        for lines in [list(group)]
    }


def _shares(value: dict[str, Any], shared: dict[int, tuple[str, list[Sharer]]]) -> list[dict[str, Any]]:
    unit, sharers = shared.get(value["order_id"], ("", []))
    parts = split_pieces(value["good"] + value["defect_other"], unit, sharers)
    keys = {"workshop_id": value["workshop_id"], "return_id": value["id"]}
    return [keys | {"worker_id": worker, "pieces": pieces} for worker, pieces in parts.items()]
