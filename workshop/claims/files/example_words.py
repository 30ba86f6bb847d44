"""Words in examples that mean nothing to the paper: a category that is none would quietly leave its person out."""

from collections.abc import Iterable, Iterator
from typing import Any

from workshop.claims.files.examples import Example
from workshop.claims.rules.facts import PersonFacts, WorkshopFacts
from workshop.claims.rules.kinds import unknown_word
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.walking import list_conditions
from workshop.claims.rules.wordlists import (
    CATEGORIES,
    CONTRACT_KINDS,
    COSTS,
    DISABILITIES,
    ENTITIES,
    LICENCES,
    MACHINES,
    SHOP_KINDS,
    SITES,
    STATES,
    STATUSES,
    TITLES,
    TRAININGS,
)


def list_strange(example: Example, programme: Programme) -> list[tuple[str, str]]:
    """Words of an example that are neither in the lists nor written in the paper's own conditions: word, sentence."""
    own = {text for one in list_conditions(programme.versions) for text in _texts(vars(one).values())}
    found: dict[str, str] = {}
    for what, words, said in _said(example):
        for word in said:
            if word not in words and word not in own and word not in found:
                wrong = unknown_word(word, list(words), what, ())
                found[word] = f"{wrong.message}「{word}」。{wrong.mend}"
    return list(found.items())


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, tuple):
            yield from (text for text in value if isinstance(text, str))


def _said(example: Example) -> Iterator[tuple[str, tuple[str, ...], Iterable[str]]]:
    for person in example.people:
        yield from _of_person(person)
    yield from _of_shop(example.shop)


def _of_person(person: PersonFacts) -> Iterator[tuple[str, tuple[str, ...], Iterable[str]]]:
    yield "人员类别", CATEGORIES, (one.name for one in person.categories or ())
    yield "身份", STATUSES, person.statuses
    yield "合同类型", CONTRACT_KINDS, (one.kind for one in person.contracts or ())
    yield "培训", TRAININGS, (one.kind for one in person.trainings or ())
    yield "残疾类别", DISABILITIES, (person.disability[0],) if person.disability else ()


def _of_shop(shop: WorkshopFacts) -> Iterator[tuple[str, tuple[str, ...], Iterable[str]]]:
    yield "认定状态", STATES, (one.name for one in shop.states or ())
    yield "称号", TITLES, (one.name for one in shop.titles or ())
    yield "车间类型", SHOP_KINDS, (shop.kind,) if shop.kind else ()
    yield "主体", ENTITIES, (shop.entity,) if shop.entity else ()
    yield "所在地", SITES, shop.sites or ()
    yield "证照", LICENCES, shop.licences or ()
    yield "费用", COSTS, (one.kind for one in shop.costs or ())
    yield "设备", MACHINES, (one.kind for one in shop.machines or ())
