"""The legal kind of the relation with someone who takes work home: contracting 承揽 or labour (劳社部发〔2005〕12号).

It follows the person's working-hours system, because that decides everything on the slip (pay rules 5.4). A paper that says
otherwise is told, not followed: a 承揽合同 alone does not make it contracting.
"""

from typing import NamedTuple

LABOUR_CONTRACTS = frozenset({"劳动合同", "非全日制"})
SYSTEM_NAMES = {"standard": "标准工时", "comprehensive": "综合计算工时", "flexible": "不定时", "part_time": "非全日制"}


class Relation(NamedTuple):
    """`kind` is contract or labour; tax, protection and loss are sentences; `contradicts`: the contract says otherwise."""

    kind: str
    chinese: str
    reason: str
    tax: str
    protection: str
    loss: str
    contradicts: bool


def relation_of(hours_system: str, contract_kind: str) -> Relation:
    """From the working-hours system and the kind of contract in force on the day of issue; "" where there is none."""
    if hours_system == "contract":
        told = f"本人登记为承揽,{_told(contract_kind)}"
        return describe("contract", told, contract_kind in LABOUR_CONTRACTS)
    told = f"本人是{SYSTEM_NAMES.get(hours_system, '在册')}职工,{_told(contract_kind)}"
    return describe("labour", told, contract_kind == "承揽", hours_system)


def _told(contract_kind: str) -> str:
    return f"合同是{contract_kind}" if contract_kind else "还没有登记合同"


def describe(kind: str, reason: str, contradicts: bool = False, hours_system: str = "") -> Relation:
    """A relation with what follows from it."""
    if kind == "contract":
        return Relation(
            kind,
            "承揽",
            reason,
            "加工费按劳务报酬预扣个税(每月 800 元以内不扣)",
            "不适用最低工资和加班费",
            "超耗按单上约定赔,最多赔到约定的数",
            contradicts,
        )
    part_time = hours_system == "part_time"
    return Relation(
        kind,
        "劳动用工",
        reason,
        "加工费并入工资,按工资累计预扣个税",
        "外发收入不算进小时最低工资的比较" if part_time else "加工费计入最低工资的比较",
        "超耗赔偿每月不超过应发的 20%,扣后不低于最低工资",
        contradicts,
    )
