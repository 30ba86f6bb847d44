"""The register of checks: each with its numbers on the two closed lists, its Chinese name and the finding it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.questions import Question

Look = Callable[[InspectionFacts], Iterator[Question]]

FOUND = MappingProxyType(  # 督查发现: what inspectors find
    {
        1: "一人重复申领:别的车间、同一资金的别的补贴、姓名几种写法、新旧身份证号",
        2: "几人共用银行卡、电话、住址;卡不是本人的",
        3: "人员类别没有来源、过期、晚于申领的月份",
        4: "有工资没有考勤产量,有考勤产量没有工资",
        5: "考勤太齐:天天出勤、分秒不差、抄别人或上月",
        6: "产量超过工时所能",
        7: "一个晚上补写一个月",
        8: "刚好够到门槛的人",
        9: "评定前人数上去,评定后下来",
        10: "工资没有发放凭证,现金比例高",
        11: "月份锁定以后改单价",
        12: "不满 16 周岁,超过办法的年龄",
        13: "申领的月份没有合同、考勤、工资",
        14: "外发先交后领、交多于领、一批货分记几人",
        15: "有的月份脱贫人口占比不到要求",
        16: "花名册、考勤、工资表、申请表、公示、银行代发的数对不上",
    }
)
RUN = MappingProxyType(  # 应做检查: what the software should look at
    {
        1: "身份证校验、性别出生日期、年龄",
        2: "本车间、同一业主各车间、各月重名重号",
        3: "人员类别的来源、日期、时效",
        4: "与负责人的关系",
        5: "共用银行卡、电话;户名不符",
        6: "不该算的人",
        7: "关门日、法定节假日的考勤;超过 12 小时;整月全勤;雷同",
        8: "产量超过能力;交多于领;先交后领;同时在两处",
        9: "外发工费超过人手;一批货分几人;没有发料",
        10: "有工资没有考勤产量,或者相反",
        11: "工资表、银行、回单、台账一致,每行有凭证",
        12: "最低工资;钟点工工时和结算;扣款限度",
        13: "工资回到负责人的卡;人人一样多",
        14: "现金比例;事后补签;锁定后改价",
        15: "同年同项同月重复申领",
        16: "申领月份在合同、考勤、工资、保险之内",
        17: "认定在前;没有被清理;每个月的占比",
        18: "差一点和刚够的名单;最后一月突然补足",
        19: "人数在申领、评定之前猛增,之后回落",
        20: "申领时间、办法有效期",
        21: "材料齐全、份数、签章、公示天数和照片",
        22: "各处的数一致",
        23: "同一资金重叠",
        24: "到账、差额、退回",
        25: "修改留痕;锁定的月份;印出来的校验码",
    }
)


@dataclass(frozen=True)
class Check:
    """One check. `found`: its numbers in FOUND; `run`: in RUN.

    `finding` is what was found in real inspections or what the check is against; `look` None: `needs` says what the house lacks for it
    or where it is held instead.
    """

    code: str
    name: str
    found: tuple[int, ...]
    run: tuple[int, ...]
    finding: str
    look: Look | None = None
    needs: str = ""


CHECKS: dict[str, Check] = {}


def check(code: str, name: str, found: tuple[int, ...], run: tuple[int, ...], finding: str) -> Callable[[Look], Look]:
    """Puts a rule into the register."""

    def register(look: Look) -> Look:
        _put(Check(code, name, found, run, finding, look))
        return look

    return register


def not_here(code: str, name: str, found: tuple[int, ...], run: tuple[int, ...], needs: str) -> None:
    """A check that is not run here, with the reason."""
    _put(Check(code, name, found, run, "", None, needs))


def _put(one: Check) -> None:
    assert one.code not in CHECKS, one.code
    assert FOUND.keys() >= set(one.found), one.code
    assert RUN.keys() >= set(one.run), one.code
    CHECKS[one.code] = one
