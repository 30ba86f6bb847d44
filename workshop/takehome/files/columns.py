"""The columns of a take-home ledger and where it stands in a workbook."""

import re

from workshop.kernel.text import to_half_width
from workshop.sheets.cells import Sheet, Workbook
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.layout import Field, Layout, missing
from workshop.takehome.files.lines import TakehomeKnown

KIND = "takehome"
FIELDS = (
    Field("order_no", "单号", r"(?:^|外发|订|领料|加工|派)单(?:编)?号|外发单|^编号$", required=True),
    Field("inspected_on", "验收日期", "(?:验收|检验|质检|验货)(?:日期|时间|日)"),
    Field("date", "日期", r"日期|^时间$|^月日$", "应交|交期|约定", required=True),
    Field(
        "name", "领活人", r"领活人|领料人|加工户|领货人|承揽人|农户|姓名|户主|加工人|领用人", "经手|经办", required=True
    ),
    Field("event", "事项", r"事项|业务|类型|类别|摘要|收发|^项目$", required=True),
    Field("material_quantity", "物料数量", r"(?:物料|材料|原料|辅料|领料|退料)(?:数量|重量|用量|数)"),
    Field("material", "物料名称", r"物料|材料|原料|辅料"),
    Field("price", "加工费", r"加工费|单价|工价|工费", "合计|总额|金额"),
    Field("defect_other", "次品(来料)", r"(?:次品|不良|废品|次).*(?:来料|料|非本人|他)"),
    Field("defect_own", "次品(本人)", r"次品|不良|废品"),
    Field("good", "合格", r"合格|良品|正品|好货"),
    Field("operation", "产品工序", r"工序|产品|品名|加工内容|货名|活"),
    Field("unit", "单位", r"^(?:计量|计件)?单位"),
    Field("quantity", "数量", r"数量|件数|^数$"),
)
_NEED = frozenset({"order_no", "event", "name"})
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def recognise(workbook: Workbook, known: TakehomeKnown | None = None) -> tuple[Layout, ...]:
    """A layout for each visible sheet with order, event and name over its columns; `fixed["year"]` from its title."""
    found = (_recognise(sheet, workbook.name) for sheet in workbook.sheets if sheet.visible)
    return tuple(layout for layout in found if layout)


def _recognise(sheet: Sheet, file_name: str) -> Layout | None:
    heading = find_heading(sheet, FIELDS, _NEED)
    if not heading:
        return None
    columns, headings = lettered(heading)
    first = first_data_row(sheet, heading.last)
    fixed = {"year": _year(sheet, heading.first, file_name)}
    problems = missing(columns, FIELDS)
    return Layout(KIND, sheet.name, heading.first, heading.last, first, columns, headings, fixed, problems)


def _year(sheet: Sheet, before: int, file_name: str) -> str:
    above = [cell.text for row in sorted(sheet.rows) if row < before for cell in sheet.rows[row].values()]
    found = (_YEAR.search(to_half_width(text)) for text in (*above, sheet.name, file_name))
    return next((match[1] for match in found if match), "")
