"""A small stage: conditions and amounts from the text of a file, asked about facts in the short form of examples."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

from workshop.claims.files.examples import Example, read_example
from workshop.claims.files.reading import Reading, read_programme
from workshop.claims.rules.amounts.base import AmountKind, AmountRule, Heads
from workshop.claims.rules.assess import DEFAULT_MONTH, assess
from workshop.claims.rules.conditions import BOTH, Condition, ConditionKind
from workshop.claims.rules.kinds import At, Wrongs
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.look import Look
from workshop.claims.rules.results import Amount, Assessment, BenefitResult, Finding

CODE = "500237"
YEAR = {"from": date(2022, 1, 1), "to": date(2022, 12, 31)}
HEAD = """
id = "paper"
title = "试行办法"
source = "演示"
checked_on = 2026-01-01
checked_by = "刘科"
[place]
code = "500237"
province = "重庆市"
county = "巫山县"
"""
VERSION = """
[[versions]]
name = "现行"
from = 2020-01-01
month = { counts = ["有工资"] }
"""


def read(text: str) -> Any:
    """A TOML value."""
    return tomllib.loads(f"x = {text}", parse_float=Decimal)["x"]


def condition(text: str) -> Condition:
    """A condition as a file writes it."""
    wrongs = Wrongs()
    found = ConditionKind(BOTH).parse(read(text), At((), Condition, wrongs))
    assert not wrongs, [(w.message, w.mend) for w in wrongs]
    return found


def amount(text: str) -> AmountRule:
    """An amount as a file writes it."""
    wrongs = Wrongs()
    found = AmountKind().parse(read(text), At((), AmountRule, wrongs))
    assert not wrongs, [(w.message, w.mend) for w in wrongs]
    return found


def example(people: list[dict[str, Any]], workshop: dict[str, Any] | None = None, **more: Any) -> Example:
    """Facts of the year 2022, or of the days given."""
    return read_example({**YEAR, "people": people, "workshop": workshop or {}, **more}, CODE, "paper")


def look(people: list[dict[str, Any]], workshop: dict[str, Any] | None = None, **more: Any) -> Look:
    """The point of view of the first person, or of the workshop."""
    found = example(people, workshop, **more)
    roll = Roll(found.shop, found.people)
    return Look(found.asked, roll, found.county, DEFAULT_MONTH, "paper", CODE).about(roll.people[0] if people else None)


def ask(
    text: str, person: dict[str, Any] | None = None, workshop: dict[str, Any] | None = None, **more: Any
) -> Finding:
    """The finding of a condition about one person, or about the workshop with the people given as `people`."""
    people = [person] if person is not None else more.pop("people", [])
    view = look(people, workshop, **more)
    return condition(text).ask(view if person is not None else view.about(None))


def pay(
    text: str, person: dict[str, Any] | None = None, workshop: dict[str, Any] | None = None, heads: int = 0, **more: Any
) -> Amount:
    """The sum of an amount for one person, or for the workshop with so many people who count."""
    return amount(text).compute(look([person or {}], workshop, **more), Heads(heads, heads))


def paper(benefit: str, extra: str = "", version: str = VERSION) -> Reading:
    """A file with one benefit."""
    return read_programme(
        f'{HEAD}{extra}{version}\n[[versions.benefits]]\nname = "补贴"\npayee = "车间"\n{benefit}\n', "试行.toml"
    )


def run(
    benefit: str, people: list[dict[str, Any]], workshop: dict[str, Any] | None = None, extra: str = "", **more: Any
) -> BenefitResult:
    """The result of a benefit for people."""
    return assessment(paper(benefit, extra), people, workshop, **more).versions[0].benefits[0]


def assessment(
    reading: Reading, people: list[dict[str, Any]], workshop: dict[str, Any] | None = None, **more: Any
) -> Assessment:
    """The whole answer of a file."""
    assert reading.programme is not None, [str(f) for f in reading.faults]
    found = example(people, workshop, **more)
    return assess(reading.programme, found.asked, Roll(found.shop, found.people), found.county)
