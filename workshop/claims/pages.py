"""Pages of the room: the papers of the place with what they come to here, and one paper with everybody's reasons."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER, policy
from workshop.claims.files.library import programmes_at
from workshop.claims.queries.evaluation import Evaluation, assess_facts
from workshop.claims.queries.facts import load_facts
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import ANSWERS, Assessment
from workshop.claims.rules.showing import GROUPS, Summary, show_benefits, summarise
from workshop.claims.rules.telling import tell_unfinished
from workshop.claims.shelf import get_programme, load_shelf, read_asked

pages = Blueprint("claims", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)


@pages.context_processor
def words() -> dict[str, object]:
    """The words that every page of the room uses."""
    return {"ANSWERS": ANSWERS, "GROUPS": GROUPS}


@pages.get("/w/<workshop_code>/claims")
@policy(*READERS)
def programmes(workshop_code: str) -> ResponseReturnValue:
    """The papers that hold here, each with who qualifies, what it brings and when to claim."""
    asked, (shelf, faults) = _asked(), load_shelf()
    facts = load_facts(g.workshop, asked.on)
    here = programmes_at(shelf.values(), facts.shop.region)
    done = assess_facts(facts, here, asked)
    lines = sorted((_summary(paper, found, done) for paper, found in zip(here, done.found, strict=True)), key=_in_force)
    names = {one.id for one in here}
    others = sorted((p for p in shelf.values() if p.id not in names), key=lambda p: (p.place.code, p.id))
    notes = _notes(done, asked)
    return render_template("claims/list.html", asked=asked, lines=lines, others=others, faults=faults, notes=notes)


@pages.get("/w/<workshop_code>/claims/<programme_id>")
@policy(*READERS)
def programme(workshop_code: str, programme_id: str) -> ResponseReturnValue:
    """One paper: who qualifies, who is short of what, what is not known, each with its sentence and arithmetic."""
    asked, (shelf, _) = _asked(), load_shelf()
    paper = get_programme(shelf, programme_id)
    done = assess_facts(load_facts(g.workshop, asked.on), [paper], asked)
    views = show_benefits(done.found[0], done.facts.worker_no, done.open)
    foreign = not programmes_at([paper], done.facts.shop.region)
    notes = _notes(done, asked)
    page = {"paper": paper, "found": done.found[0], "views": views, "foreign": foreign, "notes": notes}
    return render_template("claims/programme.html", asked=asked, **page)


def _asked() -> Asked:
    return read_asked(request.args.get, civil_today())


Line = tuple[Programme, Assessment, Summary]


def _summary(paper: Programme, found: Assessment, done: Evaluation) -> Line:
    return paper, found, summarise(found, show_benefits(found, done.facts.worker_no, done.open))


def _in_force(line: Line) -> bool:
    """Papers that have nothing for the time come last."""
    return not line[1].versions


def _notes(done: Evaluation, asked: Asked) -> list[str]:
    """Which months of the time are not final."""
    first, last = asked.first.year * 12 + asked.first.month - 1, asked.last.year * 12 + asked.last.month - 1
    return tell_unfinished(sorted({m for months in done.open.values() for m in months if first <= m <= last}))
