"""How many people of which kind there are on a day, as counties count them; and what a workshop said of itself."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from workshop.claims.queries.registers import Registers
from workshop.claims.rules.registered import Entry, latest
from workshop.claims.rules.wordlists import CATEGORY_GROUPS, SOCIAL
from workshop.papers.queries.insured import Insurances
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine

OUT_OF_POVERTY, MONITORED = CATEGORY_GROUPS["脱贫人口"], CATEGORY_GROUPS["监测对象"]
ACCIDENT = ("意外险", "雇主责任险")


def list_there(shop: Workshop, on: date) -> list[WorkerLine]:
    """Who works here on a day."""
    return [line for line in list_workers(shop.id, on, who="all") if line.hire_date <= on and not line.has_left(on)]


def count_of(lines: Iterable[WorkerLine], categories: Collection[str]) -> int:
    """How many have one of the categories, each person once."""
    return sum(bool(set(categories) & set(line.categories)) for line in lines)


def is_insurance_known(lines: Sequence[WorkerLine], insurances: Insurances, on: date) -> bool:
    """Whether anybody has said anything of anyone's insurance."""
    return any(insurances.on(line.id, line.worker_no, on) is not None for line in lines)


def count_insured(lines: Sequence[WorkerLine], insurances: Insurances, on: date) -> tuple[int, int]:
    """How many have social insurance of any kind, how many are insured against accidents."""
    covers = [{cover.kind for cover in insurances.on(line.id, line.worker_no, on) or ()} for line in lines]
    return sum(bool(kinds & set(SOCIAL)) for kinds in covers), sum(bool(kinds & set(ACCIDENT)) for kinds in covers)


def find_said(registers: Registers, kind: str, on: date, name: str = "") -> Entry | None:
    """What the workshop said of itself under a kind, and a name where the kind has several, as it holds on a day."""
    mine = registers.entries.get(None, ())
    return latest([entry for entry in mine if entry.kind == kind and entry.name == name], on)


def said(registers: Registers, kind: str, on: date) -> str:
    """As `find_said`, its words; empty where nothing was said."""
    entry = find_said(registers, kind, on)
    return entry.text if entry else ""
