"""Borrowed identities and people who do not count."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.claims.village.planted.case import Case, busy_months, case, claimed, paid_days, pick, plants, with_worker
from workshop.claims.rules.inspecting.facts import CardFacts, ElsewhereFacts, InspectionFacts
from workshop.claims.rules.months import first_day


def strangers(facts: InspectionFacts, dice: Random, count: int) -> list[int] | None:
    """People of different households who are there now."""
    houses: dict[str, int] = {}
    for one in dice.sample(list(facts.workers.values()), len(facts.workers)):
        if one.left is None:
            houses.setdefault(one.household, one.id)
    return list(houses.values())[:count] if len(houses) >= count else None


@plants("same_person")
def second_number(facts: InspectionFacts, dice: Random) -> Case | None:
    """The same woman again: without her number, by her old one, or with a character written otherwise."""
    mine = [one for one in facts.workers.values() if one.born and one.person and one.left is None]
    if not mine:
        return None
    one, key = dice.choice(mine), max(facts.workers) + 1
    name = dice.choice(
        (one.name, one.name[0] + " " + one.name[1:], one.name[:-1] + "芗" if len(one.name) > 2 else one.name)
    )
    old = one.old if dice.random() < 0.5 else ""
    born = date(one.born.year, 1, 1) if old and one.born and dice.random() < 0.3 else one.born
    again = replace(one, id=key, number=f"{key:05}", name=name, person="", old=old, born=born, cards=(), household="")
    return case(replace(facts, workers={**facts.workers, key: again}), (key,))


@plants("shared_card")
def one_card(facts: InspectionFacts, dice: Random) -> Case | None:
    """A middleman takes the wages of some on one card."""
    people = strangers(facts, dice, dice.randrange(2, 5))
    for one in people or ():
        card = CardFacts("middleman", "8888", facts.workers[one].name, date(2025, 2, 1))
        facts = with_worker(facts, one, cards=(*facts.workers[one].cards, card))
    return case(facts, people) if people else None


@plants("card_owner")
def another_card(facts: InspectionFacts, dice: Random) -> Case | None:
    """The card is the owner's brother's."""
    people = strangers(facts, dice, 1)
    if not people:
        return None
    card = CardFacts("brother", "6666", dice.choice(("赵大成", "钱老板", "孙会计")), facts.on - timedelta(9))
    return case(with_worker(facts, people[0], cards=(*facts.workers[people[0]].cards, card)), people)


@plants("shared_phone")
def one_telephone(facts: InspectionFacts, dice: Random) -> Case | None:
    """Whoever rings to check is answered by one and the same."""
    people = strangers(facts, dice, dice.randrange(2, 6))
    for one in people or ():
        facts = with_worker(facts, one, phone="13911112222")
    return case(facts, people) if people else None


@plants("shared_address")
def one_house(facts: InspectionFacts, dice: Random) -> Case | None:
    """Borrowed identity cards, all of one house."""
    people = strangers(facts, dice, dice.randrange(3, 6))
    for one in people or ():
        facts = with_worker(facts, one, address=f"桃树村3组{dice.choice(('17号', '17 号'))}")
    return case(facts, people) if people else None


@plants("owner")
def owner_s_house(facts: InspectionFacts, dice: Random) -> Case | None:
    """The head himself, his wife, or somebody who answers his telephone is claimed for."""
    people = [one for one, _ in claimed(facts)]
    if not people:
        return None
    one = facts.workers[dice.choice(people)]
    how = dice.randrange(3)
    if how == 0:
        return case(replace(facts, head=one.name), (one.id,))
    if how == 1:
        return case(replace(facts, phone=one.phone), (one.id,))
    head = replace(one, id=9999, number="09999", name="周大成", person="id-9999", old="old-9999")
    return case(replace(facts, head="周大成", workers={**facts.workers, 9999: head}), (one.id,))


@plants("excluded")
def not_to_count(facts: InspectionFacts, dice: Random) -> Case | None:
    """Dead, paid by the state, or on a public post."""
    keys = [(one, mine[0]) for one, mine in claimed(facts) if mine] or busy_months(facts)
    key = pick(dice, keys)
    if key is None:
        return None
    name = dice.choice(("已死亡", "财政供养人员", "公益性岗位人员", "在校学生"))
    since = first_day(key[1]) - timedelta(dice.randrange(300)) if dice.random() < 0.8 else None
    return case(with_worker(facts, key[0], statuses=((name, since, None),)), (key[0],))


@plants("too_young")
def a_child(facts: InspectionFacts, dice: Random) -> Case | None:
    """Fifteen, or some days short of sixteen."""
    one = dice.choice(list(facts.workers.values()))
    born = one.hired.replace(year=one.hired.year - 16, day=1) + timedelta(dice.randrange(31, 700))
    return case(with_worker(facts, one.id, born=born), (one.id,))


@plants("two_places")
def two_sheets(facts: InspectionFacts, dice: Random) -> Case | None:
    """On the attendance of two workshops on some of the same days."""
    key = pick(dice, busy_months(facts, 8))
    if key is None:
        return None
    mine = [first_day(key[1]).replace(day=day.day) for day in paid_days(facts.work[key])]
    both = frozenset(dice.sample(mine, dice.randrange(1, len(mine))))
    other = ElsewhereFacts(key[0], "另一个车间", both | {first_day(key[1]) - timedelta(400)})
    return case(replace(facts, elsewhere=(*facts.elsewhere, other)), (key[0],), (key[1],))
