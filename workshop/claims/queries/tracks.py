"""Where a workshop stands under every recognition of its place, with what the tests say on the day; its yearly grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workshop.claims.queries.facts import ClaimFacts
from workshop.claims.queries.recognition import load_tracks
from workshop.claims.rules.looking_back import ask_now
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.recognising import Standing, follow
from workshop.claims.rules.results import Finding
from workshop.claims.shelf import list_papers
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

_GRADES = """
SELECT f.id, f.valid_from, f.text, f.source, f.checked_on FROM claim_fact f
WHERE f.workshop_id = :w AND f.kind = :kind AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM claim_fact r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id) ORDER BY f.valid_from, f.id"""


@dataclass(frozen=True)
class TrackLine:
    """A way of recognition with the state and, where the paper is in force here, what its test says now."""

    programme_id: str
    title: str
    number: str
    kind: str
    standing: Standing
    now: Finding | None


@dataclass(frozen=True)
class GradeLine:
    """A yearly grade 年度等级."""

    id: int
    year: int
    grade: str
    source: str
    checked_on: date | None


def list_tracks(facts: ClaimFacts, shelf: Mapping[str, Programme], on: date) -> list[TrackLine]:
    """First what was ever begun, then the other ways of recognition of the place."""
    tracks = {track: follow(entries) for track, entries in load_tracks(facts.shop.id).items()}
    lines: list[TrackLine] = []
    for paper in list_papers(facts.shop.region):
        for test, finding in ask_now(paper, facts.shop, facts.people, facts.county, on):
            standing = tracks.pop((paper.id, test.name), Standing())
            lines.append(TrackLine(paper.id, paper.title, paper.number, test.name, standing, finding))
    for (programme, kind), standing in tracks.items():
        known = shelf.get(programme)
        title, number = (known.title, known.number) if known else (programme, "")
        lines.append(TrackLine(programme, title, number, kind, standing, None))
    return sorted(lines, key=lambda line: line.standing.state == "none")


def list_grades(workshop_id: int) -> list[GradeLine]:
    """The grades that stand, the newest year first; the later entry of a year counts."""
    found: dict[int, GradeLine] = {}
    for key, since, text, source, checked in fetch_all(_GRADES, w=workshop_id, kind="年度等级"):
        year = as_date(since).year
        found[year] = GradeLine(key, year, text, source, find_date(checked))
    return [found[year] for year in sorted(found, reverse=True)]
