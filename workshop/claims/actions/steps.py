"""A step of a claim, written down with its audit leaf: the one way in which a claim gets a new state."""

from typing import Any

from workshop.claims.rows import ClaimStepRow
from workshop.claims.values import State
from workshop.store.transaction import Transaction


def add_step(tx: Transaction, workshop_id: int, claim_id: int, seq: int, sheet: int, state: State, **told: Any) -> None:
    """The step `seq` of a claim on a sheet; `told` are its columns."""
    row: dict[str, Any] = {"workshop_id": workshop_id, "claim_id": claim_id, "seq": seq, "sheet": sheet, "state": state}
    row |= {"fen": None, "day": None, "reason": "", "document_number": "", "papers": ""} | told
    tx.insert(ClaimStepRow, [row | {"at": tx.now, "by": tx.actor.name, "by_id": tx.actor.account_id}])
    kept = {name: str(value) for name, value in told.items() if value}
    tx.tell(f"claim.{state}", f"claim/{claim_id}", kept, workshop_id)
