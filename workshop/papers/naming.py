"""What papers call bodies and people, by the day they are made: offices were renamed and so were the words for people.

The names are data: `layouts/quanguo.toml` has those used everywhere, a county's file its own, a programme's file its own.
A county's go first, then the programme's, then those used everywhere. Whoever has compared one writes the day in the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from workshop.kernel.dated import Dated, in_order, value_on
from workshop.papers.layouts.reading import read_layout_file
from workshop.papers.layouts.words import NAMED as NAMED

EVERYWHERE = Path(__file__).parent / "layouts" / "quanguo.toml"
_BEGIN = date(2015, 1, 1)  # before it nobody asks
Term = tuple[str, str, date | None]


@cache
def load_names() -> Mapping[str, tuple[Dated[str], ...]]:
    """The names used everywhere, by word, in the order of their days. Raises ValueError for a file that came wrong."""
    reading = read_layout_file(EVERYWHERE)
    if reading.layout is None:
        raise ValueError("; ".join(map(str, reading.faults)))
    found: dict[str, list[Dated[str]]] = {word: [] for word in NAMED}
    for one in reading.layout.names:
        found[one.what].append(Dated(one.from_ or _BEGIN, one.name, one.source, one.checked_on))
    return {word: in_order(names) for word, names in found.items()}


@dataclass(frozen=True)
class Names:
    """The names of one day. `terms` are a programme's own: (word, name, first day or None).

    `county`: terms of the county's files, a tuple for each, the closest first.
    """

    on: date
    terms: tuple[Term, ...] = field(default=())
    county: tuple[tuple[Term, ...], ...] = field(default=())

    def of(self, word: str) -> str:
        """What the papers of the day call it. Raises KeyError for a word that has no name here."""
        for terms in (*self.county, self.terms):
            own = [(since or date.min, name) for what, name, since in terms if what == word]
            begun = [name for since, name in sorted(own) if since <= self.on]
            if begun:
                return begun[-1]
        return _name_on(load_names()[word], self.on)


def _name_on(names: Sequence[Dated[str]], on: date) -> str:
    """The name in force; before the first one known, that one."""
    found = value_on(names, on)
    return (found or names[0]).value
