"""A training as its page shows it: output by week against those with experience, months of subsidy used and left, deadlines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from workshop.claims.rules.amounts.base import AmountRule
from workshop.claims.rules.calendars import ClaimCalendar
from workshop.claims.rules.facts import PersonFacts
from workshop.claims.rules.look import Look
from workshop.claims.rules.months import add_months
from workshop.claims.rules.programme import Benefit, Programme, Version
from workshop.claims.rules.walking import walk
from workshop.claims.rules.words.tracks import Mentoring, Trained

EXPERIENCED_DAYS = 180  # whoever was here so long before the training began is compared with


class Worked(NamedTuple):
    """What somebody made in a time: seconds by the standard or thousandths of pieces, on so many days."""

    amount: int
    days: int


@dataclass(frozen=True)
class Limit:
    """A benefit for training: months it pays for at most (None: the paper does not say), used so far, the last day to claim."""

    programme: str
    title: str
    benefit: str
    most: int | None
    used: int
    deadline: date | None
    when: str

    @property
    def left(self) -> int | None:
        """Months that are left."""
        return None if self.most is None else max(0, self.most - self.used)

    def days_left(self, on: date) -> int | None:
        """Days until the last day to claim, below zero when it is over."""
        return None if self.deadline is None else (self.deadline - on).days


def by_week(days: Mapping[date, int], first: date, last: date) -> list[tuple[str, int | None]]:
    """The mean of a day of work for each week of a training, None for a week without one; labelled by number."""
    weeks: dict[int, list[int]] = defaultdict(list)
    for on, amount in days.items():
        weeks[(on - first).days // 7].append(amount)
    count = (last - first).days // 7 + 1
    return [
        (f"第{week + 1}周", sum(weeks[week]) // len(weeks[week]) if week in weeks else None) for week in range(count)
    ]


def median_of_day(others: Iterable[Worked]) -> int | None:
    """The median of what others made on a day of work, the lower one of two; None where there is nobody."""
    means = sorted(one.amount // one.days for one in others if one.days)
    return means[(len(means) - 1) // 2] if means else None


def is_experienced(person: PersonFacts, first: date) -> bool:
    """Whether somebody had been here long enough when a training began, and was not learning himself."""
    learning = any(not t.mentor and t.last >= first for t in person.trainings or ())
    return person.hired is not None and (first - person.hired).days >= EXPERIENCED_DAYS and not learning


def list_limits(
    papers: Sequence[tuple[Programme, Version, Look]], kind: str, last: date, person: PersonFacts
) -> list[Limit]:
    """The benefits that ask for this kind of training, with what was received of each."""
    return [
        _limit(paper, version, benefit, look, last, person)
        for paper, version, look in papers
        for benefit in version.benefits
        if _is_for(benefit, kind)
    ]


def _is_for(benefit: Benefit, kind: str) -> bool:
    asked = [one for one in walk(benefit) if isinstance(one, Trained | Mentoring)]
    return any(isinstance(one, Mentoring) or kind in one.kinds for one in asked) or kind in benefit.name


def _limit(paper: Programme, version: Version, benefit: Benefit, look: Look, last: date, person: PersonFacts) -> Limit:
    received = [one for one in person.received or () if one.scheme == paper.benefit_key(benefit)]
    deadline, when = _deadline(benefit.claim or version.claim, last, person)
    names = (paper.id, paper.title, benefit.name)
    return Limit(*names, _most(benefit, look), sum(one.months for one in received), deadline, when)


def _most(benefit: Benefit, look: Look) -> int | None:
    """The smallest bound on months of a person: of the caps and of the amount."""
    stated = [cap.months for cap in benefit.caps if cap.per == "人" and cap.months is not None]
    amounts = [one for one in walk(benefit.amount) if isinstance(one, AmountRule)]
    stated += [most for one in amounts if (most := getattr(one, "most_months", None)) is not None]
    found = []
    for one in stated:
        value = one if isinstance(one, int) else one.at(look, look.asked.last).value
        if value is not None:
            found.append(value)
    return min(found, default=None)


def _deadline(claim: ClaimCalendar | None, last: date, person: PersonFacts) -> tuple[date | None, str]:
    if claim is None:
        return None, "文件没有写申领时间"
    if claim.kind == "期满后" and claim.months:
        return add_months(last, claim.months), f"培训结束后 {claim.months} 个月内"
    if claim.kind == "入职后" and claim.months and person.hired:
        return add_months(person.hired, claim.months), f"到岗后 {claim.months} 个月内"
    if claim.kind == "每月" and claim.day:
        following = add_months(last.replace(day=1), 1)
        return following + timedelta(days=min(claim.day, 28) - 1), f"次月 {claim.day} 日前"
    return None, claim.kind


__all__ = ["Limit", "Worked", "by_week", "is_experienced", "list_limits", "median_of_day"]
