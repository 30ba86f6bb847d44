"""Who works there: families, their names, telephones, houses, cards, categories and contracts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.claims.village.habits import Habits
from workshop.claims.rules.inspecting.facts import CardFacts, CategoryFacts, ContractFacts, WorkerFacts
from workshop.claims.rules.months import add_months, first_day, last_day

FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GENERATIONS = "桂秀玉春国建志明永德家世文"
GIVEN = "香英兰芳珍莲芬梅花萍霞娟琴凤云红艳军平强勇华刚贵福成林生山海"
POSTS = ("缝制", "缝制", "后道", "")
CATEGORIES = ("脱贫户",) * 6 + ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户", "低保", "易地搬迁", "残疾")
MONITORED = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
SOURCES = ("县乡村振兴局名册", "防返贫系统截图", "镇帮扶办核对表", "脱贫证明")


@dataclass(frozen=True)
class Person:
    """A worker and how he is: his speed against the middle, the minutes he comes early, how often he stays away (per 1,000 days)."""

    facts: WorkerFacts
    speed: float
    early: int
    away: int
    ride: int = 0  # who comes together: a couple, a van
    home: bool = False
    post: str = "piece"  # piece, team, salary, hourly
    hands: int = 1


def make_people(dice: Random, habits: Habits, months: range) -> list[Person]:
    """Households until the workshop is full, then those who leave and who come in the course of the time."""
    size = dice.choice((8, 12, 16, 20, 25, 30, 45))
    names = dice.sample(FAMILIES, 3)
    people: list[Person] = []
    house = 0
    while len(people) < size:
        house += 1
        people += _household(dice, habits, months, names, house, len(people))
    people = [_hired(dice, habits, _old(dice, one, people), months) for one in people[:size]]
    return people + _newcomers(dice, habits, names, people, months)


def _old(dice: Random, one: Person, people: list[Person]) -> Person:
    """One in ten of those past sixty-five leaves the number of a child, who may work here too."""
    if one.facts.born and one.facts.born.year < 1960 and dice.random() < 0.1:
        return replace(one, facts=replace(one.facts, phone=dice.choice(people).facts.phone))
    return one


def _household(dice: Random, habits: Habits, months: range, names: list[str], house: int, start: int) -> list[Person]:
    """One to three of a family; some share a telephone, some a ride, most a category."""
    count = dice.choices((1, 2, 3), (6, 3, 1))[0]
    phone = _phone(dice)
    shared = dice.random() < 0.35
    category = dice.choice(CATEGORIES) if dice.random() < 0.45 else "一般户"
    group = dice.randrange(1, 9)
    address = dice.choice((f"桃树村{group}组", f"桃树村{group}组{house}号", f"幸福安置点{group}栋{house}室"))
    ride = house if count > 1 and dice.random() < 0.5 else 1000 if habits.van and dice.random() < 0.25 else 0
    mine = []
    for at in range(count):
        one = _person(dice, names, start + at)
        facts = replace(
            one.facts,
            household=f"H{house:03}",
            phone=phone if shared else _phone(dice),
            address=address,
            categories=_categories(dice, category, months),
        )
        mine.append(replace(one, facts=facts, ride=ride, home=dice.randrange(100) < habits.home, hands=count))
    return mine


def _person(dice: Random, names: list[str], key: int) -> Person:
    woman = dice.random() < 0.78
    family = dice.choice(names) if dice.random() < 0.6 else dice.choice(FAMILIES)
    given = dice.choice(GENERATIONS) + dice.choice(GIVEN) if dice.random() < 0.85 else dice.choice(GIVEN)
    age = dice.choices((24, 35, 45, 55, 65), (1, 4, 6, 6, 2))[0]
    born = date(2025 - age, 1, 1) + timedelta(dice.randrange(3000) - 1500)
    number = f"{key + 1:05}"
    post = dice.choices(("piece", "team", "salary", "hourly"), (88, 4, 5, 3))[0]
    facts = WorkerFacts(
        key + 1,
        number,
        family + given,
        "女" if woman else "男",
        born,
        person=f"id-{key}" if dice.random() < 0.98 else "",
        post=dice.choice(POSTS),
        hours_system="part_time" if post == "hourly" else "standard",
        timed=post in ("salary", "hourly"),
    )
    facts = replace(facts, old=f"old-{key}" if facts.person else "", cards=_cards(dice, facts))
    speed = min(1.5, max(0.72, dice.lognormvariate(0, 0.2)))
    return Person(facts, speed, dice.randrange(-4, 16), dice.choice((10, 25, 40, 60, 90)), post=post)


def _phone(dice: Random) -> str:
    return f"13{dice.randrange(10**9):09}"


def _cards(dice: Random, facts: WorkerFacts) -> tuple[CardFacts, ...]:
    """A card of his own; a few old people have none, hardly anybody his daughter's."""
    if dice.random() < (0.15 if facts.born and facts.born.year < 1963 else 0.02):
        return ()
    key = f"card-{facts.id}"
    holder = facts.name if dice.random() < 0.998 else "李" + dice.choice(GENERATIONS) + "红"
    cards = [CardFacts(key, f"{dice.randrange(10_000):04}", holder, date(2023, 1, 1))]
    if dice.random() < 0.08:
        cards.append(CardFacts(f"{key}-new", f"{dice.randrange(10_000):04}", holder, date(2025, 3, 1)))
    return tuple(cards)


def _categories(dice: Random, name: str, months: range) -> tuple[CategoryFacts, ...]:
    """From a list of the county; the village looks again each quarter, at those who left poverty once a year."""
    if name == "一般户":
        return (CategoryFacts(name, date(2023, 6, 1), True, "村委会", date(2023, 6, 1)),)
    since = date(2021, 1, 1) if name in ("脱贫户", "易地搬迁") else date(2022, 1, 1) + timedelta(dice.randrange(900))
    if name in MONITORED and dice.random() < 0.15:
        since = first_day(dice.choice(months)) + timedelta(dice.randrange(28))
    looked = last_day(months[-1]) - timedelta(dice.randrange(90 if name in MONITORED else 280))
    entry = CategoryFacts(name, since, True, dice.choice(SOURCES), max(looked, since))
    end = since + timedelta(dice.randrange(200, 900))
    if name in MONITORED and dice.random() < 0.2 and end <= last_day(months[-1]):
        return entry, CategoryFacts(name, end, False, entry.source, end)
    return (entry,)


def _contracts(dice: Random, person: Person, first: date, until: date) -> tuple[ContractFacts, ...]:
    """Year after year from the first day; at home by the piece."""
    kind = "承揽" if person.home else "非全日制" if person.post == "hourly" else dice.choice(("劳动合同", "劳务协议"))
    if dice.random() < 0.3:
        return (ContractFacts(kind, first, None),)
    found, start = [], first
    while start <= until:
        last = add_months(start, 12) - timedelta(1)
        found.append(ContractFacts(kind, start, last))
        start = last + timedelta(1)
    return tuple(found)


def _insured(dice: Random, first: date, until: date) -> tuple[tuple[str, date | None, date | None], ...]:
    return (("意外险", first, until),) if dice.random() < 0.8 else (("意外险", first, None),)


def hire(dice: Random, person: Person, first: date, left: date | None, months: range) -> Person:
    """The same person with his time at the workshop."""
    until = left or last_day(months[-1] + 6)
    facts = replace(
        person.facts,
        hired=first,
        left=left,
        contracts=_contracts(dice, person, first, until),
        insured=_insured(dice, first, until),
    )
    return replace(person, facts=facts)


def _hired(dice: Random, habits: Habits, person: Person, months: range) -> Person:
    """Most are there from before; one in six leaves some day, to a city or to a grandchild."""
    first = first_day(months[0]) - timedelta(dice.randrange(20, 900))
    span = last_day(months[-1]).toordinal() - first_day(months[0]).toordinal()
    left = first_day(months[0]) + timedelta(dice.randrange(span)) if dice.random() < 0.16 else None
    return hire(dice, person, first, left, months)


def _newcomers(dice: Random, habits: Habits, names: list[str], people: list[Person], months: range) -> list[Person]:
    """In spring after the lanterns, in autumn after the harvest, and some any day; one in four does not stay. Some come back."""
    found: list[Person] = []
    gone = [one for one in people if one.facts.left]
    usual = [month for month in months if month % 12 in (1, 2, 9)] or list(months)
    for key in range(len(people), len(people) * 5 // 4):
        first = first_day(dice.choice(usual if dice.random() < 0.6 else months)) + timedelta(dice.randrange(28))
        before = [one for one in gone if one.facts.left and one.facts.left + timedelta(40) < first]
        if before and dice.random() < 0.3:
            again = dice.choice(before)
            gone.remove(again)
            one, left = replace(again, facts=replace(again.facts, id=key + 1, number=f"{key + 1:05}")), None
        else:
            one = _newcomer(dice, habits, months, names, key)
            left = first + timedelta(dice.randrange(8, 70)) if dice.random() < 0.25 else None
        found.append(hire(dice, one, first, left, months))
    return found


def _newcomer(dice: Random, habits: Habits, months: range, names: list[str], key: int) -> Person:
    one = _person(dice, names, key)
    category = dice.choice(CATEGORIES) if dice.random() < 0.45 else "一般户"
    facts = replace(
        one.facts,
        household=f"N{key:03}",
        phone=_phone(dice),
        address=f"柳树村{dice.randrange(1, 6)}组",
        categories=_categories(dice, category, months),
    )
    return replace(one, facts=facts, home=dice.randrange(100) < habits.home)
