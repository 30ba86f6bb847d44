"""Where papers and pages ask for the questions of the inspectors' checks about what a claim rests on.

The checks stand in `rules.inspecting`; the books are not read for them yet, so that no question comes and none is promised.
"""

from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.values import Claim


def open_questions(workshop_id: int, claim: Claim) -> list[Question]:
    """The questions about a claim, its people and their months that nobody has answered; none while the books are not read."""
    return []
