"""What goes with a claim: evidence with alternatives, the approval chain, public notice, fund, duties, silent clauses."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workshop.claims.rules.conditions import BOTH, Condition, ConditionKind
from workshop.claims.rules.kinds import Choice, Day, Flag, Many, Text, Whole, said
from workshop.claims.rules.paperlists import BODIES, COLUMNS, DOCUMENTS, FORMS, FUNDS, NOTICE_PLACES
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import MONEY
from workshop.claims.rules.stated import Stated, StatedKind

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """一份材料。any_of 里每一项是一种办法,一种办法可以是几样东西一起(再套一层 [ ])。"""

    name: str = said(Text(), "材料在文件里的叫法")
    any_of: tuple[tuple[str, ...], ...] = said(Many(Many(Choice(DOCUMENTS, "材料"))), "任一种办法即可;只有一种就写一种")
    of: str = said(Choice(("车间", "每人", "每户"), "对象"), "车间交一份,还是每人一份", "车间")
    copies: int = said(Whole(1, 20), "几份", 1)
    form: str = said(Choice(FORMS, "形式"), "原件、复印件……", "复印件")
    stamped: bool = said(Flag(), "true:要盖章", False)
    months: int | None = said(Whole(1, 60), "要几个月的(近6个月工资表写 6)", None)
    only_if: Condition | None = said(ConditionKind(BOTH), "满足这个条件的才要交", None)
    not_if: Condition | None = said(ConditionKind(BOTH), "满足这个条件的不用交(已参保的不交工资表)", None)
    title: str = said(Text(), "表格的正式名称,例如 《奉新县帮扶车间就业补贴申请审批表》", "")
    clause: str = said(Text(), "原文出处或原话", "")

    def judge(self, look: "Look") -> Finding | None:
        """Whether it is on hand for the workshop or the person looked at; None where it is not asked for."""
        if self.only_if is not None and self.only_if.ask(look).answer == "not_met":
            return None
        if self.not_if is not None and self.not_if.ask(look).answer == "met":
            return None
        have = look.person.facts.documents if look.has_person else look.roll.shop.documents
        ways = [[have.get(kind) for kind in way] for way in self.any_of]
        text = f"{self.name}({self.form} {self.copies} 份{'、盖章' if self.stamped else ''})"
        if any(all(way) for way in ways):
            return Finding("met", f"{text}:有", self.clause, "材料")
        if any(False not in way for way in ways):
            return Finding("undecided", f"{text}:没有登记", self.clause, "材料")
        asked = " 或 ".join("加".join(way) for way in self.any_of)
        return Finding(
            "not_met", f"{text}:缺,{asked}都可以" if len(self.any_of) > 1 else f"{text}:缺", self.clause, "材料"
        )


@dataclass(frozen=True, kw_only=True)
class ApprovalStep:
    """审批的一步;几个部门联合办就写几个。"""

    bodies: tuple[str, ...] = said(Many(Choice(BODIES, "部门")), "谁办")
    does: str = said(Text(), "办什么:初审、审核、核对身份、审批、拨付……")
    days: int | None = said(Whole(0, 366), "几天内", None)
    working_days: bool = said(Flag(), "true:工作日", True)
    name: str = said(Text(), "部门在文件里的叫法", "")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """公示一次。"""

    by: str = said(Choice(BODIES, "部门"), "谁公示")
    where: tuple[str, ...] = said(Many(Choice(NOTICE_PLACES, "地方")), "公示在哪里")
    days: int | None = said(Whole(1, 366), "几天;原文没有写就不写", None)
    working_days: bool = said(Flag(), "true:工作日", False)
    columns: tuple[str, ...] = said(Many(Choice(COLUMNS, "栏目")), "公示哪几栏;不写按张贴表的常用栏目", ())
    clause: str = said(Text(), "原文出处或原话", "")


@dataclass(frozen=True, kw_only=True)
class Fund:
    """钱从哪里来。"""

    source: str = said(Choice(FUNDS, "资金"), "资金来源")
    name: str = said(Text(), "文件里的叫法,例如 天津帮扶资金", "")
    stacks: bool | None = said(Flag(), "false:同一资金不得叠加;不写是原文没有写", None)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """领了以后要做到的事:保证金、资产归村集体、稳岗几年、挂牌、分红、退回……"""

    what: str = said(Text(), "做什么")
    months: int | None = said(Whole(0, 600), "多少个月", None)
    yuan: Stated | None = said(StatedKind(MONEY), "多少元(保证金)", None)
    otherwise: str = said(Text(), "做不到怎样", "")
    clause: str = said(Text(), "原文出处或原话", "")


@dataclass(frozen=True, kw_only=True)
class Silence:
    """原文没有写清的地方,和这里的处理。"""

    about: str = said(Text(), "哪一点没有写清")
    choice: str = said(Text(), "这里怎样处理(按什么算,或待定)")
    reason: str = said(Text(), "为什么这样处理")


@dataclass(frozen=True, kw_only=True)
class Term:
    """名称随时间变:从某天起,什么叫什么。"""

    what: str = said(Text(), "通用叫法,例如 车间、人员、主管部门")
    name: str = said(Text(), "印在表上的叫法")
    from_: date | None = said(Day(), "从哪天起", None)


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """认定以后的管理:多久查一次、达不到给多久缓冲、能不能恢复、淡季算不算运行。"""

    check_months: int | None = said(Whole(1, 60), "几个月查一次", None)
    buffer_months: int | None = said(Whole(0, 60), "监测待处置的缓冲期,几个月", None)
    can_restore: bool | None = said(Flag(), "true:重新达标可以恢复", None)
    off_season_runs: bool | None = said(Flag(), "true:季节性车间淡季算正常运行", None)
    yearly_grade: bool | None = said(Flag(), "true:每年评等级", None)
    clause: str = said(Text(), "原文出处或原话", "")
