"""An assessment as pages show it: everybody sorted into who qualifies, who is short of what, what is not known yet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.claims.rules.results import Amount, Assessment, BenefitResult, Finding, PersonResult

GROUPS = {"met": "够条件", "short": "还差一点", "undecided": "待定", "out": "不在范围"}


@dataclass(frozen=True)
class PersonLine:
    """A person in a benefit. `group` is one of GROUPS; `needs` what is short or missing, `reasons` every sentence.

    `final` is false where pay that is not locked was looked at.
    """

    worker_id: int
    worker_no: str
    name: str
    group: str
    amount: Amount
    would_be: Amount
    needs: tuple[str, ...]
    reasons: tuple[Finding, ...]
    final: bool


@dataclass(frozen=True)
class BenefitView:
    """A benefit with its people by group, and by condition how many people lack something to decide it."""

    found: BenefitResult
    people: Mapping[str, tuple[PersonLine, ...]]
    missing: tuple[tuple[str, int], ...]

    def count(self, group: str) -> int:
        """How many people are in a group."""
        return len(self.people.get(group, ()))


@dataclass(frozen=True)
class Summary:
    """A programme in a list: counts of people over its benefits, sums in fen (`high` None: nobody can tell), when to claim."""

    met: int
    short: int
    undecided: int
    low: int
    high: int | None
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
        sum(view.count("met") for view in benefits),
        sum(view.count("short") for view in benefits),
        sum(view.count("undecided") for view in benefits),
        sum(one.amount.low for one in results if one.answer == "met"),
        None if unknown else sum(fen or 0 for fen in highs),
        tuple(windows.values()),
    )


def _show(benefit: BenefitResult, numbers: Mapping[int, str], open_: Mapping[int, Sequence[int]]) -> BenefitView:
    lines = [_line(person, benefit, numbers, open_) for person in benefit.people]
    people = {group: tuple(line for line in lines if line.group == group) for group in GROUPS}
    missing: Counter[str] = Counter()
    for line in people["undecided"]:
        missing.update({leaf.word or "其他" for leaf in _leaves(line.reasons, "undecided")})
    return BenefitView(benefit, people, tuple(missing.most_common()))


def _line(
    person: PersonResult, benefit: BenefitResult, numbers: Mapping[int, str], open_: Mapping[int, Sequence[int]]
) -> PersonLine:
    group: str = person.answer
    if person.answer == "not_met":
        group = "short" if all(can_be_mended(f) for f in person.findings if f.answer == "not_met") else "out"
    looked = {"short": "not_met", "undecided": "undecided"}.get(group, "")
    leaves = list(_leaves(person.findings, looked)) if looked else []
    needs = tuple(dict.fromkeys(leaf.shortfall.sentence if leaf.shortfall else leaf.sentence for leaf in leaves))
    who = (person.person_id, numbers.get(person.person_id, ""), person.name, group)
    final = not any(_in_period(month, benefit) for month in open_.get(person.person_id, ()))
    return PersonLine(*who, person.amount, person.would_be, needs, person.findings, final)


def can_be_mended(finding: Finding) -> bool:
    """Whether everything that fails is only short of a figure: so many days, so many yuan more."""
    if not finding.parts:
        return finding.shortfall is not None
    failing = [part for part in finding.parts if part.answer == "not_met"]
    return bool(failing) and all(can_be_mended(part) for part in failing)


def _leaves(findings: Iterable[Finding], answer: str) -> Iterator[Finding]:
    for finding in findings:
        if finding.answer == answer:
            if finding.parts:
                yield from _leaves(finding.parts, answer)
            else:
                yield finding


def _in_period(month: int, benefit: BenefitResult) -> bool:
    if benefit.period is None:
        return True
    first, last = benefit.period
    return first.year * 12 + first.month - 1 <= month <= last.year * 12 + last.month - 1
