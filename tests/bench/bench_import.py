"""Checking a roster of 5,000 rows against reading the file alone: `python tests/bench/bench_import.py`."""

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from random import Random

import openpyxl

from workshop.demo.cast import list_people
from workshop.people.files import RosterKnown, read, recognise
from workshop.sheets.opening import open_workbook

ROWS, ROUNDS = 5000, 5
HEADINGS = ("工号", "姓名", "性别", "身份证号", "手机", "银行卡号", "入职日期", "人员类别", "合同类型", "工时制度")


def main() -> None:
    """Prints the medians and their ratio."""
    content = make_file()
    alone = measure(lambda: open_workbook(content, "r.xlsx"))
    whole = measure(lambda: check(content))
    print(f"roster of {ROWS:,} rows: read {alone:.2f} s, read and checked {whole:.2f} s, ratio {whole / alone:.1f}")


def check(content: bytes) -> None:
    """What the wizard does before it shows the rows."""
    workbook, known = open_workbook(content, "r.xlsx"), RosterKnown()
    reading = read(workbook, recognise(workbook, known), known)
    assert len(reading.rows) > ROWS * 0.9, reading.faults[:3]


def make_file() -> bytes:
    """An invented roster, cards and numbers as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for p in list_people(ROWS, date(2026, 1, 1), Random(5)):
        place = (
            p.worker_no,
            p.name,
            p.sex,
            p.id_no,
            f"1{int(p.worker_no[1:]):010d}",
            p.bank_card,
            p.hire_date.isoformat(),
        )
        sheet.append((*place, p.categories[0], p.contract_kind, "标准"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(act: Callable[[], object]) -> float:
    """Processor seconds, the median of the rounds: other work on the machine does not count."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
