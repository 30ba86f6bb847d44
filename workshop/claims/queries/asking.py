"""Whom a question is to be put to: the people a benefit waits for, or everybody in work of whom nobody has said."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.claims.queries.evaluation import assess_facts
from workshop.claims.queries.facts import load_facts
from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.facts import Asked, PersonFacts
from workshop.claims.rules.programme import Benefit, Programme
from workshop.claims.rules.questions import Question, is_known, lacks, list_questions
from workshop.claims.rules.walking import list_amounts, list_conditions
from workshop.claims.rules.words.tracks import Confirmed, Entered
from workshop.kernel.faults import NotFound
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Row:
    """A person in a table of answers."""

    id: int
    worker_no: str
    name: str


@dataclass(frozen=True)
class Wanted:
    """The people to ask, the question (None: none of our facts decides it), and the others that hang on the same word."""

    rows: tuple[Row, ...]
    question: Question | None
    questions: tuple[Question, ...]


def list_unknown(place: Workshop, question: Question, asked: Asked) -> Wanted:
    """Everybody in work on the day asked of whom nobody has said it."""
    facts = load_facts(place, asked.on)
    people = [p for p in facts.people if (p.left is None or p.left >= asked.first) and not is_known(p, question)]
    return Wanted(_rows(people, facts.worker_no), question, (question,))


def list_waiting(place: Workshop, paper: Programme, benefit: str, word: str, asked: Asked, chosen: str) -> Wanted:
    """Those a benefit waits for because of a word; `chosen` names one of several questions. Raises NotFound."""
    facts = load_facts(place, asked.on)
    [found] = assess_facts(facts, [paper], asked, only=benefit).found
    waiting = {
        person.person_id
        for version in found.versions
        for one in version.benefits
        for person in one.people
        if person.answer == "undecided" and lacks(person.findings, word)
    }
    questions = list_questions(_benefit(paper, benefit), word)
    people = [p for p in facts.people if p.id in waiting]
    open_ = [q for q in questions if any(not is_known(p, q) for p in people)]
    question = next((q for q in open_ if q.name == chosen), open_[0] if open_ else None)
    if question is not None:
        people = [p for p in people if not is_known(p, question)]
    return Wanted(_rows(people, facts.worker_no), question, tuple(open_))


def _benefit(paper: Programme, name: str) -> Benefit:
    for version in reversed(paper.versions):
        for one in version.benefits:
            if one.name == name:
                return one
    raise NotFound(f"benefit {name}")


def _rows(people: Iterable[PersonFacts], numbers: object) -> tuple[Row, ...]:
    return tuple(Row(p.id, numbers[p.id], p.name) for p in people)  # type: ignore[index]


def list_names(kind: str, papers: Iterable[Programme]) -> tuple[str, ...]:
    """The questions or figures that papers name."""
    found: dict[str, None] = {}
    for one in (c for paper in papers for c in _conditions(paper)):
        if isinstance(one, Confirmed) and kind == "确认":
            found[one.question] = None
        elif isinstance(one, Entered) and (one.about == "户") == (kind == "户登记数字"):
            found |= {one.name: None} if kind != "确认" else {}
    for about, name in (f for paper in papers for rule in list_amounts(paper.versions) for f in rule.figures()):
        if kind == ("户登记数字" if about == "户" else "登记数字"):
            found[name] = None
    return tuple(found)


def _conditions(paper: Programme) -> list[Condition]:
    return list_conditions(paper.versions)
