"""Checks of who people are: one person under two numbers, cards, phones and addresses in common, the owner's people, ages."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, WorkerFacts
from workshop.claims.rules.inspecting.limits import EARLIEST_AGE, EXCLUDED, PRESENT, SAME_ADDRESS_HOUSEHOLDS
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import month_ref, names, of_people, worker_ref
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.kernel.idno import age_on
from workshop.kernel.text import fold

_HOUSE = re.compile(r"[0-9一二三四五六七八九十]+(号|室|户)")
_SHARED_HOUSES = ("宿舍", "车间", "厂", "公司", "村委会", "安置点")
NO_CATEGORY = "一般户"
Groups = dict[Hashable, list[WorkerFacts]]


def plain(name: str) -> str:
    """A name without dots and blanks, as banks write it."""
    return fold(name).replace("·", "").replace(".", "").replace("•", "")


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
    """Two numbers with the same name, sex and day of birth, unless two identity numbers say that they are two."""
    for people in grouped(facts, lambda one: one.born and (plain(one.name), one.born, one.sex)).values():
        for at, one in enumerate(people):
            for other in people[at + 1 :]:
                if (not one.person or not other.person) and _together(one, other):
                    sentence = f"{names([one, other])}:姓名、性别和出生日期({one.born})都一样,至少一个没有身份证号"
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
        card = max(worker.cards, key=lambda one: one.since, default=None)
        if card and card.holder and plain(card.holder) != plain(worker.name):
            sentence = f"{worker.number} {worker.name} 的工资卡(尾号 {card.tail})户名是 {card.holder}"
            usual = "户名就是工人本人;代收的要有本人书面委托"
            yield of_people("card_owner", [worker], sentence, usual, card.tail, card.holder)


@check("shared_phone", "几户一个电话", (2,), (5,), "几个人留同一个电话,督查打电话核实都由一人接")
def find_shared_phone(facts: InspectionFacts) -> Iterator[Question]:
    """A telephone in several households; within one it is usual."""
    for phone, people in grouped(facts, lambda one: one.phone).items():
        homes = {_house(one.address) for one in people}
        if _households(people) > 1 and (len(homes) > 1 or "" in homes):
            sentence = f"{names(people)} 留的是同一个电话(尾号 {str(phone)[-4:]}),却不是一户"
            yield of_people("shared_phone", people, sentence, "一家人可以共用,不同户各有各的电话", str(phone)[-4:])


@check("shared_address", "几户一个门牌", (2,), (5,), "借来的身份证都登记在一处")
def find_shared_address(facts: InspectionFacts) -> Iterator[Question]:
    """A house number that several households have; dormitories are meant to be shared."""
    for address, people in grouped(facts, lambda one: _house(one.address)).items():
        if _households(people) >= SAME_ADDRESS_HOUSEHOLDS:
            sentence = f"{names(people)} 是 {_households(people)} 户,住址都写 {address}"
            yield of_people("shared_address", people, sentence, "一个门牌住一两户", address)


def _house(address: str) -> str:
    text = fold(address)
    return "" if any(word in text for word in _SHARED_HOUSES) or not _HOUSE.search(text) else text


def _households(people: list[WorkerFacts]) -> int:
    return len({one.household or str(one.id) for one in people})


@check("owner", "负责人和他的家人", (), (4,), "把老板自己、家里人报成带动的脱贫人口")
def find_owner(facts: InspectionFacts) -> Iterator[Question]:
    """Whoever has the head's name, telephone or household and is counted as somebody the workshop took in."""
    heads = [one for one in facts.workers.values() if facts.head and plain(one.name) == plain(facts.head)]
    homes = {one.household for one in heads if one.household}
    for worker in facts.workers.values():
        if not _counted(facts, worker):
            continue
        why = (
            "与车间负责人同名"
            if worker in heads
            else "电话就是车间负责人的电话"
            if facts.phone and worker.phone == facts.phone
            else f"与车间负责人 {facts.head} 同一户"
            if worker.household in homes
            else ""
        )
        if why:
            sentence = f"{worker.number} {worker.name} {why}"
            yield of_people("owner", [worker], sentence, "负责人本人和同户的人一般不算带动就业", why)


def _counted(facts: InspectionFacts, worker: WorkerFacts) -> bool:
    """In the claim; without one, of a category."""
    if facts.claim:
        return any(one.worker_id == worker.id for one in facts.claim.claim.people)
    return any(entry.holds and entry.name != NO_CATEGORY for entry in worker.categories)


@check("excluded", "不该算的人", (6,), (6,), "一县就业项目里 85 人不符合条件:财政供养、公益岗、已死亡等")
def find_excluded(facts: InspectionFacts) -> Iterator[Question]:
    """A status put down (by hand or from the county's list) that holds while he is in work or claimed."""
    for worker in facts.workers.values():
        for name, first, last in worker.statuses:
            if name not in EXCLUDED:
                continue
            months = tuple(m for m in _months_of(facts, worker) if _overlaps(m, first, last))
            if months:
                since = f",{first} 起" if first else ""
                sentence = (
                    f"{worker.number} {worker.name} 登记为「{name}」{since},这期间有 {len(months)} 个月在册做工或申领"
                )
                refs = (worker_ref(worker.id), *(month_ref((worker.id, m)) for m in months[:3]))
                figures = (name, first, len(months))
                usual = "这些人多数办法不算,已故的人更不会有考勤"
                yield Question("excluded", refs[0], sentence, usual, figures, refs, (worker.id,), months)


def _months_of(facts: InspectionFacts, worker: WorkerFacts) -> list[int]:
    if facts.claim:
        return [m for one in facts.claim.claim.people if one.worker_id == worker.id for m in one.months]
    return sorted(
        month
        for (who, month), days in facts.work.items()
        if who == worker.id and any(day.status in PRESENT or day.worked for day in days)
    )


def _overlaps(month: int, first: date | None, last: date | None) -> bool:
    return (first is None or first <= first_day(month)) and (last is None or last >= last_day(month))


@check("too_young", "未满 16 岁", (12,), (1,), "使用童工")
def find_too_young(facts: InspectionFacts) -> Iterator[Question]:
    """Somebody who was not sixteen on his first day."""
    for worker in facts.workers.values():
        if worker.born and age_on(worker.born, worker.hired) < EARLIEST_AGE:
            age = age_on(worker.born, worker.hired)
            sentence = f"{worker.number} {worker.name} {worker.born} 出生,{worker.hired} 入职时 {age} 周岁"
            yield of_people("too_young", [worker], sentence, "入职时满 16 周岁;请核对出生日期", worker.hired)


@check("two_places", "同一天在两个车间", (1,), (2, 8), "同一个人在几个车间都有考勤,各领一份")
def find_two_places(facts: InspectionFacts) -> Iterator[Question]:
    """Days on which the same identity number was at work in another workshop of the database as well."""
    for other in facts.elsewhere:
        mine = {
            first_day(month).replace(day=day.day)
            for (worker, month), days in facts.work.items()
            if worker == other.worker
            for day in days
            if day.status in PRESENT
        }
        both = sorted(mine & other.days)
        if both:
            who = facts.who(other.worker)
            shown = "、".join(str(on) for on in both[:3])
            sentence = f"{who} 有 {len(both)} 天同时在 {other.workshop} 有考勤,例如 {shown}"
            refs = (worker_ref(other.worker), *(Ref("day", f"{other.worker}/{on}") for on in both[:3]))
            months = tuple(sorted({month_of(on) for on in both}))
            figures = (other.workshop, len(both), both[0], both[-1])
            yield Question("two_places", refs[0], sentence, "一天只在一处", figures, refs, (other.worker,), months)
