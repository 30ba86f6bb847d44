"""The papers of a claim: once they are issued the claim says so, with their numbers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workshop.claims.queries.claims import list_steps
from workshop.claims.rows import ClaimStepRow
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def note_papers(actor: Actor, now: datetime, workshop_id: int, claim_id: int, papers: Sequence[str]) -> None:
    """A checked claim becomes `issued` 材料已出; issued once more it has the new numbers, with the same ones nothing changes.

    A claim that is on its way already stays where it is. Raises NotFound; Refused for a draft.
    """
    with transaction(actor, now) as tx:
        steps = list_steps(workshop_id, claim_id)
        if not steps:
            raise NotFound(f"申领 {claim_id}")
        last, numbers = steps[-1], tuple(papers)
        if last.state == "draft":
            raise Refused("这项申领还没有核对", "请先核对,再出材料")
        if last.state not in ("checked", "issued") or (last.state == "issued" and last.papers == numbers):
            return
        row: dict[str, Any] = {
            "workshop_id": workshop_id,
            "claim_id": claim_id,
            "seq": last.seq + 1,
            "sheet": last.sheet,
        }
        row |= {"state": "issued", "fen": None, "day": None, "reason": "", "document_number": ""}
        row |= {"papers": " ".join(numbers), "at": now, "by": actor.name, "by_id": actor.account_id}
        tx.insert(ClaimStepRow, [row])
        tx.tell("claim.issued", f"claim/{claim_id}", {"papers": list(numbers)}, workshop_id)
