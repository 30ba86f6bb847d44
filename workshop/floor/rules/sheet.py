"""The day sheet 日报表: what was typed becomes entries, or faults that stand beside the field they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.floor.rules.entries import EntryFault, NewOutput
from workshop.kernel.money import PRICE_SCALE, BadNumber
from workshop.kernel.quantities import QUANTITY_SCALE, parse_quantity

COLUMNS = ("good", "defect_own", "defect_other")  # as the sheet's fields are called: good-101, defect_own-101
EXACT_DIGITS = 7  # a quantity has three decimals, a price four


class Typed(NamedTuple):
    """What stands in one field; `column` is one of COLUMNS."""

    worker_id: int
    column: str
    text: str


@dataclass(frozen=True)
class SheetFault:
    """A field that cannot be saved as it stands."""

    worker_id: int
    column: str
    sentence: str


def read_fields(fields: Mapping[str, str]) -> list[Typed]:
    """The filled fields of a sheet; names that are no field of one are left out."""
    typed = []
    for name, text in fields.items():
        column, _, number = name.partition("-")
        if column in COLUMNS and number.isascii() and number.isdigit() and len(number) < 19 and text.strip():
            typed.append(Typed(int(number), column, text.strip()))
    return typed


def build_entries(
    typed: list[Typed], on: date, operation_id: int, unit: str, band: str
) -> tuple[list[NewOutput], list[SheetFault]]:
    """An entry for each worker with a number above nothing, and what cannot be read. Ids are left for the action's caller."""
    amounts: dict[int, dict[str, int]] = {}
    faults = []
    for worker_id, column, text in typed:
        try:
            amounts.setdefault(worker_id, {})[column] = parse_quantity(text, unit)
        except BadNumber as error:
            faults.append(SheetFault(worker_id, column, f"「{text[:30]}」{error}。请改正后再保存"))
    entries = [
        _entry(on, worker_id, operation_id, row, band) for worker_id, row in amounts.items() if any(row.values())
    ]
    return entries, faults


def _entry(on: date, worker_id: int, operation_id: int, row: Mapping[str, int], band: str) -> NewOutput:
    good, own, other = (row.get(column, 0) for column in COLUMNS)
    return NewOutput("", on, worker_id, operation_id, good, own, other, band)


def faults_by_worker(entries: list[NewOutput], faults: tuple[EntryFault, ...]) -> list[SheetFault]:
    """The action's faults as faults of the sheet's fields; what is not a quantity stands beside the good count."""
    return [
        SheetFault(entries[fault.row].worker_id, fault.field if fault.field in COLUMNS else "good", str(fault))
        for fault in faults
    ]


def exact_amount(quantity: int, price: int) -> int:
    """quantity × price without any rounding, in 1/10,000,000 yuan (pay rules 1.7)."""
    return quantity * price


def format_exact(value: int) -> str:
    """An exact amount as yuan: trailing zeros are dropped below the fen, nothing is rounded."""
    whole, fraction = divmod(abs(value), PRICE_SCALE * QUANTITY_SCALE)
    digits = f"{fraction:0{EXACT_DIGITS}d}"
    return f"{'-' if value < 0 else ''}{whole:,}.{digits[:2]}{digits[2:].rstrip('0')}"
