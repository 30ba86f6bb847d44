"""Rosters 花名册 as offices send them."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Fault
from workshop.kernel.idno import IdNumber, age_on, luhn_holds
from workshop.kernel.text import fold
from workshop.people.files.words import read_category, read_contract, read_hours_system
from workshop.sheets.cells import Cell, Sheet, Workbook
from workshop.sheets.dates import parse_date
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.identity import read_card, read_idno, read_name, read_phone, read_sex
from workshop.sheets.layout import Field, Layout, missing, sheet_of
from workshop.sheets.numbers import NOTHING, parse_number, plain
from workshop.sheets.reading import Reading, RowCheck, check_total_row
from workshop.sheets.reasons import Unreadable
from workshop.sheets.table import Table, split_rows

KIND = "roster"
_HOURLY_UNITS = frozenset({"元", "元/小时", "元/时", "元/h", "元每小时"})
_PEOPLE = frozenset({"人", "名"})
_OTHERS = "紧急|家属|监护|联系人|户主|配偶"

FIELDS = (
    Field("id_no", "身份证号", "身份证|公民身份|证件号|身份号", "地址|住址|有效|正面|反面|复印"),
    Field("worker_no", "编号", r"^(?:工|职工|员工|人员|工人)?(?:编号|工号|代码|号)$"),
    Field(
        "name", "姓名", r"^(?:职工|员工|工人|人员|务工人员|劳动者|本人)?姓名$|^名字$|^姓名[/、]", _OTHERS, required=True
    ),
    Field("sex", "性别", "^性别$"),
    Field("phone", "手机号", "电话|手机|联系方式|联系号码", _OTHERS),
    Field("bank_card", "银行卡号", "卡号|账号|帐号|银行卡|社保卡|一卡通|银行账户|存折", "开户|户名"),
    Field(
        "hire_date",
        "入职日期",
        r"(?:入职|进厂|入厂|到岗|上岗|进车间|入车间|参加工作|用工起始|务工起始)(?:时间|日期|年月日?|日)?$",
    ),
    Field("monitored_kind", "监测类别", "监测(?:类别|类型|种类|对象类)"),
    Field("category", "人员类别", "户类型|户类别|户属性|家庭类型|户别|人员类别|人员类型|身份类别|农户类型"),
    Field("contract_kind", "合同类型", r"(?:合同|协议)(?:类型|类别|种类|性质|形式)?$|用工(?:形式|方式|类型|性质)$"),
    Field("hours_system", "工时制度", r"工时(?:形式|制度|制|类型|类别)?$|工作时间制度"),
    Field("hourly", "小时工价", "(?:小时|每小时|计时)(?:工价|单价|工资|报酬)|时薪|^工价|时工资"),
)
_NEED = frozenset({"name"})


@dataclass(frozen=True)
class RosterKnown:
    """What is in the database already: asks whether an identity number is, and which worker numbers are taken."""

    has_id: Callable[[str], bool] = lambda number: False
    worker_nos: Container[str] = frozenset()


@dataclass(frozen=True)
class RosterLine:
    """One person as the roster has them; '' and None for what it does not say. `hourly` is fen an hour."""

    sheet: str
    row: int
    worker_no: str
    name: str
    sex: str
    id_no: str
    birth_date: date | None
    phone: str
    bank_card: str
    hire_date: date | None
    category: str
    contract_kind: str
    hours_system: str
    hourly: int | None


def recognise(workbook: Workbook, known: RosterKnown | None = None) -> tuple[Layout, ...]:
    """A layout for each visible sheet with a name and two more of the fields over its columns."""
    return tuple(layout for sheet in workbook.sheets if sheet.visible and (layout := _recognise(sheet)))


def _recognise(sheet: Sheet) -> Layout | None:
    heading = find_heading(sheet, FIELDS, _NEED)
    if not heading or len(heading.columns) < 3:
        return None
    columns, headings = lettered(heading)
    first = first_data_row(sheet, heading.last)
    return Layout(KIND, sheet.name, heading.first, heading.last, first, columns, headings, {}, missing(columns, FIELDS))


def read(workbook: Workbook, layouts: Sequence[Layout], known: RosterKnown | None = None) -> Reading[RosterLine]:
    """The people of all sheets and what is wrong with the rows; the first of two with one identity number stays."""
    reader = _Reader(known or RosterKnown())
    for layout in layouts:
        reader.take(sheet_of(layout, workbook.sheets), layout)
    return Reading(tuple(line for line, _ in reader.read), tuple(reader.finish()))


class _Reader:
    def __init__(self, known: RosterKnown) -> None:
        self.known = known
        self.ids: set[str] = set()
        self.numbers: set[str] = set()
        self.read: list[tuple[RosterLine, RowCheck]] = []
        self.faults: list[Fault] = []

    def take(self, sheet: Sheet, layout: Layout) -> None:
        """All rows of one sheet."""
        table = split_rows(sheet, layout)
        for row in table.data:
            check = RowCheck(sheet, layout, row)
            if not _says_something(check):
                continue
            line = read_person(check)
            self._not_twice(check, line)
            if check.refusals:
                self.faults += check.faults
            else:
                self.read.append((line, check))
                self.ids.add(line.id_no)
                self.numbers.add(fold(line.worker_no))
        self.faults += _check_totals(sheet, layout, table)

    def _not_twice(self, check: RowCheck, line: RosterLine) -> None:
        if line.id_no and (line.id_no in self.ids or self.known.has_id(line.id_no)):
            check.refuse("id_no", "duplicate_person")
        elif line.worker_no and (fold(line.worker_no) in self.numbers or line.worker_no in self.known.worker_nos):
            check.refuse("worker_no", "worker_no_used_twice")

    def finish(self) -> list[Fault]:
        """The faults of everything taken, namesakes among them."""
        by_name: dict[str, list[RowCheck]] = {}
        for line, check in self.read:
            by_name.setdefault(fold(line.name), []).append(check)
        for same in by_name.values():
            for check in same if len(same) > 1 else ():
                check.warn("name", "namesake")
        return [*self.faults, *(fault for _, check in self.read for fault in check.faults)]


def _says_something(check: RowCheck) -> bool:
    """A line that is numbered beforehand and holds at most formulas is no person yet."""
    keys = (key for key in check.layout.columns.values() if key and key != "worker_no")
    return any(cell.shown and not cell.formula for key in keys if (cell := check.cell(key)))


def read_person(check: RowCheck) -> RosterLine:
    """One row; what cannot be read is left empty and stands in the check's refusals."""
    name = check.read("name", read_name) or ""
    idno = check.read("id_no", read_idno)
    hired = check.read("hire_date", _hire_date) if check.layout.letter_of("hire_date") else None
    sex = check.read("sex", read_sex) or ""
    _check_identity(check, idno, sex, hired)
    return RosterLine(
        sheet=check.sheet.name,
        row=check.row,
        worker_no="".join(check.cell("worker_no").text.split()).lstrip("'‘"),
        name=name,
        sex=sex or (idno.sex if idno else ""),
        id_no=idno.number if idno else "",
        birth_date=idno.birth_date if idno else None,
        phone=check.read("phone", read_phone) or "",
        bank_card=_read_card(check),
        hire_date=hired,
        category=check.read("category", read_category, check.cell("monitored_kind")) or "",
        contract_kind=check.read("contract_kind", read_contract) or "",
        hours_system=check.read("hours_system", read_hours_system) or "",
        hourly=check.read("hourly", _hourly),
    )


def _check_identity(check: RowCheck, idno: IdNumber | None, sex: str, hired: date | None) -> None:
    """What the number says against what the row says."""
    if idno and sex and sex != idno.sex:
        check.refuse("sex", "sex_differs_from_id")
    if idno and hired and age_on(idno.birth_date, hired) < 16:
        check.refuse("id_no", "under_16")
    if not idno and plain(check.cell("id_no")) in NOTHING:
        check.warn("id_no", "id_missing")


def _read_card(check: RowCheck) -> str:
    card = check.read("bank_card", read_card)
    if card == "":
        check.warn("bank_card", "card_missing")
    elif card and not luhn_holds(card):
        check.warn("bank_card", "card_checksum")
    return card or ""


def _hire_date(cell: Cell) -> date:
    if plain(cell) in NOTHING:
        raise Unreadable("date_missing")
    return parse_date(cell)


def _hourly(cell: Cell) -> int | None:
    text = plain(cell).lstrip("¥￥")
    if text in NOTHING:
        return None
    fen, _ = parse_number(Cell(text, text), 2, _HOURLY_UNITS)
    if fen < 0:
        raise Unreadable("number_negative")
    return fen or None


def _check_totals(sheet: Sheet, layout: Layout, table: Table) -> list[Fault]:
    """A typed number of people against the rows that are there; it stands under the names or the numbers."""
    one_each = dict.fromkeys(table.data, 1000)
    columns = {number: one_each for key in ("name", "worker_no") if (number := layout.number_of(key))}
    return [fault for row in table.totals for fault in check_total_row(sheet, table, row, columns, _PEOPLE)]
