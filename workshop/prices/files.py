"""Price lists 计件单价表 as offices send them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Fault
from workshop.kernel.money import parse_scaled
from workshop.kernel.text import fold
from workshop.sheets.cells import Cell, Sheet, Workbook, letter
from workshop.sheets.dates import find_date, parse_date
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.known import KnownOperation, Operations
from workshop.sheets.layout import Field, Layout, missing, sheet_of
from workshop.sheets.numbers import plain, same_unit
from workshop.sheets.reading import Reading, RowCheck
from workshop.sheets.reasons import Unreadable
from workshop.sheets.table import split_rows

KIND = "prices"
APPRENTICE = "学徒"  # the grade of a second price
_NOT_PRICE = "金额|工资|小时|材料|物料|日产|定额"

FIELDS = (
    Field("op_code", "工序编号", r"工序(?:编号|代码|编码|号)$"),
    Field("product", "产品", "产品|品名|品种|款式|货品|货号"),
    Field("defect_charge", "次品扣款", "(?:次品|废品|不良|疵品|返工).*(?:扣|赔|罚|款|元)"),
    Field("apprentice_price", "学徒单价", "学徒|徒工|见习|新手|实习"),
    Field("price", "单价", "单价|工价|价格|计件价|计件标准|工钱", _NOT_PRICE, required=True),
    Field("operation", "工序", r"工序|作业名称|操作名称|工种|工艺|^名称$", required=True),
    Field("unit", "单位", r"(?:^|计量|计价|计件)单位"),
    Field("valid_from", "执行日期", "(?:执行|生效|起用|启用|开始|起始|实施)(?:时间|日期|日|年月日)?$"),
)
_NEED = frozenset({"operation", "price"})
_PER_UNIT = r"(元|分|角)?(?:[/每](一|十|百|千|万)?(\D+?))?"
_NUMBER = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,9}(?:\.[0-9]{1,12})?"
_PRICE = re.compile(rf"[¥￥]?({_NUMBER}){_PER_UNIT}")
_PRICED_IN = re.compile(rf"\({_PER_UNIT}\)")  # in the heading, for all cells that do not say it themselves
_RANGE = re.compile(r"[0-9.]+元?[~～\-–—至到]+[0-9.]+.*")
_PER = {"一": 0, "十": 1, "百": 2, "千": 3, "万": 4}
_MONEY = {"元": 0, "角": 1, "分": 2}


@dataclass(frozen=True)
class PricesKnown:
    """The operations in the database."""

    operations: Operations


@dataclass(frozen=True)
class PriceLine:
    """One price from a day on, in 1/10000 yuan a unit; `grade` is '' or 学徒; `defect_charge` None where none is written."""

    sheet: str
    row: int
    operation: KnownOperation
    valid_from: date
    grade: str
    rate: int
    defect_charge: int | None


def recognise(workbook: Workbook, known: PricesKnown | None = None) -> tuple[Layout, ...]:
    """A layout for each visible sheet with an operation and a price over its columns; `fixed["date"]` from the title."""
    return tuple(layout for sheet in workbook.sheets if sheet.visible and (layout := _recognise(sheet)))


def _recognise(sheet: Sheet) -> Layout | None:
    heading = find_heading(sheet, FIELDS, _NEED)
    if not heading:
        return None
    columns, headings = lettered(heading)
    first = first_data_row(sheet, heading.last)
    day = _title_date(sheet, heading.first)
    problems = missing(columns, FIELDS)
    if not day and "valid_from" not in columns.values():
        problems += ("没有找到执行日期",)
    fixed = {"date": day.isoformat() if day else ""}
    return Layout(KIND, sheet.name, heading.first, heading.last, first, columns, headings, fixed, problems)


def _title_date(sheet: Sheet, before: int) -> date | None:
    """The day above the headings; one that is said to be of coming into force goes before others."""
    cells = [cell for row in sorted(sheet.rows) if row < before for cell in sheet.rows[row].values()]
    dated = [(bool(re.search("执行|生效|实施|起", cell.text)), day) for cell in cells if (day := _date_in(cell))]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _date_in(cell: Cell) -> date | None:
    return parse_date(cell) if isinstance(cell.value, date) else find_date(cell.text)


def read(workbook: Workbook, layouts: Sequence[Layout], known: PricesKnown) -> Reading[PriceLine]:
    """The prices of all sheets and what is wrong with the rows; of two for one operation and day the first stays."""
    reader = _Reader(known.operations)
    for layout in layouts:
        reader.take(sheet_of(layout, workbook.sheets), layout)
    return Reading(tuple(reader.lines), tuple(reader.faults), reader.carried)


class _Reader:
    def __init__(self, operations: Operations) -> None:
        self.operations = operations
        self.lines: list[PriceLine] = []
        self.faults: list[Fault] = []
        self.priced: set[tuple[str, date]] = set()
        self.carried: dict[tuple[str, int, str], str] = {}

    def take(self, sheet: Sheet, layout: Layout) -> None:
        """All rows of one sheet; a product holds until the next one is named."""
        product = ""
        column = layout.number_of("product")
        named = layout.number_of("operation")
        for row in split_rows(sheet, layout, lambda at, cell: at in (column, named) or self._is_product(cell)).data:
            alone = list(sheet.rows[row].items())
            if len(alone) == 1 and (alone[0][0] == column or self._is_product(alone[0][1])):
                product = alone[0][1].text
                continue
            if column:
                own = sheet.covering(row, column).text
                product = own if own.strip() else product
                self.carried[sheet.name, row, letter(column)] = product
            self._take_row(RowCheck(sheet, layout, row), product)

    def _is_product(self, cell: Cell) -> bool:
        return fold(cell.text) in self.operations.products

    def _take_row(self, check: RowCheck, product: str) -> None:
        lines = self._lines(check, product)
        self.faults += check.faults
        if not check.refusals:
            self.lines += lines
            self.priced.update((line.operation.code, line.valid_from) for line in lines)

    def _lines(self, check: RowCheck, product: str) -> list[PriceLine]:
        operation = self._operation(check, product)
        if operation is None:
            return []
        valid_from = _valid_from(check)
        unit = _unit(check, operation)
        rate = check.read("price", read_price, unit, shift_of(check, "price"))
        apprentice = check.read("apprentice_price", _optional_price, unit, shift_of(check, "apprentice_price"))
        charge = check.read("defect_charge", _optional_price, unit, shift_of(check, "defect_charge"), True)
        if valid_from and (operation.code, valid_from) in self.priced:
            check.refuse("operation", "second_price_for_the_date")
        if valid_from is None or rate is None:
            return []
        prices = [("", rate)] + ([(APPRENTICE, apprentice)] if apprentice is not None else [])
        return [
            PriceLine(check.sheet.name, check.row, operation, valid_from, grade, price, charge)
            for grade, price in prices
        ]

    def _operation(self, check: RowCheck, product: str) -> KnownOperation | None:
        if check.cell("op_code").shown:
            return check.read("op_code", lambda cell: self.operations.get(cell.text))
        return check.read("operation", lambda cell: self._named(cell.text, product))

    def _named(self, name: str, product: str) -> KnownOperation:
        """By product and name; a product that the house calls otherwise does not hide a name that is the only one."""
        if fold(product) in self.operations.products:
            return self.operations.get(name, product)
        return self.operations.get(name)


def _valid_from(check: RowCheck) -> date | None:
    if check.cell("valid_from").shown:
        return check.read("valid_from", parse_date)
    fixed = check.layout.fixed.get("date", "")
    if not fixed:
        check.refuse("valid_from", "date_missing")
        return None
    return date.fromisoformat(fixed)


def _unit(check: RowCheck, operation: KnownOperation) -> str:
    """The unit of the row; it must be the operation's."""
    unit = plain(check.cell("unit")).strip("()元/")
    if unit and not same_unit(unit, operation.unit):
        check.refuse("unit", "unit_differs")
    return unit or operation.unit


def shift_of(check: RowCheck, key: str) -> int:
    """How many powers of ten the heading's own unit lies below the yuan: 单价(分) 2, 单价(元/百条) 2."""
    found = _PRICED_IN.search(check.layout.headings.get(check.layout.letter_of(key), ""))
    return _MONEY.get(found[1], 0) + _PER.get(found[2], 0) if found else 0


def read_price(cell: Cell, unit: str, shift: int = 0, zero: bool = False) -> int:
    """A price in 1/10000 yuan: 0.23, ￥0.14, 4.9分/双, 3元/百条; `shift` holds for bare numbers. Raises Unreadable."""
    text = plain(cell).rstrip("。.整")
    if not text or text in ("—", "/", "-", "——"):
        raise Unreadable("price_missing")
    match = _PRICE.fullmatch(text)
    if not match:
        raise Unreadable("price_is_a_range" if _RANGE.fullmatch(text.lstrip("¥￥")) else "price_unreadable")
    if match[4] and not same_unit(match[4], unit):
        raise Unreadable("unit_differs")
    if match[2] or match[3]:
        shift = _MONEY.get(match[2], 0) + _PER.get(match[3], 0)
    price = _scaled(match[1].replace(",", ""), shift)
    if price == 0 and not zero:
        raise Unreadable("price_is_zero")
    return price


def _scaled(number: str, shift: int) -> int:
    """The number divided by 10**shift, in 1/10000; nothing is rounded."""
    try:
        price = parse_scaled(number, 12, "单价")
    except ValueError as error:
        raise Unreadable("price_unreadable") from error
    if price < 0:
        raise Unreadable("number_negative")
    price, rest = divmod(price, 10 ** (8 + shift))
    if rest:
        raise Unreadable("price_over_4_decimals")
    return price


def _optional_price(cell: Cell, unit: str, shift: int, zero: bool = False) -> int | None:
    """A price that need not be there; a charge of zero is none."""
    if plain(cell) in ("", "—", "/", "-", "——", "无"):
        return None
    return read_price(cell, unit, shift, zero) or None
