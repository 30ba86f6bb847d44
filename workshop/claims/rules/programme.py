"""A programme: one paper of a place, with its versions by date; the shape of a programme file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.claims.rules.amounts.base import PERSON as BY_PERSON
from workshop.claims.rules.amounts.base import WORKSHOP as BY_WORKSHOP
from workshop.claims.rules.amounts.base import AmountKind, AmountRule
from workshop.claims.rules.calendars import ClaimCalendar, Instalment, Rounding
from workshop.claims.rules.caps import Cap
from workshop.claims.rules.conditions import PERSON, WORKSHOP, Condition, ConditionKind
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.kinds import At, Choice, Day, Flag, Kind, Many, Table, Text, said
from workshop.claims.rules.paperlists import PAYEES, ROUTES
from workshop.claims.rules.paperwork import ApprovalStep, Duty, Evidence, Fund, Notice, Silence, Term, Upkeep
from workshop.claims.rules.scales import PLAIN, RATIO, read_ratio
from workshop.claims.rules.stated import STANDARDS, UNSEEN, StatedKind, read_number
from workshop.claims.rules.windows import Window, WindowKind
from workshop.kernel.dated import Dated, value_on

ASKED_TIME = Window(kind="申领期间")
BASIS = {"A": "政府网站原文", "B": "新闻报道", "C": "转载", "D": "没有看到原文"}
RECOMPUTE = {
    "补差并追回": "同一期间以前批次领过的重新计算,少了补、多了追回(这时不要写同一补贴的 exclusions)",
    "只补差": "少了补,多了不追回",
}
APPLIES = {"服务期": "按做工的时间用当时的版本", "申领日": "按申领那一天用当时的版本"}


class AsWritten(Kind):
    """A number or a share of any unit, one or by date, kept as written."""

    title = '数字、比例(写成 "20%"),或按日期的列表 [{ from = 日期, value = 数字 }, …]'

    def parse(self, raw: object, at: At) -> Any:
        if isinstance(raw, list) and raw:
            StatedKind(RATIO if isinstance(_value_of(raw[0]), str) else PLAIN).parse(raw, at)
        elif raw != UNSEEN and read_ratio(raw) is None and read_number(raw, PLAIN) is None:
            raise self.wrong(raw, at)
        return raw


def _value_of(step: object) -> object:
    return step.get("value") if isinstance(step, dict) else None


@dataclass(frozen=True, kw_only=True)
class Place:
    """适用的地方。code 是行政区划代码(省 2 位、市 4 位、县 6 位、乡镇 9 位);全国写 00。"""

    code: str = said(Text(), "行政区划代码")
    province: str = said(Text(), "省")
    city: str = said(Text(), "市", "")
    county: str = said(Text(), "县", "")
    township: str = said(Text(), "乡镇", "")

    def complaint(self) -> str:
        """The code must have a level's length."""
        fits = self.code.isascii() and self.code.isdigit() and len(self.code) in (2, 4, 6, 9, 12)
        return "" if fits else "code 应是 2、4、6、9 或 12 位数字"


@dataclass(frozen=True, kw_only=True)
class Choosable:
    """县里可以定的数字。value 是这份文件所知道的;没有 value 又没有人录入时待定。"""

    name: str = said(Text(), "名称,别处写 { setting = 名称 }")
    doc: str = said(Text(), "是什么")
    unit: str = said(Text(), "单位", "元")
    value: Any = said(AsWritten(), "数字或比例;随时间变的写 [{ from = 日期, value = 数字 }]", None)
    least: Any = said(AsWritten(), "省里定的下限", None)
    most: Any = said(AsWritten(), "省里定的上限", None)

    def find(self, chosen: Sequence[Dated[object]], on: date) -> tuple[object | None, str]:
        """What holds on a day as written: the county's own choice, else the file's; None with the reason."""
        own = value_on(chosen, on)
        raw = own.value if own else self._in_file(on)
        if raw is None:
            return None, f"县里定的「{self.name}」还没有录入"
        for limit, is_low in ((self.least, True), (self.most, False)):
            if limit is not None and self._outside(raw, limit, is_low):
                return None, f"县里定的「{self.name}」{raw} 超出 {self.least or '不限'} 至 {self.most or '不限'}"
        return raw, ""

    def _in_file(self, on: date) -> object | None:
        if not isinstance(self.value, list):
            return None if self.value == UNSEEN else self.value
        held = [step["value"] for step in self.value if step["from"] <= on]
        return held[-1] if held else None

    def _outside(self, raw: object, limit: object, is_low: bool) -> bool:
        one, other = (read_ratio(x) or read_number(x, PLAIN) for x in (raw, limit))
        return one is not None and other is not None and (one < other if is_low else one > other)


@dataclass(frozen=True, kw_only=True)
class StandardValue:
    """文件自己写明的标准(贫困线、最低工资),只用于这份文件。"""

    name: str = said(Choice(STANDARDS, "标准"), "哪个标准")
    from_: date = said(Day(), "从哪天起")
    yuan: Any = said(AsWritten(), "多少元")


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """认定的一种办法(一种类型)。满足其中一种就可以认定。"""

    name: str = said(Text(), "类型的叫法,例如 厂房式")
    workshop: Condition = said(ConditionKind(WORKSHOP), "关于车间的条件")
    by: str = said(Text(), "谁认定", "")
    clause: str = said(Text(), "原文出处或原话", "")


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """一项补贴。"""

    name: str = said(Text(), "补贴名")
    payee: str = said(Choice(PAYEES, "领款人"), "谁领钱")
    amount: AmountRule = said(AmountKind(), "怎样算钱")
    route: str = said(Choice(ROUTES, "付款办法"), "怎样付", "未写")
    window: Window = said(WindowKind(), "本项期间:看哪一段时间的做工", ASKED_TIME)
    month: MonthTest | None = said(Table(MonthTest), "一个月怎样算;不写用 version 的 month", None)
    workshop: Condition | None = said(ConditionKind(WORKSHOP), "车间要满足的条件", None)
    person: Condition | None = said(ConditionKind(PERSON), "人要满足的条件", None)
    caps: tuple[Cap, ...] = said(Many(Table(Cap)), "上限,依次用", ())
    exclusions: tuple[Exclusion, ...] = said(Many(Table(Exclusion)), "不得重复", ())
    instalments: tuple[Instalment, ...] = said(Many(Table(Instalment)), "分期", ())
    claim: ClaimCalendar | None = said(Table(ClaimCalendar), "申领时间;不写用 version 的", None)
    evidence: tuple[Evidence, ...] = said(Many(Table(Evidence)), "材料;不写用 version 的", ())
    steps: tuple[ApprovalStep, ...] = said(Many(Table(ApprovalStep)), "审批;不写用 version 的", ())
    notices: tuple[Notice, ...] = said(Many(Table(Notice)), "公示;不写用 version 的", ())
    fund: Fund | None = said(Table(Fund), "资金;不写用 version 的", None)
    duties: tuple[Duty, ...] = said(Many(Table(Duty)), "领后要做到的", ())
    round: Rounding = said(Table(Rounding), "取整", Rounding())
    recompute: str = said(
        Choice(RECOMPUTE, "重算"), ";".join(f"{k}={v}" for k, v in RECOMPUTE.items()) + ";不写是不重算", ""
    )
    clause: str = said(Text(), "原文出处或原话", "")

    def complaint(self) -> str:
        """Sums by person need to know which persons."""
        if (
            self.amount.scope != BY_WORKSHOP
            and self.person is None
            and self.amount.scope == BY_PERSON
            and self.amount.WORD
        ):
            return f"「{self.amount.WORD}」按人算,要写 person(人要满足的条件)"
        if self.amount.WORD in ("按人数分档", "等级人数表", "每人合计") and self.person is None:
            return f"「{self.amount.WORD}」要数人,要写 person(数哪些人)"
        return ""


@dataclass(frozen=True, kw_only=True)
class Version:
    """一个版本,从一天起有效。"""

    name: str = said(Text(), "版本的叫法,例如 2022年")
    from_: date = said(Day(), "从哪天起(含)")
    to: date | None = said(Day(), "到哪天止(含);不写是没有写止期", None)
    month: MonthTest | None = said(Table(MonthTest), "一个月怎样算(各项补贴共用)", None)
    recognition: tuple[Recognition, ...] = said(Many(Table(Recognition)), "认定", ())
    upkeep: Upkeep | None = said(Table(Upkeep), "认定后的管理", None)
    benefits: tuple[Benefit, ...] = said(Many(Table(Benefit)), "补贴", ())
    claim: ClaimCalendar | None = said(Table(ClaimCalendar), "申领时间", None)
    evidence: tuple[Evidence, ...] = said(Many(Table(Evidence)), "材料", ())
    recognition_evidence: tuple[Evidence, ...] = said(Many(Table(Evidence)), "认定的材料", ())
    steps: tuple[ApprovalStep, ...] = said(Many(Table(ApprovalStep)), "审批", ())
    notices: tuple[Notice, ...] = said(Many(Table(Notice)), "公示", ())
    fund: Fund | None = said(Table(Fund), "资金", None)
    duties: tuple[Duty, ...] = said(Many(Table(Duty)), "领后要做到的", ())
    silent: tuple[Silence, ...] = said(Many(Table(Silence)), "原文没有写清的", ())
    note: str = said(Text(), "说明", "")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """一份文件。"""

    id: str = said(Text(), "唯一的名称,英文小写和数字,例如 hunan_2022_33")
    title: str = said(Text(), "文件标题")
    number: str = said(Text(), "文号", "")
    place: Place = said(Table(Place), "适用的地方")
    source: str = said(Text(), "出处:网址或哪里得来")
    basis: str = said(Choice(BASIS, "依据"), ";".join(f"{k}={v}" for k, v in BASIS.items()), "A")
    issued: date | None = said(Day(), "发文日期", None)
    checked_on: date | None = said(Day(), "哪天核对过原文;还没有人核对过就不写", None)
    checked_by: str = said(Text(), "谁核对的;还没有人核对过就不写", "")
    applies_by: str = said(Choice(APPLIES, "版本用法"), ";".join(f"{k}={v}" for k, v in APPLIES.items()), "服务期")
    based_on: tuple[str, ...] = said(Many(Text()), "上级文件", ())
    replaces: tuple[str, ...] = said(
        Many(Text()), '在本地代替的上级文件:整份写 id,只代替一项补贴或一种认定写 "id/名称"', ()
    )
    gaps_known: bool = said(Flag(), "true:版本之间的空档是已知的,落在里面的待定", False)
    settings: tuple[Choosable, ...] = said(Many(Table(Choosable)), "县里可以定的数字", ())
    standards: tuple[StandardValue, ...] = said(Many(Table(StandardValue)), "文件写明的标准", ())
    terms: tuple[Term, ...] = said(Many(Table(Term)), "名称", ())
    versions: tuple[Version, ...] = said(Many(Table(Version)), "各版本,从早到晚")

    def complaint(self) -> str:
        """The id must serve as a name in commands."""
        return "" if self.id.isascii() and self.id.replace("_", "").isalnum() else "id 只用英文小写字母、数字和 _"

    def benefit_key(self, benefit: Benefit) -> str:
        """`hunan_2022_33/稳岗补贴`, as received money names it."""
        return f"{self.id}/{benefit.name}"
