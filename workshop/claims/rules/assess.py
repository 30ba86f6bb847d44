"""Assessment: a programme asked about a workshop, its people and a time; pure, with a sentence for every answer."""

from datetime import date, timedelta

from workshop.claims.rules.benefits import assess_benefit
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.facts import Asked, CountyFacts
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.look import Look, Trace
from workshop.claims.rules.programme import Programme, Version
from workshop.claims.rules.results import Assessment, Finding, VersionResult
from workshop.claims.rules.scales import MONEY
from workshop.claims.rules.stated import read_number
from workshop.kernel.dated import Dated

DEFAULT_MONTH = MonthTest()
NO_COUNTY = CountyFacts()


def assess(
    programme: Programme,
    asked: Asked,
    roll: Roll,
    county: CountyFacts = NO_COUNTY,
    trace: Trace | None = None,
    only: str = "",
) -> Assessment:
    """Everything a programme says about a time: by version, recognition and benefits (only the one named `only`)."""
    parts, gaps = split_by_version(programme, asked)
    county = _with_own_standards(programme, county)
    results = tuple(
        _assess_version(programme, version, Asked(first, last, asked.on), roll, county, trace, only)
        for version, first, last in parts
    )
    return Assessment(programme.id, asked.first, asked.last, asked.on, results, gaps)


def split_by_version(
    programme: Programme, asked: Asked
) -> tuple[list[tuple[Version, date, date]], tuple[Finding, ...]]:
    """Which version rules which part of the time, and an undecided finding for each part that none covers."""
    if programme.applies_by == "申领日":
        held = [v for v in programme.versions if v.from_ <= asked.on and (v.to is None or asked.on <= v.to)]
        if held:
            return [(held[-1], asked.first, asked.last)], ()
        return [], (_gap(programme, asked.on, asked.on),)
    parts: list[tuple[Version, date, date]] = []
    gaps: list[Finding] = []
    day = asked.first
    for version in programme.versions:
        end = version.to or date.max
        if end < day or version.from_ > asked.last:
            continue
        if version.from_ > day:
            gaps.append(_gap(programme, day, version.from_ - timedelta(days=1)))
        first, last = max(day, version.from_), min(asked.last, end)
        parts.append((version, first, last))
        if last >= asked.last:
            return parts, tuple(gaps)
        day = last + timedelta(days=1)
    gaps.append(_gap(programme, day, asked.last))
    return parts, tuple(gaps)


def _gap(programme: Programme, first: date, last: date) -> Finding:
    when = str(first) if first == last else f"{first} 至 {last}"
    return Finding("undecided", f"{when} 没有找到有效的版本({programme.title}),要由人决定", word="版本")


def _with_own_standards(programme: Programme, county: CountyFacts) -> CountyFacts:
    if not programme.standards:
        return county
    merged: dict[str, tuple[Dated[int], ...]] = dict(county.standards)
    for one in sorted(programme.standards, key=lambda s: s.from_):
        fen = read_number(one.yuan, MONEY)
        if fen is not None:
            merged[one.name] = (*merged.get(one.name, ()), Dated(one.from_, fen, programme.title))
    ordered = {name: tuple(sorted(values, key=lambda v: v.valid_from)) for name, values in merged.items()}
    return CountyFacts(ordered, county.settings)


def _assess_version(
    programme: Programme,
    version: Version,
    asked: Asked,
    roll: Roll,
    county: CountyFacts,
    trace: Trace | None,
    only: str,
) -> VersionResult:
    look = _open_look(programme, version, asked, roll, county, trace)
    recognition = tuple((one.name, one.workshop.ask(look)) for one in version.recognition if not only)
    benefits = tuple(
        assess_benefit(look, programme, version, one) for one in version.benefits if not only or one.name == only
    )
    return VersionResult(version.name, asked.first, asked.last, recognition, benefits)


def _open_look(
    programme: Programme, version: Version, asked: Asked, roll: Roll, county: CountyFacts, trace: Trace | None
) -> Look:
    declared = {one.name: one for one in programme.settings}
    test = version.month or DEFAULT_MONTH
    return Look(asked, roll, county, test, programme.id, programme.place.code, declared, trace)


def look_at(programme: Programme, version: Version, asked: Asked, roll: Roll, county: CountyFacts) -> Look:
    """The point of view that a version's conditions are asked from."""
    return _open_look(programme, version, asked, roll, _with_own_standards(programme, county), None)
