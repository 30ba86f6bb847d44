"""What if 假如, over the records of a workshop. Everything here only reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from workshop.claims.kept import keep_answer
from workshop.claims.queries.evaluation import load_kept_facts
from workshop.claims.queries.facts import ClaimFacts
from workshop.claims.queries.progress import assess_one
from workshop.claims.rules.assess import assess
from workshop.claims.rules.facts import Asked, PersonFacts
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.places import holds_at
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.progress import ProgressLine
from workshop.claims.rules.results import Assessment
from workshop.claims.rules.what_if import (
    NEWCOMER,
    BenefitChange,
    Newcomer,
    compare,
    usual_pay,
    without,
    work_a_year,
)
from workshop.claims.shelf import list_own_files, list_papers, load_shelf, papers_with, read_paper
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class WhatIf:
    """What would change. `what` says what was supposed; `year`: what a newcomer brings after a year of work at `pay_fen` a month."""

    what: str
    asked: Asked
    changes: tuple[BenefitChange, ...]
    year: tuple[ProgressLine, ...] = ()
    pay_fen: int = 0
    foreign: bool = False

    @property
    def gain(self) -> int:
        """How much more is certain over all benefits, in fen."""
        return sum(change.gain for change in self.changes)


def suppose_hire(place: Workshop, asked: Asked, hand: Newcomer) -> WhatIf:
    """Somebody more from a day on: claimed on that day at the earliest, so that he counts where people are counted."""
    asked = Asked(asked.first, asked.last, max(asked.on, hand.start))
    facts = load_kept_facts(place, asked.on)
    person = hand.as_facts()
    after = replace(facts, people=(*facts.people, person))
    pay = usual_pay(facts.people, facts.shop.books_to or asked.last)
    what = f"{hand.start} 招一个{hand.age} 岁的{hand.sex}工,{hand.category}"
    year = Asked(hand.start, _year_after(hand.start) - timedelta(days=1), _year_after(hand.start))
    lines = assess_one(facts, work_a_year(person, pay), list_papers(facts.shop.region), year)
    return WhatIf(what, asked, _changes(place, facts, after, asked), lines, pay)


def suppose_leaver(place: Workshop, asked: Asked, worker_no: str, last: date) -> WhatIf:
    """Somebody less: claimed on the day after his last day of work at the earliest. Raises Refused."""
    asked = Asked(asked.first, asked.last, max(asked.on, last + timedelta(days=1)))
    facts = load_kept_facts(place, asked.on)
    found = next((one for one in facts.people if facts.worker_no[one.id] == worker_no), None)
    if found is None:
        raise Refused(f"没有工号「{worker_no}」的人", "请核对工号", "worker_no")
    if found.left is not None and found.left <= last:
        raise Refused(f"{found.name} {found.left} 已经离职", "请换一个在岗的人", "worker_no")
    after = replace(facts, people=without(facts.people, found.id, last))
    return WhatIf(f"{found.name}({worker_no})做到 {last} 离职", asked, _changes(place, facts, after, asked))


def suppose_paper(place: Workshop, asked: Asked, text: str, name: str) -> WhatIf:
    """The months as they are under another wording of a paper, or a new one. Raises Refused with what is wrong in it."""
    paper = read_paper(text, name)
    facts = load_kept_facts(place, asked.on)
    foreign = not holds_at(paper.place.code, facts.shop.region)
    if foreign:
        known = load_shelf()[0].get(paper.id)
        old, new = [known] if known else [], [paper]
    else:
        old, new = list_papers(facts.shop.region), papers_with(paper, facts.shop.region)
    same = [one for one in old if one in new]
    before = _assess(facts, [one for one in old if one not in same], asked)
    after = _assess(facts, [one for one in new if one not in same], asked)
    changes = compare(before, after, facts.worker_no)
    return WhatIf(f"按「{paper.title}」({name})算", asked, changes, foreign=foreign)


def suppose_own_file(place: Workshop, asked: Asked, name: str) -> WhatIf:
    """As `suppose_paper`, with a file that lies in the county's own folder, set against the rest. Raises NotFound, Refused."""
    path = next((one for one in list_own_files() if one.name == name), None)
    if path is None:
        raise NotFound(f"file {name}")
    return suppose_paper(place, asked, read_text(path), name)


def read_text(path: Path) -> str:
    """A file's text. Raises Refused where it is none."""
    return decode(path.read_bytes(), path.name)


def decode(content: bytes, name: str) -> str:
    """The text of a file as it was sent. Raises Refused."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"「{name}」不是 UTF-8 文字", "请另存为 UTF-8 编码", "file") from error


def _year_after(start: date) -> date:
    """The same day a year later; 29 February becomes 1 March."""
    return date(start.year + 1, 3, 1) if (start.month, start.day) == (2, 29) else start.replace(year=start.year + 1)


Found = dict[str, tuple[str, Assessment]]


def _changes(place: Workshop, before: ClaimFacts, after: ClaimFacts, asked: Asked) -> tuple[BenefitChange, ...]:
    papers = list_papers(before.shop.region)
    numbers = {**before.worker_no, NEWCOMER: "新"}
    standing = keep_answer("before", place.id, asked, lambda: _assess(before, papers, asked))
    return compare(standing, _assess(after, papers, asked), numbers)


def _assess(facts: ClaimFacts, papers: Iterable[Programme], asked: Asked) -> Found:
    roll = Roll(facts.shop, facts.people)
    return {paper.id: (paper.title, assess(paper, asked, roll, facts.county)) for paper in papers}


def list_hands(place: Workshop, on: date) -> Sequence[tuple[str, str]]:
    """(number, name) of everybody on the roster on a day."""
    facts = load_kept_facts(place, on)
    return [(facts.worker_no[one.id], one.name) for one in facts.people if _there(one, on)]


def _there(person: PersonFacts, on: date) -> bool:
    return person.hired is not None and person.hired <= on and (person.left is None or person.left >= on)
