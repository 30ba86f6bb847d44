"""All checks over the facts of a workshop."""

from collections.abc import Collection

# Importing a module puts its checks into the register.
from workshop.claims.rules.inspecting import (  # noqa: F401
    categories,
    claimed,
    clock,
    copying,
    coverage,
    elsewhere,
    heads,
    home_work,
    idle,
    last_month,
    pace,
    people,
    presence,
    prices,
    recording,
    standing,
    tallies,
    thresholds,
    wages,
    whole_claim,
)
from workshop.claims.rules.inspecting.checks import CHECKS
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.questions import Question


def ask_questions(facts: InspectionFacts, without: Collection[str] = ()) -> list[Question]:
    """Every question of every check, in the order of the register; `without` leaves checks out by code."""
    return [
        question
        for check in CHECKS.values()
        if check.look is not None and check.code not in without
        for question in check.look(facts)
    ]
