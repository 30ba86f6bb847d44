"""The list that asks a county about people: names and identity numbers out, empty columns for the answer."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter

from workshop.claims.queries.replies import list_people_to_ask
from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden
from workshop.people.actions import unmask_many
from workshop.people.queries import Workshop
from workshop.store.audit import Actor

HEADINGS = ("序号", "工号", "姓名", "身份证号", "是否脱贫", "是否监测", "类别", "户编号", "纳入时间", "备注")
WIDTHS = (6, 10, 12, 22, 10, 10, 16, 16, 14, 24)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def make_asking_list(actor: Actor, now: datetime, shop: Workshop, on: date) -> bytes:
    """Everybody in work with an identity number, as a workbook. Who had it made is on the record. Raises Refused."""
    people = [one for one in list_people_to_ask(shop.id, on) if one.has_number]
    if not people:
        raise Refused("没有一个在职的人有身份证号", "请先在工人页补上身份证号")
    numbers = unmask_many(actor, now, shop.id, "id_no", [one.id for one in people], "导出县里核对名单")
    rows = [(str(at), one.worker_no, one.name, numbers.get(one.id, "")) for at, one in enumerate(people, 1)]
    return _write(f"{shop.name}人员类别核对名单", on, rows)


def _write(title: str, on: date, rows: Sequence[tuple[str, ...]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        sheet = book.add_worksheet("核对名单")
        text = book.add_format({"border": 1, "num_format": "@", "font_name": "宋体"})
        head = book.add_format({"border": 1, "bold": True, "font_name": "宋体", "align": "center"})
        plain = book.add_format({"font_name": "宋体"})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16, "font_name": "宋体"}))
        sheet.write_string(1, 0, f"制表日期:{on}  请县里填写「是否脱贫」以后各列并注明回复日期", plain)
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, head)
        for at, row in enumerate(rows, 3):
            for column in range(len(HEADINGS)):
                sheet.write_string(at, column, _storable(row[column]) if column < len(row) else "", text)
        sheet.freeze_panes(3, 0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _storable(text: str) -> str:
    return "".join("〓" if has_forbidden(char) else char for char in text)
