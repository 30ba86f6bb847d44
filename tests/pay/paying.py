"""A locked March whose workers have cards, for tests of money going out."""

import csv
import io
from datetime import date

from openpyxl import Workbook

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at
from workshop.floor.actions import NewOutput, record_output
from workshop.kernel.periods import Period
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.queries.payments import list_payment_lines
from workshop.pay.queries.runs import Run
from workshop.people.actions import add_workers, record_account

TODAY = date(2026, 4, 2)


def a_card(number: int) -> str:
    """A card of nineteen digits with its Luhn digit; 999999 is no bank's."""
    body = f"999999{number:012d}"
    total = sum(d - 9 if d > 9 else d for d in (int(c) * (2 - i % 2) for i, c in enumerate(reversed(body))))
    return f"{body}{-total % 10}"


def give_cards(stage: Stage, *numbers: str, bank: str = "石桥农商行") -> dict[str, str]:
    """A card of his own for each worker number."""
    cards = {number: a_card(int(number)) for number in numbers}
    for number, card in cards.items():
        record_account(BOSS, NOW, W001, stage.workers[number], card, bank_name=bank)
    return cards


def lock(period: Period = MARCH) -> Run:
    compute_run(CHEN, NOW, W001, period)
    approve_run(ZHANG, NOW, W001, period)
    return lock_run(CHEN, NOW, W001, period)


def add_many(stage: Stage, count: int) -> None:
    """So many workers more, each with a card and a day's work of an odd sum."""
    rows = [
        a_new_worker(f"B{n:04}", f"工人{n}", "contract", "承揽", bank_card=a_card(10_000 + n)) for n in range(count)
    ]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    operation = stage.operations["GLV-02"]
    made = [
        NewOutput(f"b{n}", at(2), stage.workers[f"B{n:04}"], operation, (100 + n) * 1000, 0, 0) for n in range(count)
    ]
    record_output(BOSS, NOW, W001, made, on=at(31))


def outcomes(run: Run) -> dict[str, str]:
    """Worker number → what became of the last line."""
    return {line.worker_no: line.outcome for line in list_payment_lines(W001, run.id)}


def line_ids(run: Run, *numbers: str) -> list[int]:
    return [line.id for line in list_payment_lines(W001, run.id) if line.worker_no in numbers and line.live]


def rows_of(content: bytes) -> list[dict[str, str]]:
    """A general CSV as rows."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def a_return(
    rows: list[list[str]], heading: tuple[str, ...] = ("收款账号", "户名", "金额", "处理结果", "失败原因")
) -> bytes:
    """A return file as a bank's CSV in its own encoding."""
    stream = io.StringIO()
    csv.writer(stream).writerows([heading, *rows])
    return stream.getvalue().encode("gb18030")


def a_return_book(rows: list[list[object]], title: str = "批量代发处理结果") -> bytes:
    """The same as a workbook with a title above its headings."""
    book = Workbook()
    sheet = book.active
    for row in ([title], ["序号", "收款账户", "收款人名称", "交易金额", "交易状态", "备注"], *rows):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
