"""Words about training, money already received, and the open ones: a question somebody answers, a figure somebody enters."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.between import Between
from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import BOTH, Condition, condition
from workshop.claims.rules.facts import FigureFacts, TrainingFacts
from workshop.claims.rules.kinds import Choice, Flag, Many, Text, said
from workshop.claims.rules.months import first_day, last_day
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import COUNT, DAYS, PLAIN, Scale
from workshop.claims.rules.windows import Window, WindowKind
from workshop.claims.rules.wordlists import TRAININGS
from workshop.kernel.quantities import format_quantity

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

EVER = Window(kind="历来")
ABOUT = ("人", "户", "车间")


@condition("培训")
@dataclass(frozen=True, kw_only=True, eq=False)
class Trained(Bounded):
    """参加过其中一种培训,天数合要求;可以要求有证书。"""

    SCALE: ClassVar[Scale] = DAYS
    EXAMPLE: ClassVar[str] = '{ is = "培训", kinds = ["以工代训"], at_least = 30 }'
    kinds: tuple[str, ...] = said(Many(Choice(TRAININGS, "培训")), "其中任一种")
    certificate: bool = said(Flag(), "true:要有结业或等级证书", False)
    mentor: bool = said(Flag(), "true:问的是师傅,不是学员", False)
    window: Window = said(WindowKind(), "培训在哪段期间里", Window(kind="本项期间"))

    def complaint(self) -> str:
        """Days may stay open."""
        return ""

    def judge(self, look: "Look") -> Finding:
        trainings = look.person.facts.trainings
        asked = "、".join(self.kinds) + ("并有证书" if self.certificate else "")
        periods, why = self.window.resolve(look)
        if trainings is None or not periods:
            return Finding("undecided", why or f"培训没有登记,要求{asked}")
        first, last = periods[0][0], periods[-1][1]
        if look.month is not None:
            first, last = first_day(look.month), last_day(look.month)
        found = [t for t in trainings if self._fits(t) and t.first <= last and t.last >= first]
        if not found:
            return Finding("not_met", f"没有参加{asked}")
        if self.certificate and not any(t.certificate for t in found):
            unclear = any(t.certificate is None for t in found)
            return Finding(
                "undecided" if unclear else "not_met", f"{asked}:证书{'没有登记' if unclear else '没有拿到'}"
            )
        if not any((self.at_least, self.more_than, self.at_most, self.less_than)):
            return Finding("met", f"参加过{asked}")
        low = sum(t.half_days or 0 for t in found)
        return self.compare(look, f"{asked}", low, None if any(t.half_days is None for t in found) else low)

    def _fits(self, training: TrainingFacts) -> bool:
        return training.kind in self.kinds and training.mentor == self.mentor


@condition("已领补贴")
@dataclass(frozen=True, kw_only=True, eq=False)
class Received(Condition):
    """在这段期间里已经领过其中一种补贴,多用在 not 里;同一补贴不得重复一般写在 exclusions。"""

    EXAMPLE: ClassVar[str] = '{ not = { is = "已领补贴", schemes = ["一次性交通补贴"], window = "历来" } }'
    schemes: tuple[str, ...] = said(Many(Text()), '补贴的名称:本系统的写 "文件id/补贴名",别的写名称')
    window: Window = said(WindowKind(), "看哪一段期间", EVER)

    def judge(self, look: "Look") -> Finding:
        received = look.person.facts.received if look.has_person else look.roll.shop.received
        asked = "、".join(self.schemes)
        periods, why = self.window.resolve(look)
        if received is None or not periods:
            return Finding("undecided", why or f"有没有领过{asked},还没有核对")
        first, last = periods[0][0], periods[-1][1]
        if self.window.kind == "历来":  # money is remembered from before the first month that is known
            first = date.min
        mine = [r for r in received if {r.scheme, r.scheme.split("/")[-1]} & set(self.schemes)]
        hits = [r for r in mine if r.first <= last and r.last >= first]
        if not hits:
            return Finding("not_met", f"没有领过{asked}")
        return Finding("met", "领过" + "、".join(f"{r.scheme}({r.first} 至 {r.last})" for r in hits))


@condition("申领日期", BOTH)
@dataclass(frozen=True, kw_only=True, eq=False)
class ClaimedBetween(Between):
    """申领那一天在 from 至 to 之间(两头都含);早申领全额、晚申领打折时用在 按条件 里。"""

    EXAMPLE: ClassVar[str] = '{ is = "申领日期", to = 2024-06-30 }'
    EVENT: ClassVar[str] = "申领"

    def day(self, look: "Look") -> date:
        """The day that the claim is asked about."""
        return look.asked.on


@condition("确认", BOTH)
@dataclass(frozen=True, kw_only=True, eq=False)
class Confirmed(Condition):
    """由人回答是或否的问题(词汇里没有的要求都可以这样写);没有人回答就是待定。"""

    EXAMPLE: ClassVar[str] = '{ is = "确认", question = "没有拖欠工资、没有生产安全事故" }'
    question: str = said(Text(), "问题,写成回答「是」就满足的样子")
    about: str = said(Choice(("人", "车间"), "对象"), "问人还是问车间;在人的条件里问车间时写 车间", "人")

    def judge(self, look: "Look") -> Finding:
        of_person = look.has_person and self.about == "人"
        answers = look.person.facts.answers if of_person else look.roll.shop.answers
        found = answers.get(self.question)
        if found is None:
            return Finding("undecided", f"请确认:{self.question}")
        return Finding("met" if found else "not_met", f"{self.question}:{'是' if found else '否'}")


@condition("登记数字", BOTH)
@dataclass(frozen=True, kw_only=True, eq=False)
class Entered(Bounded):
    """由人登记的一个数字合要求(营业收入、户人均收入、保证金、带动户数……);没有登记就是待定。"""

    SCALE: ClassVar[Scale] = PLAIN
    EXAMPLE: ClassVar[str] = (
        '{ is = "登记数字", name = "营业收入", unit = "元", at_least = 500000, about = "车间", window = "上一自然年" }'
    )
    name: str = said(Text(), "数字的名称")
    unit: str = said(Text(), "单位", "")
    about: str = said(Choice(ABOUT, "对象"), "人、户或车间的数字", "车间")
    window: Window | None = said(WindowKind(), "这段期间的数字(年营业收入写 上一自然年);不写是最近登记的", None)

    def judge(self, look: "Look") -> Finding:
        if self.about == "车间" or not look.has_person:
            figures = look.roll.shop.figures
        else:
            figures = look.person.facts.figures if self.about == "人" else look.person.facts.household_figures
        entered = figures.get(self.name, ())
        if self.window is not None and entered:
            periods, why = self.window.resolve(look)
            if not periods:
                return Finding("undecided", why)
            entered = tuple(f for f in entered if _within(f, periods[0][0], periods[-1][1]))
        value = (sum(f.value for f in entered) if self.window else entered[-1].value) if entered else None
        found = self.compare(look, self.name, value, value)
        return found if not self.unit else _with_unit(found, value, self)


@condition("带训人数")
@dataclass(frozen=True, kw_only=True, eq=False)
class Mentoring(Bounded):
    """作为师傅带了几名学员(以工代训、以岗代训)。"""

    SCALE: ClassVar[Scale] = COUNT
    EXAMPLE: ClassVar[str] = '{ is = "带训人数", at_least = 1 }'

    def judge(self, look: "Look") -> Finding:
        trainings = look.person.facts.trainings
        if trainings is None:
            return self.compare(look, "带训学员", None, None)
        first, last = look.period
        number = sum(t.trainees for t in trainings if t.mentor and t.first <= last and t.last >= first)
        return self.compare(look, "带训学员", number, number)


def _within(figure: FigureFacts, first: object, last: object) -> bool:
    return (figure.first is None or figure.first >= first) and (figure.last is None or figure.last <= last)  # type: ignore[operator]


def _with_unit(found: Finding, value: int | None, word: Entered) -> Finding:
    if value is None:
        return found
    shown = format_quantity(value)
    sentence = found.sentence.replace(f"{shown} ,", f"{shown} {word.unit},")
    return Finding(found.answer, sentence, shortfall=found.shortfall, exact=found.exact)
