"""What the checks make of honest and of planted months: false questions for 1,000 worker-months, and the planted cases they find.

A worker-month is a month in which somebody has a day, a delivery or pay. Every question about an honest workshop is false and is
counted once, whomever and however many months it names. A planted case is found when its own check asks about somebody or some
month of it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from tests.claims.village.claim import count_months
from tests.claims.village.planted import PLANTS
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.checks import CHECKS
from workshop.claims.rules.inspecting.facts import InspectionFacts


def count_false(workshops: Iterable[InspectionFacts]) -> tuple[Counter[str], int]:
    """Questions by check about honest workshops, and their worker-months."""
    found: Counter[str] = Counter()
    months = 0
    for facts in workshops:
        found.update(question.check for question in ask_questions(facts))
        months += count_months(facts)
    return found, months


def count_found(code: str, workshops: Sequence[InspectionFacts], most: int) -> tuple[int, int]:
    """Planted cases of a check that it asks about, and how many were planted: one in each workshop that has the soil for it."""
    look = CHECKS[code].look
    assert look is not None, code
    found = planted = 0
    for seed, facts in enumerate(workshops):
        case = PLANTS[code](facts, Random(seed))
        if case is not None:
            planted += 1
            found += case.found(look(case.facts))
        if planted == most:
            break
    return found, planted
