"""An office's own blank workbook: filled by name, its looks kept, nothing of a user's a formula, hostile files refused."""

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side
from openpyxl.workbook.defined_name import DefinedName

from tests.papers import document_cast
from tests.papers.cast import HEAD, wage
from tests.papers.list_cast import LISTS, NEVER_EMPTY, person
from workshop.kernel.faults import Refused
from workshop.papers.bureau import formulas, opening
from workshop.papers.bureau.filling import fill_template
from workshop.papers.bureau.formulas import is_plain_formula, move_formula
from workshop.papers.bureau.names import find_names
from workshop.papers.bureau.opening import open_template
from workshop.papers.bureau.starter import write_starter
from workshop.papers.bureau.values import gather, list_names
from workshop.papers.layouts.shapes import SHAPES
from workshop.papers.listing import ListBook
from workshop.papers.lists.roster import build_roster
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting.mark import Mark

ROSTER = SHAPES["roster"]
NAMES = {
    "单位名称": "B2",
    "序号": "A5",
    "姓名": "B5",
    "身份证号码": "C5",
    "报酬合计": "D5",
    "名单": "A5:E6",
    "人数": "B9",
}


def blank(names: dict[str, str] | None = None, dress: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """A form of an office: two prepared rows, a sum of its own, a place for a seal merged below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册 1"
    sheet["A1"], sheet["A2"], sheet["A9"], sheet["A11"] = "某县花名册", "单位:", "人数:", "盖章处"
    sheet["D7"] = "=SUM(D5:D6)"
    sheet["A1"].font = Font(name="黑体", size=22)
    for row in (5, 6):
        sheet.row_dimensions[row].height = 31
        for column in range(1, 6):
            sheet.cell(row, column).border = Border(left=Side(style="double"))
    sheet.merge_cells("A11:C12")
    sheet.row_dimensions[11].height = 80
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.print_area, sheet.print_title_rows = "A1:E12", "1:4"
    sheet.oddFooter.left.text = "某县人社局制"
    for name, place in (NAMES if names is None else names).items():
        first, _, last = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", place).partition(":")
        book.defined_names[name] = DefinedName(name, attr_text=f"'花名册 1'!{first}" + (f":{last}" if last else ""))
    dress(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def roster(count: int = 5, **changed: object):
    """A roster of so many people."""
    return build_roster(HEAD, [person(at, **changed) for at in range(count)])


def fill(template: bytes, paper: object = None, mark: Mark | None = None):
    """The first sheet of the filled workbook."""
    of = paper or roster()
    content, _ = fill_template(template, "空白表.xlsx", ROSTER, gather(of, ROSTER, "HMC-2026-0001"), mark or Mark())
    return openpyxl.load_workbook(io.BytesIO(content)).active


def spoil(template: bytes, change: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The workbook with parts put in or changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            how = change.get(name)
            new.writestr(name, how(old.read(name)) if callable(how) else old.read(name))
        for name, how in change.items():
            if not callable(how):
                new.writestr(name, how)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def into_sheet(mark: str, put: str) -> dict[str, Callable[[bytes], bytes]]:
    """Puts something into the sheet's part behind a mark."""
    return {SHEET: lambda part: part.replace(mark.encode(), mark.encode() + put.encode())}


def test_values_stand_in_the_cells_of_their_names() -> None:
    sheet = fill(blank())
    assert (sheet["B2"].value, sheet["B5"].value, sheet["B6"].value) == ("巫山手套车间", "王桂香", "李秀英")
    assert (sheet["C5"].value, sheet["C5"].number_format, sheet["C5"].data_type) == ("99010019750510258X", "@", "s")
    assert (sheet["D5"].value, sheet["D5"].number_format) == (23456.78, '#,##0.00;-#,##0.00;"-"')


def test_rows_are_put_in_and_what_stands_below_moves_down() -> None:
    sheet = fill(blank(), roster(5))
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == [1, 2, 3, 4, 5]
    assert (sheet["D10"].value, sheet["A12"].value, sheet["B12"].value, sheet["A14"].value) == (
        "=SUM(D5:D9)",
        "人数:",
        5,
        "盖章处",
    )
    assert [str(span) for span in sheet.merged_cells.ranges] == ["A14:C15"]
    assert sheet.row_dimensions[14].height == 80
    assert "$A$1:$E$15" in sheet.print_area


def test_looks_and_print_set_up_stay() -> None:
    sheet = fill(blank(), roster(5), Mark("HMC-2026-0001 校验 AAAA-BBBB", watermark="演示"))
    assert {sheet.cell(row, 2).border.left.style for row in range(5, 10)} == {"double"}
    assert {sheet.row_dimensions[row].height for row in range(5, 10)} == {31}
    assert (sheet["A1"].font.name, sheet["A1"].font.size) == ("黑体", 22)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        8,
        "$1:$4",
    )
    assert sheet.oddFooter.left.text == "HMC-2026-0001 校验 AAAA-BBBB 某县人社局制"
    assert sheet.oddHeader.center.text == "演示"


def test_fewer_people_than_rows_leave_the_rest_blank() -> None:
    sheet = fill(blank(), roster(1))
    assert (sheet["B5"].value, sheet["B6"].value, sheet["D7"].value) == ("王桂香", None, "=SUM(D5:D6)")


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1+1", "@SUM(A1)", "-2+3|cmd", "=1+1"])
def test_what_a_user_typed_is_never_a_formula(name: str) -> None:
    content, _ = fill_template(blank(), "x", ROSTER, gather(roster(1, name=name), ROSTER))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.read(SHEET).count(b"<f>") == 1
    assert fill(blank(), roster(1, name=name))["B5"].data_type == "s"


def test_without_its_guard_a_users_text_would_be_a_formula() -> None:
    sheet = openpyxl.Workbook().active
    sheet["A1"] = "=1+1"
    assert sheet["A1"].data_type == "f"


def test_cells_for_a_hand_have_no_name() -> None:
    assert not [
        name
        for shape in SHAPES.values()
        if shape.words
        for name in list_names(shape)
        if "手印" in name or ("签字" in name and name not in ("领料人签字", "验收人签字", "本人签字"))
    ]


def test_a_name_nobody_knows_is_told_with_those_there_are() -> None:
    named = find_names(open_template(blank({**NAMES, "姓名们": "E5"})), ROSTER, "表.xlsx")
    [fault] = [fault for fault in named.faults if fault.value == "姓名们"]
    assert ("没有这个名字" in fault.message, "「姓名」" in fault.mend, fault.outcome) == (True, True, "warned")


def test_a_name_that_is_wanting_is_told() -> None:
    names = {name: place for name, place in NAMES.items() if name != "身份证号码"}
    told = [str(fault) for fault in find_names(open_template(blank(names)), ROSTER, "表.xlsx").faults]
    assert len(told) == 1
    assert "「身份证号码」 没有这个名字:申报的名册靠它核对身份" in told[0]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({}, "没有一个认得的名字"),
        ({"单位名称": "B2"}, "没有名单的名字"),
        ({**NAMES, "姓名": "B6"}, "不在名单的第一行"),
        ({**NAMES, "名单": "A6:E9"}, "不是从第 5 行开始"),
        ({**NAMES, "姓名": "B1:B1048576"}, "整行、整列"),
    ],
)
def test_a_form_that_cannot_be_filled_is_refused(names: dict[str, str], told: str) -> None:
    with pytest.raises(Refused, match=told):
        find_names(open_template(blank(names)), ROSTER, "表.xlsx")


def test_a_column_that_the_layout_leaves_out_is_told() -> None:
    from tests.papers.test_layouts import CHOSEN
    from workshop.papers.layouts.arranging import arrange_list
    from workshop.papers.layouts.words import PaperSaid

    laid = arrange_list(roster(), PaperSaid(paper="x", columns=CHOSEN), {})
    _, faults = fill_template(blank(), "表.xlsx", ROSTER, gather(laid, ROSTER))
    assert [fault.value for fault in faults] == ["报酬合计"]


def test_a_claims_months_have_a_sheet_each() -> None:
    from dataclasses import replace

    from workshop.kernel.periods import Period

    shape = SHAPES["wage-sheet"]
    march = build_wage_sheet(HEAD, [wage()])
    april = replace(march, head=replace(HEAD, period=Period(2026, 4)))
    book = ListBook("wage-sheet", "三月四月", HEAD, (march, april))
    content, _ = fill_template(write_starter("工资", shape), "x", shape, gather(book, shape))
    made = openpyxl.load_workbook(io.BytesIO(content))
    assert made.sheetnames == ["2026年3月", "2026年4月"]
    assert {sheet.page_setup.orientation for sheet in made} == {"landscape"}
    assert {sheet.print_title_rows for sheet in made} == {"$1:$4"}


@pytest.mark.parametrize("code", [code for code, shape in SHAPES.items() if shape.columns and code in LISTS])
def test_every_list_fills_the_blank_that_the_page_hands_out(code: str) -> None:
    shape = SHAPES[code]
    for count in (1, 7) if code in NEVER_EMPTY else (0, 1, 7):
        paper = LISTS[code](count)
        content, faults = fill_template(write_starter("表", shape), "x", shape, gather(paper, shape))
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert not faults
        assert sheet["A1"].value == paper.title


def test_a_form_fills_its_fields_and_leaves_hands_and_offices_alone() -> None:
    shape = SHAPES["personal-subsidy-form"]
    form = document_cast.personal(2)
    content, faults = fill_template(write_starter("申请表", shape), "x", shape, gather(form, shape, "GR-2026-0001"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    values = {row[0].value: row[1].value for row in book.active.iter_rows(min_row=3)}
    assert (len(book.sheetnames), faults) == (2, [])
    assert (values["姓名"], values["身份证号码"], values["申请人签字"]) == ("王桂香", document_cast.IDNO, None)


def test_a_thousand_people_take_a_moment() -> None:
    sheet = fill(blank(), roster(1000))
    assert (sheet["A1004"].value, sheet["D1005"].value) == (1000, "=SUM(D5:D1004)")


@pytest.mark.parametrize(
    "formula",
    [
        '=WEBSERVICE("http://x")',
        "=HYPERLINK(A1)",
        "=[1]Sheet1!A1",
        "=cmd|'/c calc'!A1",
        "=Sheet2!A1",
        "=INDIRECT(A1)",
        "=名字",
        "=SUM(A:A)",
    ],
)
def test_a_formula_that_could_ask_elsewhere_is_refused_with_its_cell(formula: str) -> None:
    def dress(book: openpyxl.Workbook) -> None:
        book.active["E9"] = formula

    with pytest.raises(Refused, match="E9 的公式不能用"):
        open_template(blank(dress=dress))


def test_without_its_guard_such_a_formula_would_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_plain_formula", lambda formula: True)
    open_template(blank(dress=lambda book: book.active.__setitem__("E9", '=WEBSERVICE("http://x")')))


@pytest.mark.parametrize("formula", ["=SUM(D5:D6)", "=ROUND(B2*0.5,2)", "=A1+$B$2-3", "=IF(A1>0,A1,0)"])
def test_a_plain_formula_may_stay(formula: str) -> None:
    assert is_plain_formula(formula)
    assert formulas._FUNCTIONS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=SUM(D5:D6)", "=SUM(D5:D9)"),
        ("=D7*2", "=D10*2"),
        ("=SUM($D$1:$D$4)", "=SUM($D$1:$D$4)"),
        ("=D5+D8", "=D5+D11"),
        ("=ROUND(SUM(D5:D6),2)", "=ROUND(SUM(D5:D9),2)"),
    ],
)
def test_references_follow_the_rows_that_were_put_in(before: str, after: str) -> None:
    assert move_formula(before, 6, 3) == after


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"xl/vbaProject.bin": b"x"}, "带有宏"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "连着别的文件"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "嵌着别的文件"),
        ({"xl/connections.xml": b"<x/>"}, "连着数据库"),
        ({"xl/evil.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, "DTD"),
        ({"../out.xml": b"<x/>"}, "可疑的路径"),
        ({"xl/bomb.xml": b"<x>" + b" " * 30_000_000 + b"</x>"}, "异乎寻常"),
        ({"xl/wide.xml": b"<x>" + b"<y a='1'/>" * 90_000 + b"</x>"}, "格子太多"),
        ({"xl/long.bin": b"".join(b"%07d" % at + b"0" * 60 for at in range(200_000))}, "解压后超过"),
        (into_sheet("<sheetData>", '<row r="900000"><c r="A900000"><v>1</v></c></row>'), "最多 3000 行"),
        (
            into_sheet("</sheetData>", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            "合并单元格",
        ),
        (
            into_sheet("<sheetData>", '<row r="3"><c r="A3"><f t="array" ref="A1:XFD1048576">A1</f></c></row>'),
            "公式不能用",
        ),
    ],
)
def test_a_hostile_form_is_refused(change: dict, told: str) -> None:
    with pytest.raises(Refused, match=told):
        open_template(spoil(blank(), change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100, b"PK" + b"\0" * 3_000_000])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        open_template(content)


def test_links_and_pictures_do_not_come_along() -> None:
    def dress(book: openpyxl.Workbook) -> None:
        book.active["E1"] = "看这里"
        book.active["E1"].hyperlink = "http://192.0.2.1/x"

    content, _ = fill_template(blank(dress=dress), "x", ROSTER, gather(roster(1), ROSTER))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"192.0.2.1" in parts.read(name)]


def test_a_link_over_a_whole_sheet_takes_no_time_and_no_room() -> None:
    link = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
    book = open_template(spoil(blank(), into_sheet("</sheetData>", link)))
    assert len(book.active._cells) < 100


def test_names_do_not_go_out_with_what_was_filled() -> None:
    content, _ = fill_template(blank(), "x", ROSTER, gather(roster(1), ROSTER))
    assert not list(openpyxl.load_workbook(io.BytesIO(content)).defined_names)


def test_sums_are_exact() -> None:
    filled = gather(roster(3), ROSTER)[0]
    assert filled.singles["合计_报酬合计"] == Decimal("70370.37")
