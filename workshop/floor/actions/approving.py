"""A person decides about what workers handed in; approving records it as output under the proposal's own id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from workshop.floor.actions.output import record_output
from workshop.floor.actions.recording import in_chunks
from workshop.floor.rows import OpenProposalRow, ProposalDecisionRow, ProposalRow
from workshop.floor.rules.entries import NewOutput, RefusedRows
from workshop.kernel.faults import NotFound
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.transaction import Transaction, transaction

REASON = "扫码申报"


@dataclass(frozen=True)
class Approved:
    """How many became output; `refused` are (proposal id, sentence) of those that still wait."""

    count: int
    refused: tuple[tuple[str, str], ...] = ()


def approve_proposals(
    actor: Actor, now: datetime, workshop_id: int, ids: Sequence[str], on: date | None = None
) -> Approved:
    """Records the proposals that still wait; one that the rules refuse goes on waiting and stops none of the others."""
    with transaction(actor, now) as tx:
        claimed = _claim(workshop_id, ids)
        good = _entries(workshop_id, claimed)
        refused: dict[str, str] = {}
        while good:
            try:
                record_output(actor, now, workshop_id, good, on=on, reason=REASON)
                break
            except RefusedRows as rows:
                refused |= {good[fault.row].id: str(fault) for fault in reversed(rows.faults)}
                good = [entry for entry in good if entry.id not in refused]
        tx.insert(OpenProposalRow, [{"workshop_id": workshop_id, "proposal_id": one} for one in refused])
        _decide(tx, workshop_id, [entry.id for entry in good], True, "")
    return Approved(len(good), tuple(refused.items()))


def reject_proposal(actor: Actor, now: datetime, workshop_id: int, proposal_id: str, reason: str) -> None:
    """Puts a proposal aside with a reason; its ticket may be handed in again. Raises Refused, NotFound."""
    reason = require_reason(reason, "退回")
    with transaction(actor, now) as tx:
        if not _claim(workshop_id, [proposal_id]):
            raise NotFound
        _decide(tx, workshop_id, [proposal_id], False, reason)


def _claim(workshop_id: int, ids: Sequence[str]) -> list[str]:
    """Takes the ids that wait out of the waiting ones: what another person has settled meanwhile is not among them."""
    row = OpenProposalRow
    return [
        found
        for chunk in in_chunks(list(dict.fromkeys(ids)))
        for found in db.session.scalars(
            delete(row).where(row.workshop_id == workshop_id, row.proposal_id.in_(chunk)).returning(row.proposal_id)
        )
    ]


def _entries(workshop_id: int, ids: Sequence[str]) -> list[NewOutput]:
    row = ProposalRow
    columns = (row.id, row.date, row.worker_id, row.operation_id, row.good, row.defect_own)
    found = [
        NewOutput(*line, 0)
        for chunk in in_chunks(ids)
        for line in db.session.execute(select(*columns).where(row.workshop_id == workshop_id, row.id.in_(chunk)))
    ]
    return sorted(found)


def _decide(tx: Transaction, workshop_id: int, ids: Sequence[str], approved: bool, reason: str) -> None:
    common = {"workshop_id": workshop_id, "approved": approved, "reason": reason, "at": tx.now}
    by = tx.actor.name
    tx.insert(ProposalDecisionRow, [common | {"proposal_id": one, "by": by} for one in ids])
    if ids:
        verb = "proposal.approve" if approved else "proposal.reject"
        subject = f"proposal/{ids[0]}" if len(ids) == 1 else f"proposals/{len(ids)}"
        tx.tell(verb, subject[:80], {"rows": len(ids), "digest": digest_rows(ids), "reason": reason}, workshop_id)
