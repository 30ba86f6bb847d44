"""Answers to questions of the checks, as they count now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop.store.database import fetch_all

_ANSWERS = """
SELECT a.id, a.question, a."check", a.subject, a.sentence, a.answer, a.attachment_id, a.at, a."by" FROM inspection_answer a
WHERE a.workshop_id = :w ORDER BY a.id"""


@dataclass(frozen=True)
class Answer:
    """What somebody answered; `sentence` the question as it was put then."""

    id: int
    question: str
    check: str
    subject: str
    sentence: str
    text: str
    attachment_id: int | None
    at: datetime
    by: str


@dataclass(frozen=True)
class Answers:
    """The last answer to each question by its key, and the last one ever about a subject of a check."""

    of: Mapping[str, Answer]
    before: Mapping[tuple[str, str], Answer]


def load_answers(workshop_id: int) -> Answers:
    """Every answer of a workshop; of several to one question the last."""
    found = [_answer(row) for row in fetch_all(_ANSWERS, w=workshop_id)]
    return Answers({one.question: one for one in found}, {(one.check, one.subject): one for one in found})


def _answer(row: tuple[Any, ...]) -> Answer:
    key, question, check, subject, sentence, text, attachment, at, by = row
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return Answer(key, question, check, subject, sentence, text, attachment, moment, by)
