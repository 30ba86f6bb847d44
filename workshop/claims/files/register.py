"""A file of facts 登记事项, one a row, in UTF-8 CSV: what an office knows beside the books, for thousands at once."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workshop.claims.rules.kinds import PLAIN_NUMBER
from workshop.claims.rules.registered import Entry, find_complaint
from workshop.kernel.faults import Fault

COLUMNS = ("工号", "事项", "名称", "起始日期", "止期", "是否", "数值", "金额", "内容", "来源", "核对日期")
_FIELDS = {
    "worker": "工号",
    "kind": "事项",
    "name": "名称",
    "value": "数值",
    "text": "内容",
    "valid_to": "止期",
}


@dataclass(frozen=True)
class RegisterLine:
    """A row that can be put down: the entry, and the day its source was checked."""

    entry: Entry
    checked_on: date | None


class _Bad(ValueError):
    """A cell that does not fit: column, value, reason, mend."""


def read_register(path: Path, workers: Mapping[str, int]) -> tuple[list[RegisterLine], list[Fault]]:
    """The rows of a file with the workers' ids by number; an empty number is the workshop. Faults name row and column."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error):
        return [], [Fault(path.name, 1, "", "", "not_csv", "不是 UTF-8 的 CSV", "请另存为「CSV UTF-8」再试")]
    if not rows or not {"事项", "起始日期", "来源"} <= set(rows[0]):
        heading = "、".join(COLUMNS)
        return [], [Fault(path.name, 1, "", "", "no_heading", "第一行没有需要的列名", f"第一行应写:{heading}")]
    lines, faults = [], []
    for number, row in enumerate(rows, 2):
        try:
            lines.append(_line({name: (row.get(name) or "").strip() for name in COLUMNS}, workers))
        except _Bad as bad:
            column, value, reason, mend = bad.args
            faults.append(Fault(path.name, number, column, value, "bad_fact", reason, mend))
    return lines, faults


def _line(row: dict[str, str], workers: Mapping[str, int]) -> RegisterLine:
    worker = _worker(row["工号"], workers)
    first = _read(row, "起始日期", date.fromisoformat, "应写成 2026-03-05")
    if first is None:
        raise _Bad("起始日期", "", "没有写", "从哪天起是这样,就写哪天")
    last = _read(row, "止期", date.fromisoformat, "应写成 2026-03-05")
    checked = _read(row, "核对日期", date.fromisoformat, "应写成 2026-03-05")
    value = _read(row, "数值", lambda text: _times(text, 1000), "应是数字,最多三位小数")
    fen = _read(row, "金额", lambda text: _times(text, 100), "应是元,最多两位小数")
    if row["是否"] not in ("", "是", "否"):
        raise _Bad("是否", row["是否"], "应是 是 或 否", "空着就是「是」")
    if not row["来源"]:
        raise _Bad("来源", "", "没有写来源", "例如 营业执照、乡镇 2026 年 3 月名单")
    entry = Entry(
        worker, row["事项"], row["名称"], first, last, row["是否"] != "否", value, fen, row["内容"], row["来源"]
    )
    sentence, mend, field = find_complaint(entry)
    if sentence:
        column = _FIELDS.get(field, "事项")
        raise _Bad(column, row[column], sentence, mend)
    return RegisterLine(entry, checked)


def _worker(number: str, workers: Mapping[str, int]) -> int | None:
    if not number:
        return None
    if number not in workers:
        raise _Bad("工号", number, "这个车间没有这个工号", "请核对工号;车间的事项不写工号")
    return workers[number]


def _read(row: dict[str, str], column: str, reader: Callable[[str], Any], mend: str) -> Any:
    try:
        return reader(row[column]) if row[column] else None
    except ValueError as error:
        raise _Bad(column, row[column], f"「{row[column]}」看不懂", mend) from error


def _times(text: str, factor: int) -> int:
    if not PLAIN_NUMBER.fullmatch(plain := text.replace(",", "")):
        raise ValueError(text)
    value = Decimal(plain) * factor
    if value < 0 or value != value.to_integral_value():
        raise ValueError(text)
    return int(value)
