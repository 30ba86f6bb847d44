"""Checks of the categories that people count by: without a source, looked at too long ago, later than what is claimed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claimed import claimed_months
from workshop.claims.rules.inspecting.facts import CategoryFacts, InspectionFacts, WorkerFacts
from workshop.claims.rules.inspecting.limits import LISTED_DAYS, MONITORED, MONITORED_DAYS, SELF_TOLD
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import months_text, of_claimed, of_people
from workshop.claims.rules.months import first_day, last_day
from workshop.people.rules.words import NO_CATEGORY

Entries = tuple[CategoryFacts, ...]
Holder = tuple[WorkerFacts, str]
Lacking = defaultdict[Any, list[Holder]]
MANY = 3  # who lack the same are asked about together
SHOWN = 6  # names in the sentence; all of them stand below it


@check("category_source", "类别没有来源", (3,), (3,), "人员类别没有名册、系统截图或证件作根据")
def find_category_source(facts: InspectionFacts) -> Iterator[Question]:
    """A category that nobody can show: no source, only the worker's word, or no day on which somebody looked."""
    usual = "类别有县乡名册、系统截图或证件,写明谁在哪天核对"
    lacking: Lacking = defaultdict(list)
    for worker, name, entries in _counting(facts):
        sourced = {one.source.strip() for one in entries} - SELF_TOLD
        lack = "没有来源" if not sourced else "" if any(one.checked_on for one in entries) else "没有核对日期"
        if lack:
            lacking[lack].append((worker, name))
    for lack, people in lacking.items():
        yield from _ask("category_source", people, lack, usual, lack)


@check("category_stale", "类别很久没有核对", (3,), (3,), "监测对象早已消除风险,名册还是去年的")
def find_category_stale(facts: InspectionFacts) -> Iterator[Question]:
    """A category looked at longer ago than its kind allows, on the day of the claim."""
    on = facts.claim.claim.on if facts.claim else facts.on
    usual = "监测对象半年内、其他类别一年内核对过;申领以前再请乡里核对一次"
    late: Lacking = defaultdict(list)
    for worker, name, entries in _counting(facts):
        looked = max((one.checked_on for one in entries if one.checked_on), default=None)
        longest = MONITORED_DAYS if name in MONITORED else LISTED_DAYS
        if looked and (on - looked).days > longest:
            late[looked].append((worker, name))
    for looked, people in late.items():
        said = f" {looked} 核对,到 {on} 已有 {(on - looked).days} 天"
        yield from _ask("category_stale", people, said, usual, looked)


def _ask(check: str, people: list[Holder], lack: str, usual: str, figure: object) -> Iterator[Question]:
    """One question a person; where many lack the same, as after an import or a year later, one about all of them."""
    if len(people) < MANY:
        for worker, name in people:
            sentence = f"{worker.number} {worker.name} 的人员类别「{name}」{lack}"
            yield of_people(check, [worker], sentence, usual, name, figure)
        return
    shown = "、".join(f"{worker.number} {worker.name}({name})" for worker, name in people[:SHOWN])
    more = f"等 {len(people)} 个" if len(people) > SHOWN else ""
    everybody = {worker.id: worker for worker, _ in people}.values()
    names = sorted(f"{worker.id}/{name}" for worker, name in people)
    whole = of_people(check, everybody, f"{len(people)} 个人员类别{lack}:{shown}{more}", usual, *names, figure)
    yield replace(whole, subject=Ref("workshop", ""))


@check("category_late", "类别晚于申领的月份", (3,), (3,), "纳入以前、退出以后的月份也申领了")
def find_category_late(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed in which none of the categories that count held on any day."""
    if facts.claim is None:
        return
    for worker_id, months in claimed_months(facts).items():
        worker, names = facts.workers[worker_id], _names(facts, worker_id)
        missing = tuple(month for month in months if names and not _holds(worker, names, month))
        if missing:
            since = min((one.since for one in worker.categories if one.holds and one.name in names), default=None)
            known = f"{since} 起登记" if since else "没有登记"
            sentence = (
                f"{worker.number} {worker.name} 申领的{months_text(missing)}"
                f"不在类别「{'、'.join(sorted(names))}」的时间里({known})"
            )
            claim = facts.claim.claim.id
            yield of_claimed("category_late", worker_id, claim, sentence, "只申领类别成立的月份", since, months=missing)


def _names(facts: InspectionFacts, worker: int) -> frozenset[str]:
    """The categories that he may count by: those of the paper, else those he was claimed with."""
    if facts.claim is None:
        return frozenset()
    said = (one.category for one in facts.claim.claim.people if one.worker_id == worker)
    return facts.claim.categories or frozenset(name for text in said for name in text.split("、")) - {"", NO_CATEGORY}


def _counting(facts: InspectionFacts) -> Iterator[tuple[WorkerFacts, str, Entries]]:
    """People with each category that they count by, and its entries: in the claim, or without one employed today."""
    if facts.claim:
        people = [(facts.workers[one], _names(facts, one)) for one in claimed_months(facts)]
    else:
        everybody = (one for one in facts.workers.values() if one.employed(facts.on))
        people = [(one, frozenset(entry.name for entry in one.categories) - {NO_CATEGORY}) for one in everybody]
    for worker, names in people:
        for name in sorted(names):
            if entries := _standing(worker, name):
                yield worker, name, entries


def _standing(worker: WorkerFacts, name: str) -> Entries:
    """The entries of a category since it last ended."""
    standing: list[CategoryFacts] = []
    for one in sorted(worker.categories, key=lambda entry: entry.since):
        if one.name == name:
            standing = [*standing, one] if one.holds else []
    return tuple(standing)


def _holds(worker: WorkerFacts, names: frozenset[str], month: int) -> bool:
    """Whether one of the categories held on some day of the month; an end is the first day on which it does not."""
    for name in names:
        held = False
        for one in sorted((entry for entry in worker.categories if entry.name == name), key=lambda entry: entry.since):
            if one.since > last_day(month):
                break
            held = one.holds or (held and one.since > first_day(month))
        if held:
            return True
    return False
