"""What the paper of a claim asks, with the shares that were reached month by month."""

from workshop.claims.queries.evaluation import load_kept_facts
from workshop.claims.rules.assess import look_at
from workshop.claims.rules.claiming.asked import find_benefit, list_shares, monthly_shares, read_asked
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.inspecting.claim_facts import ClaimFacts, ShareMonth
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.programme import Programme
from workshop.claims.shelf import load_shelf
from workshop.claims.values import Claim
from workshop.people.queries import Workshop


def load_claim_facts(place: Workshop, claim: Claim) -> ClaimFacts:
    """The claim with what its paper asks; the people's facts are read only where a share is asked for."""
    programme = load_shelf()[0].get(claim.programme_id)
    return read_asked(programme, claim, _shares(place, programme, claim))


def _shares(place: Workshop, programme: Programme | None, claim: Claim) -> tuple[ShareMonth, ...]:
    found = find_benefit(programme, claim)
    wanted = monthly_shares(found[1]) if found else []
    if programme is None or found is None or not wanted:
        return ()
    facts = load_kept_facts(place, claim.on)
    asked = Asked(claim.first, claim.last, claim.on)
    look = look_at(programme, found[0], asked, Roll(facts.shop, facts.people), facts.county)
    if not facts.shop.staff_complete:
        return ()
    return tuple(month for one in wanted for month in list_shares(one, look))
