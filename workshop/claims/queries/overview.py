"""The papers of a place with what they come to now, and one paper with its people; kept until something is written."""

from dataclasses import dataclass

from workshop.claims.kept import keep_answer
from workshop.claims.queries.evaluation import Evaluation, assess_facts, load_kept_facts
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.places import holds_at
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import Assessment, VersionResult
from workshop.claims.rules.showing import BenefitView, Summary, show_benefits, summarise
from workshop.claims.rules.telling import tell_unfinished
from workshop.claims.shelf import get_programme, list_papers, load_shelf
from workshop.kernel.faults import Fault
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class PaperLine:
    """A paper in the list. `in_force`: one of its versions rules a part of the time; `gaps` tell where none does."""

    id: str
    title: str
    number: str
    where: str
    in_force: bool
    gaps: tuple[str, ...]
    summary: Summary | None


@dataclass(frozen=True)
class Overview:
    """The papers that hold at the place, those of other places, the files that are wrong, and what is not final."""

    lines: tuple[PaperLine, ...]
    others: tuple[PaperLine, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PaperOverview:
    """One paper. `foreign`: it does not hold here; `recognition` by version; `gaps` and `notes` as sentences."""

    paper: Programme
    views: tuple[BenefitView, ...]
    recognition: tuple[VersionResult, ...]
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    foreign: bool


def load_overview(place: Workshop, asked: Asked) -> Overview:
    """Every paper of the place in one line."""
    return keep_answer("list", place.id, asked, lambda: _overview(place, asked))


def _overview(place: Workshop, asked: Asked) -> Overview:
    shelf, faults = load_shelf()
    facts = load_kept_facts(place, asked.on)
    here = list_papers(facts.shop.region)
    done = assess_facts(facts, here, asked)
    lines = [_summed(paper, found, done) for paper, found in zip(here, done.found, strict=True)]
    names = {paper.id for paper in here}
    others = sorted((p for p in shelf.values() if p.id not in names), key=lambda p: (p.place.code, p.id))
    return Overview(
        tuple(sorted(lines, key=lambda line: not line.in_force)),
        tuple(_line(paper) for paper in others),
        tuple(faults),
        _notes(done, asked),
    )


def _line(
    paper: Programme, in_force: bool = False, gaps: tuple[str, ...] = (), summary: Summary | None = None
) -> PaperLine:
    where = f"{paper.place.province}{paper.place.city}{paper.place.county}{paper.place.township}"
    return PaperLine(paper.id, paper.title, paper.number, where, in_force, gaps, summary)


def _summed(paper: Programme, found: Assessment, done: Evaluation) -> PaperLine:
    summary = summarise(found, show_benefits(found, done.facts.worker_no, done.open))
    return _line(paper, bool(found.versions), tuple(gap.sentence for gap in found.gaps), summary)


def load_paper(place: Workshop, programme_id: str, asked: Asked) -> PaperOverview:
    """One paper with its people. Raises NotFound with the names that there are."""
    paper = get_programme(load_shelf()[0], programme_id)
    return keep_answer(f"paper {programme_id}", place.id, asked, lambda: _paper(place, paper, asked))


def _paper(place: Workshop, paper: Programme, asked: Asked) -> PaperOverview:
    done = assess_facts(load_kept_facts(place, asked.on), [paper], asked)
    found = done.found[0]
    return PaperOverview(
        paper,
        tuple(show_benefits(found, done.facts.worker_no, done.open)),
        tuple(VersionResult(v.version, v.first, v.last, v.recognition, ()) for v in found.versions if v.recognition),
        tuple(gap.sentence for gap in found.gaps),
        _notes(done, asked),
        not holds_at(paper.place.code, done.facts.shop.region),
    )


def _notes(done: Evaluation, asked: Asked) -> tuple[str, ...]:
    """Which months of the time are not final."""
    return tuple(tell_unfinished(done.open_months(asked)))
