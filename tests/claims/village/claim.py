"""A claim for those whom a paper of the usual kind lets claim, and what was claimed before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tests.claims.village.people import CATEGORIES, Person
from workshop.claims.rules.inspecting.claim_facts import (
    ClaimedFacts,
    ClaimFacts,
    Limit,
    ShareMonth,
    TallyFacts,
    WrittenFacts,
)
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts
from workshop.claims.rules.months import first_day, last_day, month_of, month_text
from workshop.claims.values import Claim, ClaimPerson
from workshop.kernel.idno import age_on

FUNDS = ("衔接资金", "就业补助资金", "县级财政")
SCHEME = ("county_2025_7", "吸纳务工奖补")


@dataclass(frozen=True)
class Paper:
    """What it asks: months, half days that make a month count, pay in all or on average, ages."""

    months: int = 0
    halves: int = 0
    total: int = 0
    average: int = 0
    oldest: tuple[int, int] | None = None
    payee: str = "workshop"


PAPERS = (
    Paper(months=6),
    Paper(months=3, halves=30),
    Paper(halves=20, oldest=(60, 55)),
    Paper(total=600_000, payee="worker"),
    Paper(months=3, average=100_000, oldest=(65, 65)),
    Paper(halves=36, average=120_000),
)


def make_claim(dice: Random, facts: InspectionFacts, people: list[Person], months: range) -> ClaimFacts | None:
    """The claim of the last months by those who have everything; None where nobody has."""
    paper = dice.choice(PAPERS)
    span = months[-6:] if dice.random() < 0.6 else months[-3:]
    house = {one.facts.household for one in people if one.facts.name == facts.head}
    others = [one for one in people if one.facts.household not in house]
    found = [(one, mine) for one in others if (mine := _months(paper, facts, one, span))]
    if not found:
        return None
    names = frozenset(CATEGORIES)
    each = 20_000 if paper.total == 0 else 0
    persons = tuple(
        ClaimPerson(
            one.facts.id,
            one.facts.number,
            one.facts.name,
            next(entry.name for entry in one.facts.categories if entry.name in names),
            mine,
            each * len(mine) if each else 100_000,
        )
        for one, mine in found
    )
    claim = Claim(
        id=7,
        number="SL-2025-0007",
        programme_id=SCHEME[0],
        title="就业帮扶车间吸纳脱贫人口奖补",
        document_number="县帮扶办〔2025〕7 号",
        version="2025",
        benefit=SCHEME[1],
        payee=paper.payee,
        first=first_day(span[0]),
        last=last_day(span[-1]),
        on=facts.on,
        state="draft",
        fen=sum(one.fen for one in persons),
        prepared_by="陈会计",
        prepared_at=datetime(2025, 7, 20),
        sentence="",
        people=persons,
        sha256="",
        facts={},
    )
    limits = (("months", paper.months), ("days", paper.halves), ("total", paper.total), ("average", paper.average))
    return ClaimFacts(
        claim,
        FUNDS[0],
        tuple(Limit(measure, least) for measure, least in limits if least),  # type: ignore[arg-type]
        _shares(dice, facts, span),
        16,
        {"男": paper.oldest[0], "女": paper.oldest[1]} if paper.oldest else {},
        True,
        ("意外险",) if dice.random() < 0.5 else (),
        True,
        names,
    )


def _months(paper: Paper, facts: InspectionFacts, person: Person, span: range) -> tuple[int, ...]:
    """His months that count, if the paper lets him claim."""
    mine = person.facts
    of = [entry for entry in mine.categories if entry.name in CATEGORIES]
    if not of or not mine.born:
        return ()
    top = None if paper.oldest is None else paper.oldest[mine.sex == "女"]
    found = tuple(
        month
        for month in span
        if of[0].since <= last_day(month)
        and (of[-1].holds or of[-1].since > first_day(month))
        and (mine.left is None or mine.left >= first_day(month))
        and (pay := facts.pay.get((mine.id, month)))
        and _there(facts.work.get((mine.id, month), ()), person.home) >= max(paper.halves, 1)
        and (top is None or age_on(mine.born, first_day(month)) <= top)
        and pay.gross > 0
    )
    slips = [facts.pay[mine.id, month].gross for month in found]
    enough = sum(slips) >= paper.total and (not slips or sum(slips) // len(slips) >= paper.average)
    return found if enough and len(found) >= paper.months else ()


def _there(days: tuple[Day, ...], home: bool) -> int:
    return (
        99
        if home
        else sum(1 if day.status == "半天" else 2 for day in days if day.status in ("出勤", "迟到", "补班", "半天"))
    )


def _shares(dice: Random, facts: InspectionFacts, span: range) -> tuple[ShareMonth, ...]:
    """The share of every month, where it was kept all along."""
    found = []
    for month in span:
        heads = [one for one in facts.workers.values() if one.employed(last_day(month))]
        part = sum(any(entry.name in CATEGORIES for entry in one.categories) for one in heads)
        found.append(ShareMonth(month, "脱贫人口占比", part, len(heads), 3000))
    kept = all(one.part * 10_000 >= one.asked * one.whole for one in found)
    return tuple(found) if kept else ()


def make_claimed(dice: Random, claim: ClaimFacts, people: list[Person]) -> tuple[ClaimedFacts, ...]:
    """Half a year before; another benefit out of another fund, or of another side; somebody with the same birthday elsewhere."""
    payee = claim.claim.payee
    found = [
        ClaimedFacts(one.worker_id, 7, "SL-2025-0007", claim.scheme, FUNDS[0], "", one.months, payee)
        for one in claim.claim.people
    ]
    by_id = {one.facts.id: one.facts for one in people}
    for one in claim.claim.people:
        months = one.months
        chance = dice.random()
        if chance < 0.3:
            before = tuple(month - 6 for month in months)
            found.append(ClaimedFacts(one.worker_id, 3, "SL-2025-0003", claim.scheme, FUNDS[0], "", before, payee))
        elif chance < 0.5:
            found.append(ClaimedFacts(one.worker_id, 0, "", "省外务工交通补助", FUNDS[1], "", months, "worker"))
        elif chance < 0.6:
            side = "worker" if claim.claim.payee == "workshop" else "workshop"
            found.append(
                ClaimedFacts(one.worker_id, 5, "SL-2025-0005", "county_2025_9/稳岗补助", FUNDS[0], "", months, side)
            )
        elif chance < 0.65:
            mine = by_id[one.worker_id]
            other = WrittenFacts("吴" + dice.choice(("大海", "小燕", "平")), mine.sex, mine.born)
            found.append(ClaimedFacts(one.worker_id, 9, "", claim.scheme, FUNDS[0], "另一个车间", months, "", other))
    return tuple(found)


def make_tallies(facts: InspectionFacts, claim: ClaimFacts | None) -> tuple[TallyFacts, ...]:
    """Sums of the months and of the claim, the same on every list."""
    found = []
    for month, run in facts.runs.items():
        for place in ("工资表", "工资台账", "银行代发和现金"):
            found.append(TallyFacts(f"{month_text(month)}实发工资", "fen", place, run.net, month))
        for place in ("工资表", "工资台账"):
            found.append(TallyFacts(f"{month_text(month)}领工资人数", "people", place, run.people, month))
    if claim:
        for place in ("申请表", "花名册", "公示"):
            found.append(TallyFacts("申领人数", "people", place, len(claim.claim.people)))
            found.append(TallyFacts("申领金额", "fen", place, claim.claim.fen))
    return tuple(found)


def make_states(
    dice: Random, facts: InspectionFacts, months: range
) -> tuple[tuple[str, date | None, date | None], ...]:
    """Recognised years ago; one in five was under watch for a while before these months."""
    first = date(2022, 5, 10)
    if dice.random() < 0.2:
        watched = first_day(months[0]) - timedelta(200)
        return (
            ("认定", first, watched),
            ("监测待处置", watched, watched + timedelta(60)),
            ("恢复", watched + timedelta(60), None),
        )
    return (("认定", first, None),)


def make_events(dice: Random, facts: InspectionFacts) -> tuple[tuple[date, str], ...]:
    """Days on which heads are counted: a yearly grade, a visit, the claim."""
    return (
        (date(2024, 12, 31), "年度评定"),
        (date(2025, dice.randrange(3, 7), 20), "现场核查"),
        (facts.on, "申领 SL-2025-0007"),
    )


def count_months(facts: InspectionFacts) -> int:
    """Worker-months: months in which somebody has a day, a delivery or pay."""
    home = {(order.worker, month_of(back.on)) for order in facts.orders for back in order.returns}
    return len({*facts.work, *facts.pay, *home})
