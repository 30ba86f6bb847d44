"""An assessment as pages show it: everybody sorted into who qualifies, who is short of what, what is not known yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop.claims.rules.nearness import GROUPS, WHOLE, group_of, leaves, missing_share
from workshop.claims.rules.results import Amount, Assessment, BenefitResult, Finding, PersonResult

_LOOKED = {"short": ("not_met", "undecided"), "undecided": ("undecided",), "out": ("not_met",)}


@dataclass(frozen=True)
class PersonLine:
    """A person in a benefit. `group` is one of GROUPS; `needs` what is short, missing or stands against it, in sentences.

    `done` is the share that is done of what he is furthest from, in thousandths (None: nobody can tell). `final` is false
    where pay that is not locked was looked at.
    """

    worker_id: int
    worker_no: str
    name: str
    group: str
    amount: Amount
    would_be: Amount
    needs: tuple[str, ...]
    done: int | None
    final: bool


@dataclass(frozen=True)
class BenefitView:
    """A benefit with its people by group, the nearest first; by condition how many lack something to decide it (`missing`)
    and how many it leaves out (`against`); and how many of its papers are not on hand (`lacking`). `found` is without people.
    """

    found: BenefitResult
    people: Mapping[str, tuple[PersonLine, ...]]
    missing: tuple[tuple[str, int], ...]
    against: tuple[tuple[str, int], ...]
    lacking: int

    def count(self, group: str) -> int:
        """How many people are in a group."""
        return len(self.people.get(group, ()))


@dataclass(frozen=True)
class Summary:
    """A programme in a list: counts of people over its benefits, sums in fen (`high` None: nobody can tell), when to claim.

    `hoped` is certain once everybody who is short of a figure makes it; `closes` the first day after which something is late.
    """

    met: int
    short: int
    undecided: int
    low: int
    hoped: int
    high: int | None
    closes: date | None
    windows: tuple[Finding, ...]


def show_benefits(
    found: Assessment, numbers: Mapping[int, str], open_: Mapping[int, Sequence[int]]
) -> list[BenefitView]:
    """Every benefit of every version that rules a part of the time."""
    return [_show(benefit, numbers, open_) for version in found.versions for benefit in version.benefits]


def summarise(found: Assessment, benefits: Iterable[BenefitView]) -> Summary:
    """The programme in one line."""
    benefits = list(benefits)
    results = [view.found for view in benefits]
    highs = [one.amount.high for one in results if one.answer != "not_met"]
    unknown = bool(found.gaps) or None in highs
    windows = {one.window.sentence: one.window for one in results if one.window}
    return Summary(
        met=sum(view.count("met") for view in benefits),
        short=sum(view.count("short") for view in benefits),
        undecided=sum(view.count("undecided") for view in benefits),
        low=sum(one.amount.low for one in results if one.answer == "met"),
        hoped=sum((one.hoped or one.amount).low for one in results if one.hoped or one.answer == "met"),
        high=None if unknown else sum(fen or 0 for fen in highs),
        closes=min((one.closes for one in results if one.closes), default=None),
        windows=tuple(windows.values()),
    )


def _show(benefit: BenefitResult, numbers: Mapping[int, str], open_: Mapping[int, Sequence[int]]) -> BenefitView:
    grouped = [(person, group_of(person.answer, person.findings, benefit.unfinished)) for person in benefit.people]
    lines = [_line(person, group, benefit, numbers, open_) for person, group in grouped]
    people = {group: tuple(line for line in lines if line.group == group) for group in GROUPS}
    people["short"] = tuple(sorted(people["short"], key=lambda line: (-(line.done or 0), line.worker_no)))
    return BenefitView(
        replace(benefit, people=()),
        people,
        _words((person for person, group in grouped if group == "undecided"), "undecided"),
        _words((person for person, group in grouped if group == "out"), "not_met"),
        sum(one.answer != "met" for one in benefit.evidence),
    )


def _words(people: Iterable[PersonResult], answer: str) -> tuple[tuple[str, int], ...]:
    """By condition how many people it keeps waiting or leaves out, the most frequent first."""
    found: Counter[str] = Counter()
    for person in people:
        found.update({leaf.word or "其他" for leaf in leaves(person.findings, answer)})
    return tuple(found.most_common())


def _line(
    person: PersonResult,
    group: str,
    benefit: BenefitResult,
    numbers: Mapping[int, str],
    open_: Mapping[int, Sequence[int]],
) -> PersonLine:
    final = not any(_in_period(month, benefit) for month in open_.get(person.person_id, ()))
    missing = missing_share(person.findings) if group == "short" else WHOLE
    return PersonLine(
        person.person_id,
        numbers.get(person.person_id, ""),
        person.name,
        group,
        person.amount,
        person.would_be,
        list_needs(person.findings, group),
        WHOLE - missing if missing < WHOLE else None,
        final,
    )


def list_needs(findings: Sequence[Finding], group: str) -> tuple[str, ...]:
    """What somebody of a group lacks, as sentences, each once."""
    found = [leaf for answer in _LOOKED.get(group, ()) for leaf in leaves(findings, answer)]
    told = [leaf.shortfall.sentence if leaf.shortfall and group != "out" else leaf.sentence for leaf in found]
    return tuple(dict.fromkeys(told))


def _in_period(month: int, benefit: BenefitResult) -> bool:
    if benefit.period is None:
        return True
    first, last = benefit.period
    return first.year * 12 + first.month - 1 <= month <= last.year * 12 + last.month - 1
