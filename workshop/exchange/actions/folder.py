"""Importing an exchange folder: read, checked whole, then written in one transaction or not at all."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workshop.exchange.actions.writing import FolderRefused, write_plan
from workshop.exchange.checks import Plan, check_folder
from workshop.exchange.checks.world import Count
from workshop.exchange.known import load_world
from workshop.exchange.reading import read_folder
from workshop.exchange.tables import open_folder
from workshop.kernel.faults import Fault
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class Imported:
    """What came in: counts by file, doubts that stopped nothing, files that nobody here reads."""

    counts: dict[str, Count]
    warnings: tuple[Fault, ...]
    ignored: tuple[str, ...]


def import_folder(actor: Actor, now: datetime, path: Path, on: date, only: str = "") -> Imported:
    """Imports a folder or a workbook of exchange files; `on` is today, `only` the code of the one workshop meant.

    Raises FolderRefused with every fault there is, or Refused; then nothing was written.
    """
    folder = open_folder(path)
    parts, faults = read_folder(folder)
    with transaction(actor, now):
        world = load_world(parts, on, only)
        plan: Plan = check_folder(parts, world)
        if faults or plan.faults:
            raise FolderRefused((*faults, *plan.faults))
        warnings = write_plan(actor, now, on, plan, parts, folder)
    return Imported(dict(plan.counts), (*plan.warnings, *warnings), folder.ignored)
