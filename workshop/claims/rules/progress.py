"""How far one person is on the way to each benefit: the share done of every figure asked, what is missing, what it brings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.nearness import WHOLE, done_share, group_of
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import Amount, Assessment, BenefitResult, Finding
from workshop.claims.rules.showing import list_needs


@dataclass(frozen=True)
class Bar:
    """One figure asked: `done` of it in thousandths, the sentence of both figures, and what closes the gap ("" when met)."""

    done: int
    sentence: str
    missing: str


@dataclass(frozen=True)
class ProgressLine:
    """One benefit for one person. `group` is one of nearness.GROUPS; `done` the share of what he is furthest from (thousandths,
    None: it is no figure that is missing); `would_be` what it brings when he makes it; `until` the last day of work that
    counts, `closes` the last day to claim. The workshop's own conditions are not among the reasons.
    """

    programme: str
    title: str
    benefit: str
    payee: str
    group: str
    done: int | None
    bars: tuple[Bar, ...]
    needs: tuple[str, ...]
    would_be: Amount
    until: date | None
    closes: date | None
    reasons: tuple[Finding, ...]


def build_progress(programme: Programme, found: Assessment, person_id: int) -> tuple[ProgressLine, ...]:
    """The benefits of a programme that ask about persons, for one of them."""
    benefits = [benefit for version in found.versions for benefit in version.benefits]
    lines = (_line(programme, benefit, person_id) for benefit in benefits)
    return tuple(line for line in lines if line is not None)


def in_order(lines: tuple[ProgressLine, ...]) -> tuple[ProgressLine, ...]:
    """What is reached first, then the nearest, then what is not known, last what is out of reach."""
    groups = {"met": 0, "short": 1, "undecided": 2, "out": 3}
    return tuple(sorted(lines, key=lambda line: (groups[line.group], -(line.done or 0), line.programme)))


def _line(programme: Programme, benefit: BenefitResult, person_id: int) -> ProgressLine | None:
    found = next((person for person in benefit.people if person.person_id == person_id), None)
    if found is None:
        return None
    group = group_of(found.answer, found.findings, benefit.unfinished)
    bars = tuple(bar for finding in found.findings for bar in _bars(finding))
    short = [bar.done for bar in bars if bar.missing]
    return ProgressLine(
        programme.id,
        programme.title,
        benefit.name,
        benefit.payee,
        group,
        WHOLE if group == "met" else min(short) if short and group == "short" else None,
        bars,
        list_needs(found.findings, group),
        found.would_be,
        benefit.period[1] if benefit.period else None,
        benefit.closes,
        found.findings,
    )


def _bars(finding: Finding) -> Iterator[Bar]:
    """Of a choice that is made only what made it counts."""
    for part in finding.parts:
        if finding.answer != "met" or part.answer == "met":
            yield from _bars(part)
    if finding.parts or finding.figure is None:
        return
    share = WHOLE if finding.answer == "met" else done_share(finding)
    if share is not None:
        yield Bar(share, finding.sentence, finding.shortfall.sentence if finding.shortfall else "")
