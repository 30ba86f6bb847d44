"""Questions of the inspectors' checks about a workshop, or about what one claim rests on."""

from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.values import Claim


def open_questions(workshop_id: int, claim: Claim) -> list[Question]:
    """The questions about a claim, its people and their months that nobody has answered yet; each has `sentence`, `usual`, `key`."""
    return []
