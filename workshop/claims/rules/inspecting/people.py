"""Checks of who people are: one person under two numbers; cards, telephones and addresses in common."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from itertools import combinations

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, WorkerFacts
from workshop.claims.rules.inspecting.identity import how_same, plain
from workshop.claims.rules.inspecting.limits import PHONE_AGE, SAME_ADDRESS_HOUSEHOLDS
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import names, of_people
from workshop.kernel.idno import age_on
from workshop.kernel.text import fold

_HOUSE = re.compile(r"[0-9一二三四五六七八九十]+(号|室|户)")
_SHARED_HOUSES = ("宿舍", "车间", "厂", "公司", "村委会", "安置点")
Groups = dict[Hashable, list[WorkerFacts]]


def grouped(facts: InspectionFacts, key: Callable[[WorkerFacts], Hashable]) -> Groups:
    """People by something they may have in common; those without it are left out."""
    found: Groups = defaultdict(list)
    for worker in facts.workers.values():
        if mark := key(worker):
            found[mark].append(worker)
    return {mark: people for mark, people in found.items() if len(people) > 1}


def _together(one: WorkerFacts, other: WorkerFacts) -> bool:
    """Employed at the same time: who left and came back has two numbers and is one."""
    return (one.left is None or one.left >= other.hired) and (other.left is None or other.left >= one.hired)


@check("same_person", "一人两个工号", (1,), (2,), "同一人用两种写法、新旧身份证号重复登记,补贴领两份")
def find_same_person(facts: InspectionFacts) -> Iterator[Question]:
    """Two numbers that mean one person, however he is written, employed at the same time."""
    asked: set[tuple[int, int]] = set()
    for key in (lambda one: one.person, lambda one: one.old, lambda one: one.born):
        for people in grouped(facts, key).values():
            for one, other in combinations(people, 2):
                how = how_same(one, other)
                if how and _together(one, other) and (one.id, other.id) not in asked:
                    asked.add((one.id, other.id))
                    sentence = f"{names([one, other])}:{how}"
                    yield of_people("same_person", [one, other], sentence, "一个人只有一个工号;请对照身份证原件")


@check("shared_card", "几人一张银行卡", (2,), (5,), "工资打到同一张卡,领钱的不是干活的人")
def find_shared_card(facts: InspectionFacts) -> Iterator[Question]:
    """A card that more than one worker is paid to."""
    owners: dict[str, dict[int, WorkerFacts]] = defaultdict(dict)
    tails = {}
    for worker in facts.workers.values():
        for card in worker.cards:
            owners[card.key][worker.id] = worker
            tails[card.key] = card.tail
    for key, mine in owners.items():
        people = list(mine.values())
        again = len({plain(one.name) for one in people}) == 1 and not _together(people[0], people[-1])
        if len(people) > 1 and not again:
            sentence = f"尾号 {tails[key]} 的银行卡登记在 {len(people)} 人名下:{names(people)}"
            yield of_people("shared_card", people, sentence, "各人有各人的卡", tails[key])


@check("card_owner", "卡不是本人的", (2,), (5,), "持卡人与工人不是同一个人")
def find_card_owner(facts: InspectionFacts) -> Iterator[Question]:
    """The account that is in use is in another name."""
    for worker in facts.workers.values():
        begun = [one for one in worker.cards if one.since <= facts.on]
        card = max(begun, key=lambda one: one.since, default=None)
        if card and card.holder and plain(card.holder) != plain(worker.name):
            sentence = f"{worker.number} {worker.name} 的工资卡(尾号 {card.tail})户名是 {card.holder}"
            usual = "户名就是工人本人;代收的要有本人书面委托"
            yield of_people("card_owner", [worker], sentence, usual, card.tail, card.holder)


@check("shared_phone", "几户一个电话", (2,), (5,), "几个人留同一个电话,督查打电话核实都由一人接")
def find_shared_phone(facts: InspectionFacts) -> Iterator[Question]:
    """A telephone in several households; within one it is usual, and so is an old person with a child's."""
    for phone, everybody in grouped(facts, lambda one: one.phone).items():
        people = _humans(everybody)
        homes = {_house(one.address) for one in people}
        apart = _households(people) > 1 and (len(homes) > 1 or "" in homes)
        if apart and not _with_a_child(facts, people):
            sentence = f"{names(people)} 留的是同一个电话(尾号 {str(phone)[-4:]}),却不是一户"
            yield of_people("shared_phone", people, sentence, "一家人可以共用,不同户各有各的电话", str(phone)[-4:])


@check("shared_address", "几户一个门牌", (2,), (5,), "借来的身份证都登记在一处")
def find_shared_address(facts: InspectionFacts) -> Iterator[Question]:
    """A house number that several households have; dormitories are meant to be shared."""
    for address, everybody in grouped(facts, lambda one: _house(one.address)).items():
        people = _humans(everybody)
        if _households(people) >= SAME_ADDRESS_HOUSEHOLDS:
            sentence = f"{names(people)} 是 {_households(people)} 户,住址都写 {address}"
            yield of_people("shared_address", people, sentence, "一个门牌住一两户", address)


def _with_a_child(facts: InspectionFacts, people: list[WorkerFacts]) -> bool:
    """One house and an old person who left its number."""
    young = [one for one in people if not one.born or age_on(one.born, facts.on) < PHONE_AGE]
    return len(people) - len(young) == 1 and _households(young) == 1


def _humans(people: list[WorkerFacts]) -> list[WorkerFacts]:
    """Each once, with his latest number: who left and came back has two."""
    return list({one.person or (plain(one.name), one.born): one for one in people}.values())


def _house(address: str) -> str:
    text = fold(address)
    return "" if any(word in text for word in _SHARED_HOUSES) or not _HOUSE.search(text) else text


def _households(people: list[WorkerFacts]) -> int:
    return len({one.household or str(one.id) for one in people})
