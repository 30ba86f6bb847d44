"""Which layout and blank workbook each paper of a workshop has on a day, and what bodies and people are called."""

from dataclasses import dataclass
from datetime import date

from workshop.papers.bureau.shelf import Template, find_template
from workshop.papers.kind import Kind
from workshop.papers.kinds import KINDS
from workshop.papers.layouts.building import local_names
from workshop.papers.layouts.shapes import SLIPS
from workshop.papers.layouts.shelf import InForce, Place, Shelved, find_said, list_holding, load_layouts
from workshop.papers.layouts.telling import tell_changes
from workshop.papers.layouts.words import FILLED, fill_blanks
from workshop.papers.naming import NAMED, Names
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Look:
    """A paper with its layout in force and its blank workbook; `claimed`: layouts for claims under one programme alone."""

    kind: Kind
    layout: InForce | None
    template: Template | None
    claimed: tuple[InForce, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> list[str]:
        """What the layout changes, in words, with the names of the day."""
        names = {**{word: f"{{{word}}}" for word in FILLED}, **dict(self.names)}
        return [fill_blanks(change, names) for change in tell_changes(self.layout.said)] if self.layout else []


def list_lines(shop: Workshop, on: date) -> list[Look]:
    """Every paper that can have a layout, those first that have one or a blank workbook."""
    every = _look(shop, [kind for code, kind in KINDS.items() if code not in SLIPS], on)
    return sorted(every, key=lambda look: not (look.layout or look.template or look.claimed))


def look_at(shop: Workshop, kind: Kind, on: date) -> Look:
    """One paper."""
    return _look(shop, [kind], on)[0]


def _look(shop: Workshop, kinds: list[Kind], on: date) -> list[Look]:
    """The files are read once for all of them."""
    shelved, place, names = load_layouts(KINDS)[0], Place(shop.county_code, on), tuple(names_today(shop, on))
    found = [(kind, find_said(shelved, KINDS, kind.code, place)) for kind in kinds]
    return [
        Look(
            kind, said, find_template(shop.id, kind.code, kind.name, said), tuple(_claimed(shelved, kind, place)), names
        )
        for kind, said in found
    ]


def _claimed(shelved: list[Shelved], kind: Kind, place: Place) -> list[InForce]:
    """What is said for one programme's claims, or one benefit's, at this place."""
    programmes = {one.layout.programme for one in shelved if one.layout.programme}
    asked = [Place(place.region, place.on, programme) for programme in sorted(programmes)]
    every = [(one, one.layout.papers) for at in asked for one in list_holding(shelved, at) if one.layout.programme]
    benefits = {said.benefit for _, papers in every for said in papers}
    found = [
        find_said(shelved, KINDS, kind.code, Place(at.region, at.on, at.programme, b)) for at in asked for b in benefits
    ]
    return list({id(one.said): one for one in found if one and one.shelved.layout.programme}.values())


def list_templated(shop: Workshop, on: date) -> set[str]:
    """Codes of papers that can be taken in the office's own form."""
    shelved, _ = load_layouts(KINDS)
    place = Place(shop.county_code, on)
    found = ((kind, find_said(shelved, KINDS, code, place)) for code, kind in KINDS.items())
    return {kind.code for kind, layout in found if find_template(shop.id, kind.code, kind.name, layout)}


def names_today(shop: Workshop, on: date) -> list[tuple[str, str]]:
    """(word, what it is called on a day) in this county."""
    names = local_names(Names(on), shop.county_code)
    return [(word, names.of(word)) for word in NAMED]
