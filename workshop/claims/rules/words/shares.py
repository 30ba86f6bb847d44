"""Words about groups of people: how many, what share, averages, everybody; each counts people who meet a condition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import PERSON, WORKSHOP, Condition, ConditionKind, condition
from workshop.claims.rules.kinds import Choice, Flag, Whole, said
from workshop.claims.rules.ledger import PersonView
from workshop.claims.rules.months import last_day, month_of, month_text
from workshop.claims.rules.results import Answer, Finding
from workshop.claims.rules.scales import HOUSEHOLDS, PEOPLE, RATIO, YUAN, Scale
from workshop.claims.rules.spans import spread
from workshop.claims.rules.windows import Window, WindowKind
from workshop.kernel.money import round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

AT = {
    "申领日": "申领那天在岗的人",
    "期末": "期间最后一天在岗的人",
    "期内": "期间里任何一天在册的人",
    "期内每月": "期间的每个月都要够,按最少的那个月",
    "月平均": "期间各月人数的平均,舍去小数",
    "名册": "给出的所有人,在不在岗都算",
}
Group = list[tuple[PersonView, Answer]]


@dataclass(frozen=True, kw_only=True, eq=False)
class OverPeople(Bounded):
    """A figure over people of the workshop."""

    who: Condition | None = said(ConditionKind(PERSON), "算哪些人:一个关于人的条件;不写是所有人", None)
    at: str = said(Choice(AT, "时点"), ";".join(f"{k}={v}" for k, v in AT.items()), "申领日")

    def inner(self) -> Iterable[Condition]:
        return () if self.who is None else (self.who,)

    def moments(self, look: "Look") -> list[tuple["Look", date | None]]:
        """The points of view to count from: one, or one a month."""
        if self.at in ("期内每月", "月平均"):
            first, last = look.period
            last = min(last, look.asked.on)
            return [(look.in_month(m), last_day(m)) for m in range(month_of(first), month_of(last) + 1)]
        on = {"申领日": look.asked.on, "期末": look.period[1]}.get(self.at)
        return [(look.on_day(on), on)]

    def group(self, look: "Look", on: date | None, who: Condition | None) -> Group:
        """Everybody at that point of view, with whether they belong."""
        found: Group = []
        for person in look.roll.people:
            here = self._here(look, person, on)
            if here == "not_met":
                continue
            answer = who.ask(look.about(person)).answer if who else "met"
            if here == "undecided" and answer == "met":
                answer = "undecided"
            found.append((person, answer))
        return found

    def _here(self, look: "Look", person: PersonView, on: date | None) -> Answer:
        if self.at == "名册":
            return "met"
        if self.at in ("期内每月", "月平均") and look.month is not None:
            there = person.employed(look.month, False)
        elif on is None:
            first, last = look.period
            facts = person.facts
            there = None if not facts.hired else facts.hired <= last and (facts.left is None or facts.left >= first)
        else:
            there = person.on_roster(on)
        return "undecided" if there is None else "met" if there else "not_met"


@dataclass(frozen=True, kw_only=True, eq=False)
class Counted(OverPeople):
    """A count of people in which some may stand for two."""

    double: Condition | None = said(
        ConditionKind(PERSON), "这些人一个按两个算(一至二级残疾人按两人算);不写都按一个", None
    )

    def inner(self) -> Iterable[Condition]:
        return (*super().inner(), *(() if self.double is None else (self.double,)))

    def weigh(self, look: "Look", people: Iterable[PersonView]) -> tuple[int, int]:
        """How many the people count for, at the least and at the most."""
        people = list(people)
        if self.double is None:
            return len(people), len(people)
        answers = [self.double.ask(look.about(person)).answer for person in people]
        low = len(people) + answers.count("met")
        return low, low + answers.count("undecided")

    def count(self, look: "Look", group: Group) -> tuple[int, int]:
        """How many belong to the group, surely and at the most."""
        low, high = self.weigh(look, (person for person, answer in group if answer == "met"))
        return low, high + self.weigh(look, (person for person, answer in group if answer == "undecided"))[1]


def _named(who: Condition | None) -> str:
    return "人数" if who is None else "符合条件的人"


@condition("人数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class HeadCount(Counted):
    """符合条件的人有几个;「30 人以上、每人 11000 元以上」就是 who 里写工资条件。"""

    SCALE: ClassVar[Scale] = PEOPLE
    EXAMPLE: ClassVar[str] = (
        '{ is = "人数", who = { is = "人员类别", any_of = ["脱贫人口"], when = "申领日" }, at_least = 5 }'
    )

    def judge(self, look: "Look") -> Finding:
        counts = [self.count(view, self.group(view, on, self.who)) for view, on in self.moments(look)]
        if not counts:
            return self.compare(look, _named(self.who), None, None)
        if self.at == "月平均":
            low, high = (sum(c[i] for c in counts) // len(counts) for i in (0, 1))
        else:
            low, high = min(c[0] for c in counts), min(c[1] for c in counts)
        what = f"{self.at}{_named(self.who)}"
        if self.at == "期内每月" and len(counts) > 1:
            worst = min(range(len(counts)), key=lambda i: counts[i])
            what += f"最少的{month_text(month_of(self.moments(look)[worst][1] or look.asked.last))}"
        return self.compare(look, what, low, None if not look.roll.shop.staff_complete else high)


@condition("户数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Households(OverPeople):
    """符合条件的人分属几户。"""

    SCALE: ClassVar[Scale] = HOUSEHOLDS
    EXAMPLE: ClassVar[str] = (
        '{ is = "户数", who = { is = "人员类别", any_of = ["脱贫人口"] }, at_least = 5, at = "期内" }'
    )

    def judge(self, look: "Look") -> Finding:
        view, on = self.moments(look)[0]
        group = self.group(view, on, self.who)
        sure = {p.facts.household for p, answer in group if answer == "met" and p.facts.household}
        unclear = [p for p, answer in group if answer != "not_met" and p.facts.household not in sure]
        unnamed = sum(not p.facts.household for p in unclear)
        high = len(sure) + unnamed + len({p.facts.household for p in unclear} - {""})
        return self.compare(look, f"{self.at}符合条件的户", len(sure), high)


@condition("占比", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Share(Counted):
    """who 在 among 里占的比例;among 不写是所有人。正好等于就算够(at_least)。"""

    SCALE: ClassVar[Scale] = RATIO
    EXAMPLE: ClassVar[str] = (
        '{ is = "占比", who = { is = "人员类别", any_of = ["建档立卡"], when = "申领日" }, at_least = "20%" }'
    )
    among: Condition | None = said(ConditionKind(PERSON), "分母:哪些人;不写是所有人", None)

    def inner(self) -> Iterable[Condition]:
        return (*super().inner(), *(() if self.among is None else (self.among,)))

    def judge(self, look: "Look") -> Finding:
        shares = [self.share_on(view, on) for view, on in self.moments(look)]
        known = [s for s in shares if s is not None]
        if not known or not look.roll.shop.staff_complete:
            why = "分母没有人" if look.roll.shop.staff_complete else "全部用工没有登记齐"
            return Finding("undecided", f"占比算不出:{why}")
        low, high, part, whole = min(known)
        if self.at == "月平均":
            low = sum(s[0] for s in known) // len(known)
            high = sum(s[1] for s in known) // len(known)
        return self.compare(
            look,
            f"{self.at} {whole} 人里有 {part} 人,占",
            low,
            min(s[1] for s in known) if self.at != "月平均" else high,
        )

    def share_on(self, look: "Look", on: date | None) -> tuple[int, int, int, int] | None:
        """From and to which share it lies at one moment, how many are in it of how many; None where nobody is there."""
        part = dict(self.group(look, on, self.who))
        whole = dict(self.group(look, on, self.among))
        sure = [p for p, a in whole.items() if a == "met"]
        open_ = [p for p, a in whole.items() if a == "undecided"]
        if not sure:
            return None
        least, most = self.count(look, [(p, part[p]) for p in sure if p in part])
        may_both = [p for p in open_ if part.get(p) != "not_met"]
        low = round_half_up(least * RATIO.factor, len(sure) + len(open_))
        high = round_half_up((most + self.weigh(look, may_both)[1]) * RATIO.factor, len(sure) + len(may_both))
        return low, high, least, len(sure)


@condition("人均工资", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class GroupAverage(OverPeople):
    """符合条件的人平均每人多少元:期间合计的平均(per = 合计),或每人每月的平均(per = 月)。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = (
        '{ is = "人均工资", who = { is = "人员类别", any_of = ["脱贫人口"] }, at_least = 20000, window = "上一自然年", at = "期内" }'
    )
    window: Window = said(WindowKind(), "工资看哪一段期间", Window(kind="本项期间"))
    per: str = said(Choice(("合计", "月"), "口径"), "合计或月(工资总额不看)", "合计")
    TOTAL: ClassVar[bool] = False

    def judge(self, look: "Look") -> Finding:
        view, on = self.moments(look)[0]
        group = self.group(view, on, self.who)
        sums, months, clear = 0, 0, True
        people = [p for p, answer in group if answer == "met"]
        for person in people:
            fen, number, known = self._pay(view.about(person))
            sums, months, clear = sums + fen, months + number, clear and known
        clear = clear and not any(answer == "undecided" for _, answer in group)
        if self.TOTAL:
            return self.compare(look, f"{len(people)} 人工资总额", sums, sums if clear else None)
        divisor = months if self.per == "月" else len(people)
        if not divisor:
            return self.compare(look, "人均工资", *((0, 0) if clear else (None, None)))
        average = round_half_up(sums, divisor)
        return self.compare(look, f"{len(people)} 人平均", average if clear else 0, average if clear else None)

    def _pay(self, look: "Look") -> tuple[int, int, bool]:
        periods, _ = self.window.resolve(look)
        if not periods:
            return 0, 0, False
        found = spread(look, look.test, *periods[0], look.person.streams(look.test.employer)[0])
        low, high = found.total("pay_fen")
        return low, found.sure, high is not None


@condition("工资总额", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class GroupPay(GroupAverage):
    """符合条件的人期间里的工资(加工费)一共多少元。"""

    EXAMPLE: ClassVar[str] = '{ is = "工资总额", at_least = 100000, window = "上一自然年", at = "期内" }'
    TOTAL: ClassVar[bool] = True


@condition("全员", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Everybody(OverPeople):
    """who 里的人个个都要满足 each,有一个不满足就整个不满足;at_least_people 说至少要有几个人。"""

    SCALE: ClassVar[Scale] = PEOPLE
    EXAMPLE: ClassVar[str] = (
        '{ is = "全员", each = { is = "保险", kinds = ["意外险"], each_month = true }, at = "期内" }'
    )
    each: Condition = said(ConditionKind(PERSON), "每个人都要满足的条件")
    at_least_people: int = said(Whole(0), "至少有几个人", 1)
    by_name: bool = said(Flag(), "true:句子里写出名字", True)

    def complaint(self) -> str:
        """No bounds here."""
        return ""

    def inner(self) -> Iterable[Condition]:
        return (*super().inner(), self.each)

    def judge(self, look: "Look") -> Finding:
        view, on = self.moments(look)[0]
        group = [(p, a) for p, a in self.group(view, on, self.who) if a != "not_met"]
        found = [(p, self.each.ask(view.about(p)).answer) for p, _ in group]
        bad = [p.facts.name for (p, a), (_, b) in zip(found, group, strict=True) if a == "not_met" and b == "met"]
        unclear = [
            p.facts.name
            for (p, a), (_, b) in zip(found, group, strict=True)
            if a == "undecided" or (a != "met" and b != "met")
        ]
        if bad or len(group) < self.at_least_people:
            text = f"{len(bad)} 人不满足" + (f"({'、'.join(bad[:5])})" if self.by_name and bad else "")
            return Finding("not_met", f"{len(group)} 人里{text},要求人人满足" if bad else f"只有 {len(group)} 人")
        if unclear:
            return Finding("undecided", f"{len(group)} 人里有 {len(unclear)} 人还不能定({'、'.join(unclear[:5])})")
        return Finding("met", f"{len(group)} 人都满足")
