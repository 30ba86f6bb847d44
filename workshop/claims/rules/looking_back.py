"""What the tests of a recognition say now and said month by month: its answer, shares and head-counts with their bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.assess import look_at, split_by_version
from workshop.claims.rules.facts import Asked, CountyFacts, PersonFacts, WorkshopFacts
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.look import Look
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.rules.programme import Programme, Recognition, Version
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import Scale
from workshop.claims.rules.walking import list_conditions
from workshop.claims.rules.words.shares import HeadCount, Households, Share
from workshop.kernel.dated import value_on

BUFFER = "监测缓冲期(月)"  # a county may set it where the paper leaves it open


@dataclass(frozen=True)
class Point:
    """A figure at the end of a month in small units of its scale; None: not known. `asked` is the bound, None where it is open."""

    month: int
    low: int | None
    high: int | None
    asked: int | None
    answer: str


@dataclass(frozen=True)
class Series:
    """One share or head-count of a recognition over the months, oldest first."""

    title: str
    scale: Scale
    points: tuple[Point, ...]


@dataclass(frozen=True)
class LookBack:
    """A recognition today, and by month: `months` are (month, its answer as a whole)."""

    now: Finding | None
    months: tuple[tuple[int, Finding | None], ...]
    series: tuple[Series, ...]


def find_version(programme: Programme, on: date) -> Version | None:
    """The version of a paper in force on a day."""
    parts, _ = split_by_version(programme, Asked(on, on, on))
    return parts[-1][0] if parts else None


def find_recognition(version: Version | None, kind: str) -> Recognition | None:
    """A way of recognition by its name."""
    return next((one for one in version.recognition if one.name == kind), None) if version else None


def buffer_months(programme: Programme, county: CountyFacts, on: date) -> int | None:
    """Months to mend what fails: as the county set, else as the paper says; None: neither does."""
    chosen = value_on(county.settings.get((programme.id, BUFFER), ()), on)
    if chosen is not None and isinstance(chosen.value, int):
        return chosen.value
    version = find_version(programme, on)
    return version.upkeep.buffer_months if version and version.upkeep else None


def ask_now(
    programme: Programme, shop: WorkshopFacts, people: Sequence[PersonFacts], county: CountyFacts, on: date
) -> tuple[tuple[Recognition, Finding], ...]:
    """Every way of recognition of a paper as it stands on a day."""
    version = find_version(programme, on)
    if version is None or not version.recognition:
        return ()
    look = _look(programme, version, Roll(shop, people), county, month_of(on), on)
    return tuple((one, one.workshop.ask(look)) for one in version.recognition)


def look_back(
    programme: Programme,
    kind: str,
    shop: WorkshopFacts,
    people: Sequence[PersonFacts],
    county: CountyFacts,
    today: date,
    months: int = 12,
) -> LookBack:
    """A recognition at the end of each of the last months, the running one as of today, by the paper of that time."""
    answers: list[tuple[int, Finding | None]] = []
    points: dict[str, tuple[Scale, list[Point]]] = {}
    for month in range(month_of(today) - months + 1, month_of(today) + 1):
        on = min(last_day(month), today)
        version = find_version(programme, on)
        test = find_recognition(version, kind)
        if version is None or test is None:
            answers.append((month, None))
            continue
        look = _look(programme, version, Roll(shop, people), county, month, on)
        answers.append((month, test.workshop.ask(look)))
        for title, scale, point in _figures(test, look, month):
            points.setdefault(title, (scale, []))[1].append(point)
    series = tuple(Series(title, scale, tuple(found)) for title, (scale, found) in points.items())
    return LookBack(answers[-1][1], tuple(answers), series)


def _look(programme: Programme, version: Version, roll: Roll, county: CountyFacts, month: int, on: date) -> Look:
    return look_at(programme, version, Asked(first_day(month), on, on), roll, county)


def _figures(test: Recognition, look: Look, month: int) -> list[tuple[str, Scale, Point]]:
    found = []
    counted = [one for one in list_conditions(test.workshop) if isinstance(one, Share | HeadCount | Households)]
    for count, one in enumerate(counted, 1):
        said = one.ask(look)
        low, high = said.figure or (None, None)
        bound = one.at_least or one.more_than or one.at_most or one.less_than
        asked = bound.at(look, look.asked.last).value if bound else None
        name = one.id or one.WORD
        title = f"{name} {count}" if sum((c.id or c.WORD) == name for c in counted) > 1 else name
        found.append((title, one.SCALE, Point(month, low, high, asked, said.answer)))
    return found
