"""The way of a claim 申领: which step may follow which, who may take it, and what stands against a check. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workshop.claims.rules.results import Assessment, BenefitResult, PersonResult
from workshop.claims.values import STATES, State
from workshop.kernel.faults import Refused

# What may follow. A returned claim is prepared anew on a new sheet; what was approved is not taken back but repaid.
FOLLOWS: Mapping[State, tuple[State, ...]] = {
    "draft": ("checked", "withdrawn"),
    "checked": ("issued", "draft", "withdrawn"),
    "issued": ("submitted", "issued", "draft", "withdrawn"),
    "submitted": ("approved", "returned", "withdrawn"),
    "returned": ("draft", "withdrawn"),
    "approved": ("received",),
    "received": ("received", "repaid"),
    "repaid": ("repaid",),
    "withdrawn": (),
}
NEEDS_SUM = frozenset({"approved", "received", "repaid"})
NEEDS_REASON = frozenset({"returned", "withdrawn", "repaid", "draft"})


def refuse_step(state: State, to: State) -> None:
    """Raises Refused where `to` cannot follow `state`."""
    if to not in FOLLOWS[state]:
        able = "、".join(STATES[one] for one in FOLLOWS[state]) or "没有下一步"
        raise Refused(f"这项申领现在是「{STATES[state]}」,不能变成「{STATES[to]}」", f"现在可以做的:{able}")


def refuse_same_hand(actor_id: int | None, hands: Collection[int | None], alone: bool) -> None:
    """Who prepared or checked a claim does not submit it (trust 2); `alone`: the workshop has only one manager, on the record."""
    if actor_id is not None and actor_id not in hands:
        return
    if not alone:
        raise Refused(
            "准备、核对这项申领的人不能自己报送", "请换一位负责人或会计登录报送;只有一位负责人的车间可以在下面登记"
        )


def refuse_sum(to: State, fen: int | None, reason: str, money: Mapping[str, int]) -> None:
    """Raises Refused for a sum or reason that is missing, and for more repaid than came."""
    if to in NEEDS_SUM and (fen is None or fen <= 0):
        raise Refused(f"「{STATES[to]}」要写金额", "请填写大于 0 的金额,单位元", "fen")
    if to in NEEDS_REASON and not reason.strip():
        raise Refused("请写原因", "例如:退回补花名册签字", "reason")
    if to == "received" and money["received"] + (fen or 0) != money["approved"] and not reason.strip():
        raise Refused("到账和批准的金额不一样", "请在原因里写明差在哪里,例如:第一期,或扣减 1 人", "reason")
    if to == "repaid" and money["repaid"] + (fen or 0) > money["received"]:
        raise Refused("退回的比到账的还多", "请核对金额", "fen")


@dataclass(frozen=True)
class Checked:
    """What an assessment means for a claim: the people who count, the sum, and what stands against it.

    `against` refuses; `open` may be taken on by somebody who gives a reason.
    """

    version: str
    benefit: BenefitResult
    people: tuple[PersonResult, ...]
    fen: int
    against: tuple[str, ...]
    open: tuple[str, ...]


def check_assessment(found: Assessment, name: str, unfinished: Collection[str] = ()) -> Checked:
    """The one benefit of this name. Raises Refused where the time has none or two of it."""
    parts = [(one.version, benefit) for one in found.versions for benefit in one.benefits if benefit.name == name]
    if len(parts) != 1:
        many = "这段时间里这项补贴有两个版本" if parts else "这段时间里没有这项补贴"
        raise Refused(many, "请把期间分开,每个版本各申领一次" if parts else "请核对期间和文件的有效期")
    version, benefit = parts[0]
    people = tuple(one for one in benefit.people if one.answer == "met")
    against = [one.sentence for one in benefit.findings if one.answer == "not_met"]
    waiting = [one.sentence for one in benefit.findings if one.answer == "undecided"]
    if benefit.window is not None and benefit.window.answer != "met":
        (against if benefit.window.answer == "not_met" else waiting).append(f"申领时间:{benefit.window.sentence}")
    if benefit.amount.low <= 0:
        against.append(f"现在算不出能领的钱:{benefit.amount.sentence}")
    return Checked(version, benefit, people, benefit.amount.low, tuple(against), (*waiting, *unfinished))


def refuse_check(checked: Checked, accept: str) -> None:
    """Raises Refused with every reason; what is only open passes with a reason given by a named person."""
    if checked.against:
        raise Refused("还不能申领:" + ";".join(checked.against), "请先办好这些事,再核对")
    if checked.open and not accept.strip():
        raise Refused(
            "有还没有定的事:" + ";".join(checked.open), "查清以后登记,或写明由谁负责、为什么可以申领", "reason"
        )
