"""A paper built and laid out: its data as the kind makes them, then what the county's layout changes; nothing else makes papers."""

from dataclasses import replace
from typing import NamedTuple

from workshop.claims.queries.claims import get_claim
from workshop.claims.shelf import load_shelf
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Kind, Numbers, Paper
from workshop.papers.layouts.arranging import arrange_book, arrange_list
from workshop.papers.layouts.arranging_forms import arrange_form
from workshop.papers.layouts.shapes import shape_of
from workshop.papers.layouts.shelf import InForce, Place, find_said, list_terms, load_layouts
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.naming import NAMED, Names
from workshop.papers.registry import KINDS


class Built(NamedTuple):
    """A paper as it is handed out, and the layout that it was given, if any."""

    paper: Paper
    layout: InForce | None

    @property
    def copies(self) -> int:
        """In how many copies it is issued."""
        return (self.layout.said.copies or 1) if self.layout else 1


def build_paper(kind: Kind, asked: Asked, numbers: Numbers) -> Paper:
    """The paper of a kind as this county wants it. Raises what its build raises, Refused where the layout has no room."""
    return build_laid_out(kind, asked, numbers).paper


def build_laid_out(kind: Kind, asked: Asked, numbers: Numbers) -> Built:
    """As `build_paper`, with the layout."""
    place = place_of(asked)
    found, paper = _find(kind, place), kind.build(asked, numbers)
    return Built(_lay_out(paper, found, kind, _tell(asked, place)) if found else paper, found)


def find_layout(kind: Kind, asked: Asked) -> InForce | None:
    """The layout of a paper in force where and when it is asked for."""
    return _find(kind, place_of(asked))


def _find(kind: Kind, place: Place) -> InForce | None:
    return find_said(load_layouts(KINDS)[0], KINDS, kind.code, place)


def place_of(asked: Asked) -> Place:
    """The county, the day, and what is claimed: a claim's papers go by the day of the claim, others by the end of their period."""
    if asked.claim_id is None:
        return Place(asked.shop.county_code, asked.on or asked.period.last)
    claim = get_claim(asked.shop.id, asked.claim_id)
    return Place(asked.shop.county_code, claim.on, claim.programme_id, claim.benefit)


def local_names(names: Names, region: str, programme: str = "") -> Names:
    """The names of a day with those that the files of a county know."""
    return replace(names, county=list_terms(load_layouts(KINDS)[0], Place(region, names.on, programme)))


def _lay_out(paper: Paper, found: InForce, kind: Kind, tell: dict[str, str]) -> Paper:
    if isinstance(paper, ListPaper):
        return arrange_list(paper, found.said, tell)
    if isinstance(paper, ListBook):
        return arrange_book(paper, found.said, tell)
    if isinstance(paper, FormPaper):
        return arrange_form(paper, found.said, shape_of(kind.code), tell)
    return paper


def _tell(asked: Asked, place: Place) -> dict[str, str]:
    """What the words in braces stand for on this paper."""
    programme = load_shelf()[0].get(place.programme) if place.programme else None
    terms = tuple((term.what, term.name, term.from_) for term in programme.terms) if programme else ()
    names = local_names(Names(place.on, terms), place.region, place.programme)
    return {
        **{word: names.of(word) for word in NAMED},
        "期间": asked.span,
        "单位": asked.shop.name,
        "补贴": place.benefit,
    }
