"""What if 假如: the same months under another paper, or the same papers with somebody who comes or goes; before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workshop.claims.rules.facts import ContractFacts, MonthFacts, PersonFacts, Span
from workshop.claims.rules.months import add_months, month_of
from workshop.claims.rules.results import ANSWERS, NOTHING, Amount, Answer, Assessment, BenefitResult, Finding

NEWCOMER = 0  # nobody's id
FULL_MONTH = 44  # half days of a month of 22 days


@dataclass(frozen=True)
class Newcomer:
    """Somebody who would be hired: `category` as people's register writes it, `age` in years on the first day of work."""

    category: str
    sex: str
    age: int
    start: date
    contract: str = ""

    def as_facts(self, name: str = "新来的人") -> PersonFacts:
        """The person as the rules see him: nothing received, no disability, a contract of a year where one is named."""
        born = add_months(self.start, -12 * self.age)
        contract = (ContractFacts(self.contract, self.start, add_months(self.start, 12) - timedelta(days=1)),)
        return PersonFacts(
            id=NEWCOMER,
            name=name,
            sex=self.sex,
            born=born,
            hired=self.start,
            categories=(Span(self.category, source="假如"),),
            contracts=contract if self.contract else (),
            received=(),
        )


def work_a_year(person: PersonFacts, pay_fen: int) -> PersonFacts:
    """The same person after twelve whole months from his first day, paid so much a month."""
    assert person.hired is not None
    start = month_of(person.hired)
    told = {"half_days": FULL_MONTH, "pay_fen": pay_fen, "paid_fen": pay_fen, "mode": "厂内"}
    return replace(person, months=tuple(MonthFacts(month, **told) for month in range(start, start + 12)))  # type: ignore[arg-type]


def usual_pay(people: Iterable[PersonFacts], last: date) -> int:
    """The middle of what the people earned in the last twelve months up to a day, in fen a month; 0 where nobody did."""
    end = month_of(last)
    pays = sorted(
        month.pay_fen
        for person in people
        for month in person.months
        if month.pay_fen and not month.employer and end - 12 < month.month <= end
    )
    return pays[len(pays) // 2] if pays else 0


def without(people: Sequence[PersonFacts], worker_id: int, last: date) -> tuple[PersonFacts, ...]:
    """The people when one of them leaves, `last` his last day of work."""
    return tuple(replace(one, left=last) if one.id == worker_id else one for one in people)


@dataclass(frozen=True)
class PersonChange:
    """A person for whom a benefit changes; None where he or the benefit is not there."""

    worker_no: str
    name: str
    before: Answer | None
    after: Answer | None
    due_before: Amount
    due_after: Amount
    why: str


@dataclass(frozen=True)
class BenefitChange:
    """A benefit before and after: sums, head-counts of those who qualify, and sentences about what turned."""

    programme: str
    title: str
    benefit: str
    before: Amount
    after: Amount
    heads_before: int
    heads_after: int
    people: tuple[PersonChange, ...]
    sentences: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything is different."""
        return bool(self.people or self.sentences) or _sums(self.before) != _sums(self.after)

    @property
    def gain(self) -> int:
        """How much more is certain, in fen; below 0 less."""
        return self.after.low - self.before.low


Assessed = Mapping[str, tuple[str, Assessment]]  # programme id -> its title and what was found


def compare(before: Assessed, after: Assessed, numbers: Mapping[int, str]) -> tuple[BenefitChange, ...]:
    """Every benefit of either side, in the order of the papers; a part of the time that no version rules has none."""
    found: list[BenefitChange] = []
    for programme in dict.fromkeys([*before, *after]):
        old, new = _parts(before.get(programme)), _parts(after.get(programme))
        title = (after.get(programme) or before[programme])[0]
        for name in dict.fromkeys([*old, *new]):
            found.append(_benefit(programme, title, name, old.get(name, []), new.get(name, []), numbers))
        found += _recognition(programme, title, before.get(programme), after.get(programme))
    return tuple(found)


def _parts(side: tuple[str, Assessment] | None) -> dict[str, list[BenefitResult]]:
    parts: dict[str, list[BenefitResult]] = {}
    for version in side[1].versions if side else ():
        for benefit in version.benefits:
            parts.setdefault(benefit.name, []).append(benefit)
    return parts


def _benefit(
    programme: str,
    title: str,
    name: str,
    old: list[BenefitResult],
    new: list[BenefitResult],
    numbers: Mapping[int, str],
) -> BenefitChange:
    people = _people(old, new, numbers)
    shop = _turned([f for one in old for f in one.findings], [f for one in new for f in one.findings])
    sentences = list(shop)
    if not old or not new:
        sentences.append("以前没有这一项" if not old else "不再有这一项")
    sums, heads = (_total(old), _total(new)), (_heads(old), _heads(new))
    return BenefitChange(programme, title, name, sums[0], sums[1], heads[0], heads[1], people, tuple(sentences))


def _heads(parts: list[BenefitResult]) -> int:
    return sum(person.answer == "met" for one in parts for person in one.people)


def _recognition(
    programme: str, title: str, old: tuple[str, Assessment] | None, new: tuple[str, Assessment] | None
) -> list[BenefitChange]:
    """Ways of recognition whose test turns."""
    sides = [{n: f for v in side[1].versions for n, f in v.recognition} if side else {} for side in (old, new)]
    found = []
    for name in sides[0].keys() & sides[1].keys():
        told = tuple(_turned([sides[0][name]], [sides[1][name]]))
        if told:
            found.append(BenefitChange(programme, title, f"认定:{name}", NOTHING, NOTHING, 0, 0, (), told))
    return sorted(found, key=lambda one: one.benefit)


def _people(old: list[BenefitResult], new: list[BenefitResult], numbers: Mapping[int, str]) -> tuple[PersonChange, ...]:
    sides = [{p.person_id: p for one in side for p in one.people} for side in (old, new)]
    found = []
    for worker in dict.fromkeys([*sides[0], *sides[1]]):
        one, other = sides[0].get(worker), sides[1].get(worker)
        here = other or one
        assert here is not None
        was, will = (one.answer if one else None), (other.answer if other else None)
        due, then = (one.amount if one else NOTHING), (other.amount if other else NOTHING)
        if was == will and _sums(due) == _sums(then):
            continue
        if {was, will} <= {None, "not_met"}:
            continue  # who was not in it and is not in it now
        why = next((f.sentence for f in here.findings if f.answer == here.answer), here.amount.sentence)
        found.append(PersonChange(numbers.get(worker, ""), here.name, was, will, due, then, why))
    return tuple(found)


def _turned(old: list[Finding], new: list[Finding]) -> list[str]:
    """Sentences for conditions whose answer or figure is another one now."""
    before = [leaf for finding in old for leaf in _ends(finding)]
    after = [leaf for finding in new for leaf in _ends(finding)]
    if len(before) != len(after):
        return [f"条件变了:{_tell(new)}"] if new and old and _tell(new) != _tell(old) else []
    return [
        f"{one.sentence}({ANSWERS[one.answer]})→ {other.sentence}({ANSWERS[other.answer]})"
        for one, other in zip(before, after, strict=True)
        if (one.answer, one.figure) != (other.answer, other.figure)
    ]


def _ends(finding: Finding) -> list[Finding]:
    return [leaf for part in finding.parts for leaf in _ends(part)] if finding.parts else [finding]


def _tell(findings: list[Finding]) -> str:
    return ";".join(f"{finding.sentence}({ANSWERS[finding.answer]})" for finding in findings)


def _total(parts: list[BenefitResult]) -> Amount:
    highs = [one.amount.high for one in parts if one.answer != "not_met"]
    low = sum(one.amount.low for one in parts if one.answer == "met")
    high = None if None in highs else sum(fen or 0 for fen in highs)
    return Amount(low, high, ";".join(one.amount.sentence for one in parts))


def _sums(amount: Amount) -> tuple[int, int | None]:
    return amount.low, amount.high
