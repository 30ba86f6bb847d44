"""Where a notice stands on a day: what is to be done next and until when, what it lacks, and the sentence it ends with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.claims.rules.paperwork import Notice
from workshop.claims.rules.posting.days import day_words
from workshop.claims.rules.posting.values import OUTCOMES, PublicNotice
from workshop.claims.rules.programme import Programme
from workshop.kernel.faults import Refused

OURS = ("车间", "村委会")  # whose notices are put up here, before a claim goes on
Stage = Literal["photo", "hanging", "objections", "take_down", "finish", "finished"]
STAGES: Mapping[Stage, str] = {
    "photo": "张贴了,没有照片",
    "hanging": "公示中",
    "objections": "有异议没有处理",
    "take_down": "满期,可以撤下",
    "finish": "满期,登记结果",
    "finished": "公示完了",
}


@dataclass(frozen=True)
class Next:
    """What is to be done next; `until` is the day it is about, where there is one."""

    stage: Stage
    sentence: str
    until: date | None = None

    @property
    def words(self) -> str:
        """The stage in Chinese."""
        return STAGES[self.stage]


def find_next(notice: PublicNotice, on: date) -> Next:
    """The one next step on a day."""
    last = notice.posting.last
    if notice.finished:
        return Next("finished", notice.result)
    if not notice.list_photos("up"):
        return Next("photo", f"拍一张贴在墙上的照片放进来,看得清名单和周围;公示到{day_words(last)}满", last)
    if on <= last:
        left = (last - on).days
        still = f"还有 {left} 天" if left else "今天是最后一天"
        return Next("hanging", f"公示到{day_words(last)},这一天也算,{still};有人反映就登记下来", last)
    if notice.open_objections:
        return Next("objections", f"有 {len(notice.open_objections)} 起异议没有处理,处理完才能登记结果")
    if notice.taken_down is None:
        return Next("take_down", f"{day_words(last)}已满,可以撤下;撤下前再拍一张,和张贴时的对得上")
    return Next("finish", "登记结果,就可以打印公示结果,请村里盖章")


def tell_result(notice: PublicNotice) -> str:
    """The sentence that a finished notice ends with."""
    count = len(notice.objections)
    if not count:
        return "公示期满无异议"
    removed = sum(one.taken_off for one in notice.objections)
    off = f",其中 {removed} 人已从申领中去掉" if removed else ""
    found = f"属实或部分属实 {sum(one.outcome in ('founded', 'partly') for one in notice.objections)} 起"
    return f"公示期内收到异议 {count} 起,已全部处理,{found}{off}"


def check_finish(notice: PublicNotice, on: date) -> None:
    """Raises Refused for a result that comes too early or that nothing shows."""
    last = notice.posting.last
    if notice.finished:
        raise Refused("结果已经登记过了", "名单变了或要重贴,请登记重新张贴")
    if on <= last:
        raise Refused(f"公示到 {last} 满,{last} 当天也算", f"请在 {last} 以后登记结果", "on")
    if not notice.list_photos("up"):
        raise Refused("没有张贴的照片,看不出贴过", "请先放一张贴在墙上的照片")
    if waiting := notice.open_objections:
        raise Refused(f"还有 {len(waiting)} 起异议没有处理", "请先逐条登记怎样处理的")


def check_take_down(notice: PublicNotice, on: date) -> None:
    """Raises Refused where it came down too early: then it has to hang anew."""
    last = notice.posting.last
    if notice.taken_down:
        raise Refused("已经登记撤下了", "要再贴,请登记重新张贴")
    if on <= last:
        raise Refused(f"{last} 当天也算,那天以后才能撤", "已经撤下或损坏的,请登记重新张贴,日子从头算", "on")


def find_rules(programme: Programme | None, version: str, benefit: str) -> tuple[Notice, ...]:
    """What a programme says of notices of a benefit; `benefit` empty: of the version itself, as recognition has it."""
    versions = [one for one in programme.versions if one.name == version] if programme else []
    for one in versions or (programme.versions[-1:] if programme else ()):
        mine = next((each for each in one.benefits if each.name == benefit), None)
        return (mine.notices if mine else ()) or one.notices
    return ()


def our_rules(rules: Sequence[Notice]) -> tuple[Notice, ...]:
    """Those that the workshop or the village has to see to."""
    return tuple(one for one in rules if one.by in OURS)


@dataclass(frozen=True)
class Listed:
    """Who stands on a sheet and with how much: worker to fen, and the claim's whole sum."""

    people: Mapping[int, int]
    fen: int


def find_changes(posted: Listed, now: Listed) -> str:
    """What stands in the claim and did not hang on the wall; empty: everything hung. Whoever was only taken off needs no new one."""
    added = len(now.people.keys() - posted.people.keys())
    raised = sum(fen > posted.people.get(who, fen) for who, fen in now.people.items())
    told = [f"多了 {added} 人"] if added else []
    told += [f"{raised} 人的金额变多"] if raised else []
    if not told and now.fen > posted.fen:
        told = ["总金额变多"]
    return "、".join(told)


def tell_lacks(
    rules: Sequence[Notice], notices: Sequence[PublicNotice], on: date, still_listed: frozenset[int], changes: str = ""
) -> tuple[str, ...]:
    """What the notices that a programme demands of us still lack before a claim goes on, in sentences.

    `still_listed` are the workers of the claim as it stands, `changes` what changed in it since it hung on the wall.
    """
    found: list[str] = []
    for rule in our_rules(rules):
        mine = next((one for one in notices if one.posted_by == rule.by), None)
        if mine is None:
            found.append(f"文件要{rule.by}公示,还没有登记张贴")
            continue
        step = find_next(mine, on)
        if step.stage != "finished":
            found.append(f"{rule.by}的公示:{step.words}" + (f"({step.until} 满)" if step.stage == "hanging" else ""))
    found += [f"公示以后名单变了({changes}),要重新张贴"] if changes else []
    for notice in notices:
        found += [
            f"{one.name}因异议要从申领中去掉,现在还在名单里"
            for one in notice.objections
            if one.taken_off and one.worker_id in still_listed
        ]
    return tuple(found)


def outcome_words(outcome: str) -> str:
    """An outcome in Chinese; what it is while nobody has answered."""
    return OUTCOMES.get(outcome, "没有处理")
