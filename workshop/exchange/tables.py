"""Opens an exchange folder: every file of it as rows of texts, numbered as Excel counts them.

A folder of CSV files, or one .xlsx whose sheets have the names of the files. Nothing is judged here but whether a file can
be read at all.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from workshop.exchange.specs import BY_NAME, CHECKED_ELSEWHERE
from workshop.kernel.faults import Fault, Refused
from workshop.kernel.text import fold
from workshop.sheets.cells import Cell, Sheet
from workshop.sheets.opening import open_workbook

MOST_BYTES = 300 * 1024 * 1024
Records = tuple[tuple[int, list[str]], ...]


class Table(NamedTuple):
    """One file: the `name` of its specification, the `place` that faults name, its rows, the headings first."""

    name: str
    place: str
    records: Records


@dataclass(frozen=True)
class Folder:
    """What was found. `unread` names the files that could not be read, `ignored` those that nobody here reads."""

    name: str
    sha256: str
    tables: tuple[Table, ...]
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()


def open_folder(path: Path) -> Folder:
    """The exchange files of a folder or of one workbook. Raises Refused when there is nothing to read."""
    if path.is_file():
        return _open_workbook(path)
    if not path.is_dir():
        raise Refused(f"没有这个文件夹:{path}", "请核对路径")
    files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith(("~$", ".")))
    named = {file.stem.casefold(): file for file in files if file.suffix.casefold() == ".csv"}
    if not named.keys() & BY_NAME.keys():
        books = [file for file in files if file.suffix.casefold() == ".xlsx"]
        if len(books) == 1:
            return _open_workbook(books[0])
        raise Refused(f"文件夹 {path} 里没有交换文件", f"请放入 {'、'.join(list(BY_NAME)[:5])} 等 .csv,或一个 .xlsx")
    return _open_files(path, files, named)


def is_exchange_workbook(names: list[str]) -> bool:
    """Whether a workbook's sheets are named as exchange files are."""
    return any(fold(name) in BY_NAME for name in names)


def _open_files(folder: Path, files: list[Path], named: dict[str, Path]) -> Folder:
    tables, faults, unread = [], [], set()
    digest = hashlib.sha256()
    for name in BY_NAME:
        if name in named:
            records, fault = read_records(named[name])
            digest.update(named[name].read_bytes())
            if fault:
                faults.append(fault)
                unread.add(name)
            else:
                tables.append(Table(name, named[name].name, records))
    known = {*BY_NAME, *CHECKED_ELSEWHERE}
    ignored = [file.name for file in files if file.stem.casefold() not in known or file.suffix.casefold() != ".csv"]
    return Folder(
        folder.resolve().name, digest.hexdigest(), tuple(tables), tuple(faults), frozenset(unread), tuple(ignored)
    )


def read_records(file: Path) -> tuple[Records, Fault | None]:
    """The rows of a CSV file, or the fault that keeps it from being read."""
    if file.stat().st_size > MOST_BYTES:
        return (), Fault(file.name, 0, "", "", "file_too_large", "文件太大", "请分成几个文件夹导入")
    content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message, mend = "文字编码不是 UTF-8", "请在 Excel 里另存为「CSV UTF-8」"
        return (), Fault(file.name, row, "", "", "file_encoding", message, mend)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return tuple((row, cells) for row, cells in enumerate(reader, 1) if any(cells)), None
    except csv.Error:
        message, mend = "从这一行起读不下去:引号没有成对,或一格的文字太长", "请用 Excel 打开这个文件,改正后另存"
        return (), Fault(file.name, reader.line_num, "", "", "file_broken", message, mend)


def _open_workbook(path: Path) -> Folder:
    if path.suffix.casefold() == ".csv":
        raise Refused(f"{path.name} 是一个文件", "请写它所在的文件夹;办公室自己的表请加 --workshop")
    content = path.read_bytes()
    try:
        book = open_workbook(content, path.name)
    except Refused as refused:
        large = refused.message.startswith("文件太大")
        raise Refused(refused.message, "数据多时请改用一个文件夹的 CSV 文件") if large else refused from refused
    tables, ignored = [], []
    for sheet in book.sheets:
        name = fold(sheet.name)
        if name in BY_NAME:
            tables.append(Table(name, f"{path.name}/{sheet.name}", tuple(_sheet_records(sheet))))
        elif name not in CHECKED_ELSEWHERE:
            ignored.append(sheet.name)
    if not tables:
        raise Refused(f"{path.name} 里没有交换文件的工作表", f"工作表应叫 {'、'.join(list(BY_NAME)[:5])} 等")
    return Folder(path.name, hashlib.sha256(content).hexdigest(), tuple(tables), ignored=tuple(ignored))


def _sheet_records(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        texts = [plain_text(cells[column]) if column in cells else "" for column in range(1, max(cells, default=0) + 1)]
        if any(texts):
            yield row, texts


def plain_text(cell: Cell) -> str:
    """What a CSV file would hold for a cell: days as 2026-03-05, numbers with the digits that were typed."""
    if isinstance(cell.value, date):
        return cell.value.isoformat()[:10]
    if isinstance(cell.value, bool):
        return "是" if cell.value else "否"
    if cell.is_number and ":" not in cell.text:
        number = float(cell.value)  # type: ignore[arg-type]
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"
    return cell.text
