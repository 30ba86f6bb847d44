"""One programme asked about one workshop, out of the books."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.claims.kept import find_answer, keep_answer
from workshop.claims.queries.facts import ClaimFacts, load_facts
from workshop.claims.rules.assess import assess
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.months import month_of
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import Assessment
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Evaluation:
    """What was found with the facts it was found on; `open` by worker the months whose pay is not locked."""

    facts: ClaimFacts
    found: tuple[Assessment, ...]
    open: dict[int, list[int]]

    def open_months(self, asked: Asked) -> list[int]:
        """The months of the time asked about in which somebody's pay is not locked."""
        first, last = month_of(asked.first), month_of(asked.last)
        return sorted({month for months in self.open.values() for month in months if first <= month <= last})


def evaluate(place: Workshop, programmes: Sequence[Programme], asked: Asked, only: str = "") -> Evaluation:
    """Programmes over the facts of a workshop, read once for all of them."""
    return assess_facts(load_facts(place, asked.on), programmes, asked, only)


def assess_facts(facts: ClaimFacts, programmes: Sequence[Programme], asked: Asked, only: str = "") -> Evaluation:
    """Programmes over facts that are read already, laid out once for all of them."""
    roll = Roll(facts.shop, facts.people)
    found = tuple(assess(programme, asked, roll, facts.county, only=only) for programme in programmes)
    unfinished: dict[int, list[int]] = defaultdict(list)
    for worker, month in sorted(facts.open):
        unfinished[worker].append(month)
    return Evaluation(facts, found, dict(unfinished))


def find_kept_facts(place: Workshop, on: date) -> ClaimFacts | None:
    """The facts as they stand on a day where they are read already."""
    found: ClaimFacts | None = find_answer("facts", place.id, Asked(on, on, on))
    return found


def load_kept_facts(place: Workshop, on: date) -> ClaimFacts:
    """The facts as they stand on a day, read once while nothing is written."""
    return keep_answer("facts", place.id, Asked(on, on, on), lambda: load_facts(place, on))
