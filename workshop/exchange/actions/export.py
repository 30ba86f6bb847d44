"""A workshop written out as exchange files: CSV in a folder, or one .xlsx."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from workshop.exchange.spec import Spec
from workshop.exchange.specs import SPECS
from workshop.exchange.stored import Scope, load_lines
from workshop.kernel.faults import Refused
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

_LONG_NUMBERS = 22  # wide enough for an identity number


def export_folder(actor: Actor, now: datetime, shop: Workshop, target: Path) -> dict[str, int]:
    """Writes every file that has rows; answers rows by file. Whole identity and card numbers leave: that is put on record.

    `target` ending in .xlsx is one workbook, else a folder, which is made; files of the same names are replaced.
    """
    files = {spec: load_lines(Scope(shop), spec.name) for spec in SPECS}
    files = {spec: lines for spec, lines in files.items() if lines}
    counts = {spec.name: len(lines) for spec, lines in files.items()}
    with transaction(actor, now) as tx:
        detail = {"rows": counts, "target": target.name, "holds": "id_no, bank_card, phone"}
        tx.tell("export.folder", f"workshop/{shop.id}", detail, shop.id)
    try:
        _write(files, target)
    except OSError as error:
        raise Refused(f"写不进 {target}({error.strerror})", "请核对路径和权限") from error
    return counts


def _write(files: dict[Spec, list[Any]], target: Path) -> None:
    if target.suffix.casefold() == ".xlsx":
        target.write_bytes(_workbook(files))
        return
    target.mkdir(parents=True, exist_ok=True)
    for spec, lines in files.items():
        with (target / f"{spec.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows_of(spec, lines))


def rows_of(spec: Spec, lines: list[Any]) -> Iterator[list[str]]:
    """The heading row, then each line as texts."""
    yield list(spec.by_name)
    kinds = [(column.kind.write, column.empty) for column in spec.columns]
    for line in lines:
        yield [
            "" if value is None or value == "" or value == () else write(value)
            for value, (write, _) in zip(line[1:], kinds, strict=True)
        ]


def _workbook(files: dict[Spec, list[Any]]) -> bytes:
    """Every cell is text: nothing is turned into a number, a date or a formula by whoever opens it."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    for spec, lines in files.items():
        sheet = book.add_worksheet(spec.name)
        sheet.set_column(0, len(spec.columns) - 1, _LONG_NUMBERS, text)
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(rows_of(spec, lines)):
            for column, value in enumerate(cells):
                sheet.write_string(row, column, value, text if row else head)
    book.close()
    return content.getvalue()
