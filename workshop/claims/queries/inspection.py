"""What the inspectors' checks ask of a workshop or a claim, and which of it nobody has answered.

A question says 另一个车间 for another workshop of the database; its name is told only to those who oversee both.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workshop.claims.kept import kept_answers
from workshop.claims.queries.answers import Answer, Answers, load_answers
from workshop.claims.queries.inspecting.loading import load_inspection
from workshop.claims.queries.inspecting.others import Others, load_names, load_others
from workshop.claims.rules.asked import name_places, question_mark, subject_text
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.shelf import mark_shelf
from workshop.claims.values import Claim
from workshop.kernel.faults import NotFound
from workshop.people.queries import Workshop, find_workshop_by_id
from workshop.store.database import fetch_all

QUICK = 360  # people times months that are read within a third of a second
NOBODY: Mapping[int, str] = {}  # other workshops by name, for those who may not know any

# Answers change no question, and signing in changes no fact.
_VERSION = """
SELECT (SELECT value FROM meta WHERE name = 'epoch'), COUNT(*) FROM audit_leaf
WHERE workshop_id IN (0, :w) AND subject NOT LIKE 'account/%' AND subject NOT LIKE 'inspection/%'"""


@dataclass(frozen=True)
class Asked:
    """A question with the answer that counts, None while it is open; `before`: the last answer while its figures were others."""

    question: Question
    mark: str
    answer: Answer | None
    before: Answer | None


def open_questions(workshop_id: int, claim: Claim, on: date | None = None) -> list[Question]:
    """The questions about a claim, its people and their months that nobody has answered, as the workshop reads them.

    `on`: the day asked about, without it the day of the claim.
    """
    return [one.question for one in list_of_claim(workshop_id, claim, on or claim.on) if one.answer is None]


def find_open_questions(workshop_id: int, claim: Claim, on: date) -> list[Question] | None:
    """As `open_questions`; None where reading the books anew would keep a page waiting."""
    months = _months(claim)
    if len(claim.people) * len(months) > QUICK:
        asking = _prepare(workshop_id, min(months), max(months), on, claim)
        if kept_answers().find(asking.key) is None:
            return None
    return open_questions(workshop_id, claim, on)


def list_of_claim(workshop_id: int, claim: Claim, on: date, names: Mapping[int, str] = NOBODY) -> list[Asked]:
    """Every question about a claim, answered or not. Raises NotFound."""
    months = _months(claim)
    found = _ask(_prepare(workshop_id, min(months), max(months), on, claim))
    workers = frozenset(one.worker_id for one in claim.people)
    mine = (one for one in found if not workers or one.touches(workers, months))
    return _with_answers(mine, load_answers(workshop_id), names)


def list_of_months(workshop_id: int, first: int, last: int, on: date, names: Mapping[int, str] = NOBODY) -> list[Asked]:
    """Every question about the months from `first` to `last`, and about people whenever it is. Raises NotFound."""
    return _with_answers(_ask(_prepare(workshop_id, first, last, on)), load_answers(workshop_id), names)


def _months(claim: Claim) -> frozenset[int]:
    """The months claimed; in a lump all those of the service."""
    service = range(month_of(claim.first), month_of(claim.last) + 1)
    return frozenset(month for one in claim.people for month in one.months) or frozenset(service)


@dataclass(frozen=True)
class _Asking:
    """What is asked about; `key` is equal while nothing that the answer rests on has changed."""

    place: Workshop
    first: int
    last: int
    on: date
    others: Others
    claim: Claim | None
    key: Hashable


def _prepare(workshop_id: int, first: int, last: int, on: date, claim: Claim | None = None) -> _Asking:
    place = find_workshop_by_id(workshop_id)
    if place is None:
        raise NotFound(f"车间 {workshop_id}")
    others = load_others(workshop_id, first_day(first - 1), last_day(last))
    about = None if claim is None else (claim.id, claim.version, claim.benefit, claim.on, claim.fen, claim.people)
    version = tuple(fetch_all(_VERSION, w=workshop_id)[0])
    key = ("inspection", workshop_id, first, last, on, about, others, version, mark_shelf())
    return _Asking(place, first, last, on, others, claim, key)


def _ask(asking: _Asking) -> tuple[Question, ...]:
    """What the checks ask of the months, kept while nothing changes; the month before is read for what was copied from it."""
    found: tuple[Question, ...] | None = kept_answers().find(asking.key)
    if found is None:
        first, last = asking.first, asking.last
        asked = ask_questions(load_inspection(asking.place, first - 1, last, asking.on, asking.others, asking.claim))
        found = tuple(one for one in asked if not one.months or any(first <= month <= last for month in one.months))
        kept_answers().keep(asking.key, found)
    return found


def _with_answers(questions: Iterable[Question], answers: Answers, names: Mapping[int, str]) -> list[Asked]:
    """Each once, with what was answered."""
    asked: dict[str, Asked] = {}
    for question in questions:
        mark = question_mark(question)
        answer = answers.of.get(mark)
        before = None if answer else answers.before.get((question.check, subject_text(question.subject)))
        asked[mark] = Asked(name_places(question, names), mark, answer, before)
    return list(asked.values())


def names_for(county_code: str | None) -> Mapping[int, str]:
    """Other workshops by name for those who oversee a county: its own; none for everybody else."""
    return load_names(county_code) if county_code else NOBODY
