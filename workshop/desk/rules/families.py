"""Families with nobody in work 零就业: who of a household can work, who does, and what nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.kernel.idno import age_on

# What is known of a member. The first two say that somebody has work.
WORK: dict[str, str] = {
    "here": "在本车间做",
    "elsewhere": "在别处做工",
    "none": "没有工作",
    "study": "上学",
    "unable": "不能劳动",
    "unknown": "不清楚",
}
HAS_WORK = ("here", "elsewhere")
# Working age as the county counts it (16 to 59); a county that counts otherwise looks at the list itself. Not checked.
FIRST_AGE, LAST_AGE = 16, 59
Verdict = Literal["none", "unknown", "some", "nobody_able"]
VERDICTS: dict[Verdict, str] = {
    "none": "没有一个人有工作",
    "unknown": "还不清楚",
    "some": "有人有工作",
    "nobody_able": "没有能劳动的人",
}


@dataclass(frozen=True)
class MemberFacts:
    """A member as far as the list needs it; `work` a word of WORK, `told_on` the day it was so."""

    name: str
    relation: str
    birth_date: date | None
    work: str
    told_on: date | None
    place: str = ""


@dataclass(frozen=True)
class Family:
    """A household's verdict with its reason."""

    verdict: Verdict
    sentence: str
    able: int
    working: int
    unknown: int


def judge_family(members: Sequence[MemberFacts], on: date) -> Family:
    """Nobody has work only where of everyone of working age it is known; one unknown leaves it unknown.

    Whoever has work counts whatever his age.
    """
    working = [one for one in members if one.work in HAS_WORK]
    able = [one for one in members if one not in working and is_able(one, on)]
    unknown = [one for one in able if one.work == "unknown" or _age(one, on) is None]
    counts = (len(working) + len(able), len(working), len(unknown))
    if working:
        return Family("some", f"{_names(working)}有工作", *counts)
    if unknown:
        return Family("unknown", f"{_names(unknown)}的情况不清楚", *counts)
    if not able:
        return Family("nobody_able", "家里没有登记能劳动的人" if not members else "没有 16 到 59 岁能劳动的人", *counts)
    return Family("none", f"{_names(able)}都没有工作", *counts)


def is_able(member: MemberFacts, on: date) -> bool:
    """Of working age, or of an age nobody knows, and neither at school nor unable."""
    age = _age(member, on)
    return member.work not in ("study", "unable") and (age is None or FIRST_AGE <= age <= LAST_AGE)


def _age(member: MemberFacts, on: date) -> int | None:
    return age_on(member.birth_date, on) if member.birth_date else None


def _names(members: Iterable[MemberFacts]) -> str:
    names = [member.name for member in members]
    return "、".join(names[:4]) + ("等" if len(names) > 4 else "")
