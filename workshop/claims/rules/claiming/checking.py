"""What an assessment means for a claim: who counts, the sum, and what stands against it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from workshop.claims.rules.results import Assessment, BenefitResult, PersonResult
from workshop.kernel.faults import Refused


@dataclass(frozen=True)
class Checked:
    """The benefit with the people who count and the certain sum in fen.

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
    against = [one.sentence for one in benefit.findings if one.answer == "not_met"]
    waiting = [one.sentence for one in benefit.findings if one.answer == "undecided"]
    if benefit.window is not None and benefit.window.answer != "met":
        (against if benefit.window.answer == "not_met" else waiting).append(f"申领时间:{benefit.window.sentence}")
    if benefit.amount.low <= 0:
        against.append(f"现在没有确定能领的钱:{benefit.amount.sentence}")
    people = tuple(one for one in benefit.people if one.answer == "met")
    return Checked(version, benefit, people, benefit.amount.low, tuple(against), (*waiting, *unfinished))


def add_open(checked: Checked, more: Collection[str]) -> Checked:
    """With more that is open."""
    return replace(checked, open=(*checked.open, *more)) if more else checked


def refuse_check(checked: Checked, accept: str) -> None:
    """Raises Refused with every reason; what is only open passes with a reason, given by a named person."""
    if checked.against:
        raise Refused("还不能申领:" + ";".join(checked.against), "请先办好这些事,再核对")
    if checked.open and not accept.strip():
        raise Refused("还有没定的事:" + ";".join(checked.open), "查清以后登记,或写明由谁负责、为什么可以申领", "reason")
