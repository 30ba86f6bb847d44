"""Lists that were made each for itself."""

from dataclasses import replace
from random import Random

from tests.claims.village.planted.case import Case, case, plants
from workshop.claims.rules.inspecting.facts import InspectionFacts


@plants("lists_differ")
def another_sum(facts: InspectionFacts, dice: Random) -> Case | None:
    """One of the lists says a head or some yuan more."""
    if not facts.tallies:
        return None
    at = dice.randrange(len(facts.tallies))
    one = facts.tallies[at]
    more = dice.choice((1, -1, 2)) if one.kind == "people" else dice.choice((1, -100, 20_000))
    changed = (*facts.tallies[:at], replace(one, value=one.value + more), *facts.tallies[at + 1 :])
    return case(replace(facts, tallies=changed), (), () if one.month is None else (one.month,))
