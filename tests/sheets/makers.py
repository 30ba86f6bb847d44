"""Small workbooks made in memory, the known workers and operations of the samples, and readings as comparable text."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from workshop.kernel.faults import Fault
from workshop.sheets.cells import Workbook
from workshop.sheets.known import KnownOperation, KnownWorker, Operations, Workers
from workshop.sheets.opening import open_workbook

SAMPLES = Path(__file__).parents[2].parent / "shared" / "real-input"


def sample(name: str) -> Workbook:
    """One of the office files; skips where they are not laid out beside the checkout."""
    return open_workbook(sample_bytes(name), name)


def sample_bytes(name: str) -> bytes:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"../shared/real-input/{name} is not beside the checkout")
    return path.read_bytes()


def sample_table(name: str) -> Counter:
    """The rows of a CSV beside the samples, heading left out."""
    return Counter(tuple(row) for row in list(csv.reader(io.StringIO(sample_bytes(name).decode("utf-8"))))[1:])


def sample_known(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sample_bytes(f"known/{name}").decode("utf-8"))))


def sample_workers() -> Workers:
    return Workers([KnownWorker(row["worker_no"], row["name"]) for row in sample_known("workers.csv")])


def sample_operations() -> Operations:
    return Operations(
        [
            KnownOperation(row["op_code"], row["op_name"], row["product_name"], row["unit"])
            for row in sample_known("operations.csv")
        ]
    )


def fault_rows(faults: Sequence[Fault]) -> Counter:
    """Faults as the samples list them."""
    return Counter((f.place, str(f.row), f.column, f.value, f.outcome, f.reason) for f in faults)


def brief(faults: Sequence[Fault]) -> list[tuple[int, str, str]]:
    """Row, column and reason of each fault, in order."""
    return sorted((f.row, f.column, f.reason) for f in faults)


def make_xlsx(*sheets: tuple[str, list[list]], merged: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """Sheets of rows; texts stay texts, a text that begins with `=` in a tuple ("f", ...) is a formula.

    `("n", number, format)` is a number under a format. Merged ranges and hidden rows are those of the first sheet.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for index, (name, rows) in enumerate(sheets):
            page = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    _write(book, page, row, column, value)
            if index == 0:
                for span in merged:
                    _merge(page, span, rows)
                for row in hidden:
                    page.set_row(row - 1, None, None, {"hidden": True})
    return buffer.getvalue()


def _write(book, page, row, column, value) -> None:
    if isinstance(value, tuple) and value[0] == "f":
        page.write_formula(row, column, value[1], None, value[2] if len(value) > 2 else 0)
    elif isinstance(value, tuple):
        page.write_number(row, column, value[1], book.add_format({"num_format": value[2]}))
    elif hasattr(value, "year"):
        page.write_datetime(row, column, value, book.add_format({"num_format": "yyyy-mm-dd"}))
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif value not in (None, ""):
        page.write_string(row, column, value)


def _merge(page, span: str, rows) -> None:
    from xlsxwriter.utility import xl_cell_to_rowcol

    first, last = (xl_cell_to_rowcol(end) for end in span.split(":"))
    value = rows[first[0]][first[1]]
    page.merge_range(*first, *last, value)


def make_book(*sheets: tuple[str, list[list]], name: str = "表.xlsx", **more) -> Workbook:
    return open_workbook(make_xlsx(*sheets, **more), name)


def mended(content: bytes) -> Workbook:
    """A workbook of faulty rows, opened again."""
    return open_workbook(content, "待改.xlsx")


WORKERS = Workers(
    [
        KnownWorker("S001", "王桂香"),
        KnownWorker("S002", "李秀英"),
        KnownWorker("S003", "赵大山"),
        KnownWorker("S017", "王丽"),
        KnownWorker("S031", "王丽"),
        KnownWorker("S040", "古丽巴哈尔·吐尔逊"),
    ]
)
OPERATIONS = Operations(
    [
        KnownOperation("GLV-01", "织片", "劳保手套", "双"),
        KnownOperation("GLV-02", "缝合", "劳保手套", "双"),
        KnownOperation("GLV-07", "装袋", "劳保手套", "袋"),
        KnownOperation("MSH-07", "装袋", "干香菇", "袋"),
        KnownOperation("MSH-01", "剪脚", "干香菇", "kg"),
        KnownOperation("HOM-05", "手套翻面", "居家手工", "双"),
    ]
)
