"""Words about who a person is: age, sex, category, household registration, status."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.conditions import Condition, condition
from workshop.claims.rules.counting import one_of
from workshop.claims.rules.days import OnDays
from workshop.claims.rules.kinds import Choice, Flag, Many, Text, Whole, said
from workshop.claims.rules.months import full_months
from workshop.claims.rules.places import PlaceKind, lies_in
from workshop.claims.rules.results import Answer, Finding
from workshop.claims.rules.windows import expand
from workshop.claims.rules.wordlists import CATEGORY_WORDS, DISABILITIES, STATUSES
from workshop.kernel.idno import age_on

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@condition("年龄")
@dataclass(frozen=True, kw_only=True, eq=False)
class Age(OnDays):
    """周岁在范围内,两头都含。男女不同时写 men_ 和 women_;men_、women_ 没有写的一头用 from、to。"""

    EXAMPLE: ClassVar[str] = '{ is = "年龄", from = 16, men_to = 59, women_to = 54, when = "期内每月" }'
    from_: int | None = said(Whole(0, 120), "最小周岁(含)", None)
    to: int | None = said(Whole(0, 120), "最大周岁(含)", None)
    men_from: int | None = said(Whole(0, 120), "男最小", None)
    men_to: int | None = said(Whole(0, 120), "男最大", None)
    women_from: int | None = said(Whole(0, 120), "女最小", None)
    women_to: int | None = said(Whole(0, 120), "女最大", None)

    def _range(self, sex: str) -> tuple[int | None, int | None]:
        low, high = {"男": (self.men_from, self.men_to), "女": (self.women_from, self.women_to)}.get(sex, (None, None))
        return (self.from_ if low is None else low), (self.to if high is None else high)

    def thresholds(self) -> tuple[str, ...]:
        names = ("from_", "to", "men_from", "men_to", "women_from", "women_to")
        return tuple(name for name in names if getattr(self, name) is not None)

    def judge(self, look: "Look") -> Finding:
        person = look.person.facts
        by_sex = any(v is not None for v in (self.men_from, self.men_to, self.women_from, self.women_to))
        if person.born is None or (by_sex and person.sex not in ("男", "女")):
            return Finding("undecided", f"{'出生日期' if person.born is None else '性别'}没有登记")
        born, (low, high) = person.born, self._range(person.sex)
        answer, name = self.over_days(
            look, lambda on: (low or 0) <= age_on(born, on) <= (999 if high is None else high)
        )
        days, _ = self._days(look)
        ages = sorted({age_on(born, on) for on in days})
        shown = f"{ages[0]} 岁" if len(ages) == 1 else f"{ages[0]} 至 {ages[-1]} 岁" if ages else "年龄不明"
        asked = f"{low or 0} 至 {high} 周岁" if high is not None else f"满 {low or 0} 周岁"
        return Finding(answer, f"{name} {shown},要求{asked}", exact=self._exact(person.sex, ages))

    def _exact(self, sex: str, ages: list[int]) -> tuple[str, ...]:
        prefix = {"男": "men_", "女": "women_"}.get(sex, "")
        found = []
        for end in ("from_", "to"):
            own = f"{prefix}{end.rstrip('_')}"
            name = own if prefix and getattr(self, own) is not None else end
            if ages and getattr(self, name) in ages:
                found.append(name)
        return tuple(found)


@condition("性别")
@dataclass(frozen=True, kw_only=True, eq=False)
class Sex(Condition):
    """性别。"""

    EXAMPLE: ClassVar[str] = '{ is = "性别", sex = "女" }'
    sex: str = said(Choice(("男", "女"), "性别"), "男或女")

    def judge(self, look: "Look") -> Finding:
        found = look.person.facts.sex
        return _answer(found == self.sex if found else None, f"性别 {found or '没有登记'},要求{self.sex}")


@condition("人员类别")
@dataclass(frozen=True, kw_only=True, eq=False)
class Category(OnDays):
    """属于其中一类。类别有起止日期,按 when 的那一天问;「脱贫人口含监测对象」等词包括几类人。"""

    EXAMPLE: ClassVar[str] = '{ is = "人员类别", any_of = ["脱贫人口含监测对象"], when = "期内每月" }'
    any_of: tuple[str, ...] = said(Many(Choice(CATEGORY_WORDS, "人员类别")), "其中任一类", ())
    others: tuple[str, ...] = said(Many(Text()), "词表里没有的类别,照原文写(登记人员类别时用同样的字)", ())

    def complaint(self) -> str:
        """At least one category."""
        return super().complaint() or ("" if self.any_of or self.others else "要写 any_of 或 others")

    def judge(self, look: "Look") -> Finding:
        asked, person = expand((*self.any_of, *self.others)), look.person
        words = "、".join((*self.any_of, *self.others))
        answer: Answer
        if person.facts.categories is None:
            return Finding("undecided", f"人员类别没有登记,要求{words}")
        steady = person.always(asked)
        if steady is not None and (self.when != "入职日" or person.facts.hired):
            answer, name = "met" if steady else "not_met", "一直是" if steady else ""
        else:
            answer, name = self.over_days(look, lambda on: person.holds_any(asked, on))
        spans = [s for s in person.facts.categories if s.name in asked] or list(person.facts.categories)
        shown = "、".join(s.name + (f"({s.first} 起)" if s.first else "") for s in spans) or "一般户"
        return Finding(answer, f"{name} {shown},要求{words}".lstrip())


@condition("身份")
@dataclass(frozen=True, kw_only=True, eq=False)
class Status(OnDays):
    """属于其中一种身份,多用在 not 里排除。没有核对过的人按 unrecorded。"""

    EXAMPLE: ClassVar[str] = (
        '{ not = { is = "身份", any_of = ["财政供养人员", "公益性岗位人员"], unrecorded = "不属于" } }'
    )
    any_of: tuple[str, ...] = said(Many(Choice(STATUSES, "身份")), "其中任一种", ())
    others: tuple[str, ...] = said(Many(Text()), "词表里没有的身份,照原文写", ())
    unrecorded: str = said(Choice(("待核", "不属于"), "处理办法"), "没有核对过时:待核(结果待定)或不属于", "待核")

    def complaint(self) -> str:
        """At least one status."""
        return super().complaint() or ("" if self.any_of or self.others else "要写 any_of 或 others")

    def judge(self, look: "Look") -> Finding:
        found: list[tuple[Answer, str]] = [self._one(look, name) for name in (*self.any_of, *self.others)]
        answers = [answer for answer, _ in found]
        answer: Answer = "met" if "met" in answers else "undecided" if "undecided" in answers else "not_met"
        shown = "、".join(name for got, name in found if got == answer)
        text = {"met": "是", "not_met": "不是", "undecided": "还没有核对是不是"}[answer]
        return Finding(answer, f"{text}{shown}")

    def _one(self, look: "Look", name: str) -> tuple[Answer, str]:
        spans = look.person.facts.statuses.get(name)
        if spans is None:
            return ("not_met" if self.unrecorded == "不属于" else "undecided"), name
        if not spans:
            return "not_met", name
        return self.over_days(look, lambda on: any(span.holds(on) for span in spans))[0], name


@condition("残疾")
@dataclass(frozen=True, kw_only=True, eq=False)
class Disability(Condition):
    """残疾类别和等级(一级最重)。"""

    EXAMPLE: ClassVar[str] = '{ is = "残疾", kinds = ["智力", "精神"], most_level = 4 }'
    kinds: tuple[str, ...] = said(Many(Choice(DISABILITIES, "残疾类别")), "其中任一类;不写是任何类别", ())
    most_level: int = said(Whole(1, 4), "等级数不大于;重度写 2", 4)

    def thresholds(self) -> tuple[str, ...]:
        return ("most_level",) if self.most_level < 4 else ()

    def judge(self, look: "Look") -> Finding:
        person = look.person
        asked = ("、".join(self.kinds) or "任何类别") + f" {self.most_level} 级及以上"
        if person.facts.disability is None:
            disabled = person.holds_any(frozenset({"残疾"}), look.asked.last)
            any_will_do = not self.kinds and self.most_level == 4
            answer = disabled if any_will_do or not disabled else None
            told = {None: "残疾类别等级没有登记", True: "是残疾人", False: "残疾:不是"}[answer]
            return _answer(answer, f"{told},要求{asked}")
        kind, level = person.facts.disability
        fits = (not self.kinds or kind in self.kinds) and level <= self.most_level
        return _answer(fits, f"{kind}残疾 {level} 级,要求{asked}", ("most_level",) if level == self.most_level else ())


@condition("户籍")
@dataclass(frozen=True, kw_only=True, eq=False)
class Registered(Condition):
    """户籍在其中一个地方;也可以只问是不是农村户口。"""

    EXAMPLE: ClassVar[str] = '{ is = "户籍", any_of = ["本县"] }'
    any_of: tuple[str, ...] = said(Many(PlaceKind()), "其中任一地方", ())
    rural: bool | None = said(Flag(), "true:农村户口", None)

    def complaint(self) -> str:
        """One of the two must be asked."""
        return "" if self.any_of or self.rural is not None else "要写 any_of 或 rural"

    def judge(self, look: "Look") -> Finding:
        person, answers = look.person.facts, []
        if self.any_of:
            answers.append(one_of(lies_in(person.registered, place, look.base) for place in self.any_of))
        if self.rural is not None:
            answers.append(None if person.rural is None else person.rural == self.rural)
        answer = False if False in answers else None if None in answers else True
        asked = "、".join(self.any_of) + ("" if self.rural is None else " 农村户口" if self.rural else " 非农村户口")
        return _answer(answer, f"户籍 {person.registered or '没有登记'},要求{asked}")


@condition("毕业")
@dataclass(frozen=True, kw_only=True, eq=False)
class Graduated(Condition):
    """毕业不超过几个月(按到岗那一天),或者在申领那一年毕业(毕业年度)。"""

    EXAMPLE: ClassVar[str] = '{ is = "毕业", within_months = 24 }'
    within_months: int | None = said(Whole(0, 240), "到岗时毕业不超过几个月", None)
    this_year: bool = said(Flag(), "true:毕业年度,期间最后一天的那一年毕业", False)

    def thresholds(self) -> tuple[str, ...]:
        return ("within_months",) if self.within_months is not None else ()

    def judge(self, look: "Look") -> Finding:
        on, hired = look.person.facts.graduated, look.person.facts.hired
        if on is None or (self.within_months is not None and hired is None):
            return Finding("undecided", "毕业日期或到岗日期没有登记")
        since = full_months(on, _day_before(hired or on))
        late = self.within_months is not None and since > self.within_months
        fits = not late and (not self.this_year or on.year == look.period[1].year)
        exact = ("within_months",) if since == self.within_months else ()
        asked = "毕业年度" if self.this_year else f"到岗时毕业不超过 {self.within_months} 个月"
        return _answer(fits, f"{on} 毕业,到岗时 {since} 个月,要求{asked}", exact)


def _day_before(on: date) -> date:
    return date.fromordinal(on.toordinal() - 1)


def _answer(found: bool | None, sentence: str, exact: tuple[str, ...] = ()) -> Finding:
    answer: Answer = "undecided" if found is None else "met" if found else "not_met"
    return Finding(answer, sentence, exact=exact)
