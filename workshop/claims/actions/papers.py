"""The papers of a claim: once they are issued the claim says so, with their numbers."""

from collections.abc import Sequence
from datetime import datetime

from workshop.claims.actions.steps import add_step
from workshop.claims.queries.claims import list_steps
from workshop.claims.rules.claiming.moves import ON_ITS_WAY, Said, Standing, check_move
from workshop.kernel.faults import NotFound
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def note_papers(actor: Actor, now: datetime, workshop_id: int, claim_id: int, papers: Sequence[str]) -> None:
    """A checked claim becomes `issued` 材料已出; issued once more it has the new numbers, with the same ones nothing changes.

    A claim that is on its way already stays where it is. Raises NotFound; Refused for one that is not checked.
    """
    numbers = tuple(papers)
    with transaction(actor, now) as tx:
        steps = list_steps(workshop_id, claim_id)
        if not steps:
            raise NotFound(f"申领 {claim_id}")
        last = steps[-1]
        if last.state in ON_ITS_WAY or (last.state == "issued" and last.papers == numbers):
            return
        state = check_move("issue", Standing(last.state, 0), Said(actor.account_id, now.date()))
        add_step(tx, workshop_id, claim_id, last.seq + 1, last.sheet, state, papers=" ".join(numbers))
