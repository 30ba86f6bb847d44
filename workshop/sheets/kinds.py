"""Which of the sheets of a workshop a workbook is, by its headings; a person may say otherwise."""

import re

from workshop.kernel.text import fold
from workshop.sheets.cells import Sheet, Workbook
from workshop.sheets.day_row import find_day_row

KINDS = {
    "takehome": "外发领料交货登记",
    "roster": "花名册",
    "prices": "计件单价表",
    "attendance": "考勤表",
    "output": "日产量表",
    "county_reply": "县里核对回复",
}
_TITLES = {
    "takehome": "领料|交货|外发|发料",
    "roster": "花名册|名册|人员登记|人员信息|用工登记",
    "prices": "单价表|工价表|计件标准|单价",
    "attendance": "考勤|出勤表|点名",
    "output": "产量|日报|产能|生产日|计件登记|完成情况",
    "county_reply": "核对|比对|回复",
}
_REPLY = ("^是否(?:属于)?(?:是)?脱贫", "^是否(?:属于)?(?:是)?监测")  # no other sheet asks both
_HEADINGS = {
    "takehome": ("单号", "事项|业务|收发|摘要|类型|领料|交货"),
    "roster": ("姓名", "身份证|公民身份|证件号"),
    "prices": ("工序|作业名称|工种|工艺", "单价|工价|价格"),
    "output": ("姓名|员工|工人|职工", "."),
}
_HEAD_ROWS = 12


def guess_kind(workbook: Workbook) -> str | None:
    """A key of KINDS, None where nothing fits. Headings decide, the title where they leave it open."""
    sheets = [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows]
    for sheet in sheets:
        if kind := _kind_of(sheet, workbook.name):
            return kind
    return None


def _kind_of(sheet: Sheet, file_name: str) -> str | None:
    texts = _head_texts(sheet)
    if all(_any(pattern, texts) for pattern in _REPLY):
        return "county_reply"
    fitting = [kind for kind, patterns in _HEADINGS.items() if all(_any(pattern, texts) for pattern in patterns)]
    if find_day_row(sheet) and _any("姓名|员工|工人|职工", texts):
        fitting.insert(0, "attendance")
    said = " ".join([*texts, fold(sheet.name), fold(file_name)])
    titled = [kind for kind in fitting if re.search(_TITLES[kind], said)]
    strong = [kind for kind in fitting if kind != "output"]
    return next(iter(strong[:1] if len(strong) == 1 else titled), None) or next(iter(fitting), None)


def _head_texts(sheet: Sheet) -> list[str]:
    rows = sorted(sheet.rows)[:_HEAD_ROWS]
    return [fold(cell.text) for row in rows for cell in sheet.rows[row].values() if isinstance(cell.value, str)]


def _any(pattern: str, texts: list[str]) -> bool:
    return any(re.search(pattern, text) for text in texts)
