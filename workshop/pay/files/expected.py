"""The file of expected pay, and how it differs from what was computed."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workshop.kernel.faults import Refused
from workshop.kernel.money import BadNumber, parse_yuan, plain_yuan

Key = tuple[str, str]
Sums = tuple[str, ...]


def read_expected(path: Path, headings: Mapping[str, str]) -> dict[Key, Sums]:
    """Rows of an `expected_pay` file by worker number and period. Raises Refused for a file that is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"读不了文件 {path}", "应是 UTF-8 的 CSV") from error
    return {_key(row, path): _sums(row, headings, path) for row in rows}


def _key(row: Mapping[str, str], path: Path) -> Key:
    worker_no, period = row.get("worker_no") or row.get("工号"), row.get("period") or row.get("期间")
    if not worker_no or not period:
        raise Refused(f"{path.name} 缺少工号或期间", "表头应有 worker_no 和 period")
    return worker_no, period


def _sums(row: Mapping[str, str], headings: Mapping[str, str], path: Path) -> Sums:
    sums = []
    for name, chinese in headings.items():
        text = row.get(f"{name}_yuan") or row.get(chinese)
        try:
            sums.append(plain_yuan(parse_yuan(text or "")))
        except BadNumber as error:
            raise Refused(f"{path.name} 的「{chinese}」写着「{text}」", str(error)) from error
    return tuple(sums)


def list_differences(
    expected: Mapping[Key, Sums], computed: Mapping[Key, Sequence[Sums]], headings: Mapping[str, str]
) -> Iterator[str]:
    """A Chinese line for each worker and period whose sums differ, or who stands on one side only."""
    for key in sorted(expected.keys() | computed.keys()):
        worker_no, period = key
        ours, theirs = computed.get(key, ()), expected.get(key)
        if theirs is None:
            yield f"{worker_no} {period}:文件里没有,算出应发 {ours[0][0]}、实发 {ours[0][-2]}"
        elif not ours:
            yield f"{worker_no} {period}:没有算出工资,文件里应发 {theirs[0]}、实发 {theirs[-2]}"
        elif theirs not in ours:
            names = headings.values()
            parts = [f"{n} 应为 {t} 算出 {o}" for n, t, o in zip(names, theirs, ours[0], strict=True) if t != o]
            yield f"{worker_no} {period}:" + ",".join(parts)
