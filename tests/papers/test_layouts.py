"""A county changes its papers by a file: what it may say, what stays whatever it says, and which file is heard."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.papers import document_cast
from tests.papers.cast import HEAD, text_of, wage
from tests.papers.list_cast import LISTS, person
from workshop.papers.form import Fields, FormPaper
from workshop.papers.issue.codec import decode_paper, encode_paper
from workshop.papers.issue_commands import papers
from workshop.papers.kinds import KINDS
from workshop.papers.layouts import checking, shelf
from workshop.papers.layouts.arranging import arrange_list
from workshop.papers.layouts.arranging_forms import arrange_form
from workshop.papers.layouts.checking import check_layout
from workshop.papers.layouts.reading import Reading, read_layout
from workshop.papers.layouts.shapes import SHAPES, plain, shape_of, word_of
from workshop.papers.layouts.shelf import SHIPPED, Place, find_said, list_terms
from workshop.papers.layouts.words import PaperSaid
from workshop.papers.lists.roster import build_roster
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.naming import NAMED, Names
from workshop.papers.setting.form_print import build_form_html
from workshop.papers.setting.printing import print_list
from workshop.papers.setting.workbook import write_list

HEADER = 'id = "x"\ntitle = "试"\n[place]\ncode = "990100"\nprovince = "演示省"\ncounty = "演示县"\n'
TELL = {"车间": "就业帮扶车间", "人员": "脱贫劳动力", "期间": "2026年3月", "人社部门": "演示县人社局"}
ROSTER = "吸纳脱贫劳动力花名册"
CHOSEN = ("序号", "姓名", "身份证号码", "岗位(工种)", "月均工资(元)", "累计务工月数", "联系电话", "本人签字(手印)")


def read(papers: str, head: str = HEADER) -> Reading:
    """A layout file of one county, judged."""
    return check_layout(read_layout(head + papers, "试.toml"), KINDS)


def said(papers: str) -> PaperSaid:
    """The one paper that a file speaks of."""
    reading = read(papers)
    assert reading.layout, [str(fault) for fault in reading.faults]
    return reading.layout.papers[0]


def faults(papers: str) -> str:
    """Everything that is wrong with a file."""
    return "\n".join(map(str, read(papers).faults))


def paper(kind: str, *lines: str) -> str:
    """A [[papers]] of a file."""
    return "\n".join(("[[papers]]", f'paper = "{kind}"', *lines, ""))


def listed(words: tuple[str, ...]) -> str:
    """Words as TOML has them."""
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def roster(count: int = 3):
    """A roster of so many people."""
    return build_roster(HEAD, [person(at) for at in range(count)])


def test_the_columns_stand_in_the_order_asked_in_print_and_in_the_workbook(tmp_path: Path) -> None:
    laid = arrange_list(roster(), said(paper(ROSTER, f"columns = {listed(CHOSEN)}")), TELL)
    text = text_of(print_list(laid).pdf, tmp_path)
    row = next(line for line in text.splitlines() if "王桂香" in line)
    printed = [
        row.index(value) for value in ("王桂香", "99010019750510258X", "缝纫工", "1,954.73", " 12 ", "10000000001")
    ]
    assert printed == sorted(printed)
    sheet = openpyxl.load_workbook(io.BytesIO(write_list(laid))).active
    headings = [cell.value for cell in sheet[3]]
    assert [plain(str(one)) for one in headings] == [plain(one) for one in CHOSEN]
    assert [cell.value for cell in sheet[4]][:6] == [1, "王桂香", "99010019750510258X", "缝纫工", 1954.73, 12]


def test_values_and_sums_go_with_their_columns() -> None:
    sheet = build_wage_sheet(HEAD, [wage(), wage("李秀英")])
    words = [word_of(column) for column in sheet.columns if column.printed]
    moved = (*words[:3], *reversed(words[3:-2]), *words[-2:])
    laid = arrange_list(sheet, PaperSaid(paper="x", columns=moved), TELL)
    for at, column in enumerate(laid.columns):
        before = [one.key for one in sheet.columns].index(column.key)
        assert laid.totals[at] == sheet.totals[before]
        assert [row.values[at] for row in laid.rows] == [row.values[before] for row in sheet.rows]


def test_the_cross_foot_line_names_the_columns_by_their_new_numbers() -> None:
    laid = arrange_list(roster(), said(paper(ROSTER, f"columns = {listed(CHOSEN)}")), TELL)
    assert "5栏(月均工资)=报酬合计÷6栏" in laid.check_lines[0]


def test_titles_notes_hands_and_copies_are_the_countys(tmp_path: Path) -> None:
    lines = (
        *('title = "{车间}吸纳{人员}花名册"', 'subtitle = "(附件2)"', 'notes = ["报{人社部门}审核。"]', "copies = 3"),
        *('signatures = ["单位负责人", "核对人", "联系电话"]', 'seal = "用人单位(公章)"', 'page = "A3横"'),
        'header = { "填报单位(盖章)" = "用人单位(公章)" }',
    )
    text = text_of(print_list(arrange_list(roster(), said(paper(ROSTER, *lines)), TELL)).pdf, tmp_path)
    for words in ("就业帮扶车间吸纳脱贫劳动力花名册", "(附件2)", "报演示县人社局审核。", "本表一式三份。", "核对人:"):
        assert words in text
    assert text.count("用人单位(公章)") == 2
    assert "填表人" not in text


def test_a_page_of_another_size_is_that_size() -> None:
    import pikepdf

    laid = arrange_list(roster(), said(paper(ROSTER, 'page = "A3横"')), TELL)
    with pikepdf.open(io.BytesIO(print_list(laid).pdf)) as pdf:
        box = [float(edge) for edge in pdf.pages[0].mediabox]
    assert (round(box[2] / 72 * 25.4), round(box[3] / 72 * 25.4)) == (420, 297)
    assert openpyxl.load_workbook(io.BytesIO(write_list(laid))).active.page_setup.paperSize == 8


def test_a_share_of_the_width_is_kept() -> None:
    from workshop.papers.setting.list_sheet import ListSheet

    plain_sheet = ListSheet(roster())
    laid = ListSheet(arrange_list(roster(), said(paper(ROSTER, 'widths = { "备注" = 12 }')), TELL))
    wide = laid.measure.widths[-1] / laid.measure.starts[-1]
    assert wide >= 0.10 > plain_sheet.measure.widths[-1] / plain_sheet.measure.starts[-1]


def test_other_copies_take_the_place_of_those_the_paper_told() -> None:
    sheet = arrange_list(build_wage_sheet(HEAD, [wage()]), said(paper("计件工资发放表", "copies = 2")), TELL)
    assert [note for note in sheet.notes if "一式" in note] == ["本表一式两份。"]


def test_a_column_that_print_hides_is_printed_when_it_is_asked_for() -> None:
    words = [word_of(column) for column in build_wage_sheet(HEAD, [wage()]).columns]
    laid = arrange_list(
        build_wage_sheet(HEAD, [wage()]), said(paper("计件工资发放表", f"columns = {listed(tuple(words))}")), TELL
    )
    assert all(column.printed for column in laid.columns)


def test_no_two_columns_of_a_list_are_one_word() -> None:
    for shape in SHAPES.values():
        words = [plain(word) for word in shape.words]
        assert len(words) == len(set(words))


def test_brackets_may_be_of_full_width_and_the_yuan_left_out() -> None:
    chosen = tuple(word.replace("(元)", "").replace("(", "\uff08").replace(")", "\uff09") for word in CHOSEN)
    laid = arrange_list(roster(), said(paper(ROSTER, f"columns = {listed(chosen)}")), TELL)
    assert len(laid.columns) == len(CHOSEN)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('omit = ["核对行"]', "核对行"),
        ('omit = ["签字栏"]', "签字栏"),
        ('omit = ["号码遮蔽"]', "号码遮蔽"),
        ('omit = ["大写合计"]', "大写合计"),
        ('omit = ["说明"]', "说明"),
    ],
)
def test_what_the_law_or_the_form_requires_cannot_be_left_out(line: str, word: str) -> None:
    told = faults(paper("计件工资发放表", line))
    assert "不能去掉" in told
    assert f"「{word}」" in told
    assert "第 9 行" in told


def test_without_its_guard_the_cross_foot_line_could_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_check_omitted", lambda of: None)
    assert not faults(paper("计件工资发放表", 'omit = ["核对行"]'))


def test_a_column_that_the_cross_foot_needs_stays() -> None:
    words = tuple(word_of(column) for column in SHAPES["wage-sheet"].columns if column.key != "gross")
    told = faults(paper("计件工资发放表", f"columns = {listed(words)}"))
    assert "「应发合计」 不能去掉:表下的核对行" in told


def test_the_cell_for_a_hand_stays_and_is_empty() -> None:
    told = faults(paper(ROSTER, 'columns = ["序号", "姓名", "身份证号码"]'))
    assert "本人签字(手印)" in told
    laid = arrange_list(roster(), said(paper(ROSTER, 'headings = { "本人签字(手印)" = "签字" }')), TELL)
    at = next(at for at, column in enumerate(laid.columns) if column.kind == "sign")
    assert {row.values[at] for row in laid.rows} == {None}


def test_nobody_signs_beforehand() -> None:
    assert "签名行不能预先填写" in faults(paper(ROSTER, 'signatures = ["单位负责人:张主任"]'))


@pytest.mark.parametrize("line", ['columns = ["序号", "姓名", "身份证号码"]', 'headings = { "年龄" = "身份证号" }'])
def test_a_poster_gets_no_number_of_a_person(line: str) -> None:
    assert "张贴的表不能有身份证号" in faults(paper("花名册(公示)", line))


def test_a_wrong_word_is_told_with_its_line_and_the_words_there_are() -> None:
    told = faults(paper(ROSTER, 'title = "册"', 'columns = ["序号", "姓名", "身份证号码", "工资", "本人签字(手印)"]'))
    assert told.startswith("试.toml 第 10 行 columns:「工资」 没有这个栏目")
    assert "月均工资(元)" in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (paper("工资表x"), "没有这个表"),
        (paper(ROSTER, 'titel = "x"'), "没有这个参数"),
        (paper(ROSTER, 'title = "{县长}"'), "没有这个代用词"),
        (paper(ROSTER, 'page = "B5"'), "没有这个纸张"),
        (paper(ROSTER, "copies = 0"), "应是整数"),
        (paper(ROSTER, 'columns = ["序号", "序号", "姓名", "身份证号码", "本人签字(手印)"]'), "写了两次"),
        (paper(ROSTER, 'headings = { "年龄" = "姓名" }'), "和另一栏的叫法相同"),
        (paper(ROSTER, 'widths = { "备注" = 60, "姓名" = 60 }'), "最多 90"),
        (paper(ROSTER, 'template = "../密.xlsx"'), ".xlsx 文件名"),
        (paper(ROSTER, f'title = "{"长" * 60}"'), "太长"),
        (paper("工资条", 'title = "条"'), "工资条的样子不能改"),
        (paper("劳动合同", "copies = 3"), "份数写在条款里"),
        (paper("公示", 'columns = ["姓名"]'), "栏目不能选"),
        (paper("补贴申请审批表", 'page = "A3横"'), "只有名册"),
        (paper(ROSTER, 'title = "甲"') + paper(ROSTER, 'title = "乙"'), "同一天有两种样子"),
        (paper(ROSTER, "from = 2026-02-01", "to = 2026-01-01"), "to 早于 from"),
        ('title = "没有引号', "引号没有配对"),
        ("x = " + "[" * 3000 + "]" * 3000, "TOML 格式不对"),
    ],
)
def test_every_mistake_is_named(lines: str, told: str) -> None:
    assert told in faults(lines)


def test_a_list_too_wide_for_its_page_is_refused_when_the_file_is_checked() -> None:
    assert "排不下" in faults(paper(ROSTER, 'page = "A4竖"'))


@pytest.mark.parametrize("code", [code for code, shape in SHAPES.items() if shape.columns and code in LISTS])
def test_the_words_of_a_list_are_the_headings_that_it_prints(code: str) -> None:
    made = LISTS[code](3)
    known = set(shape_of(code).words)
    assert {word_of(column) for column in made.columns} <= known


@pytest.mark.parametrize("code", [code for code, shape in SHAPES.items() if shape.fields])
def test_the_fields_of_a_form_are_those_that_it_prints(code: str) -> None:
    made = next(form for form in (make() for make in document_cast.FULL.values()) if form.kind == code)
    printed = {
        field.name for part in made.parts if isinstance(part, Fields) and not part.office for field in part.fields
    }
    assert set(shape_of(code).words) <= printed


def test_a_form_shows_its_fields_in_the_order_asked_and_its_office_parts_stay_empty() -> None:
    form = document_cast.claim_form()
    chosen = tuple(reversed([word for word in shape_of("claim-form").words if word != "经办人"]))
    lines = (
        f"columns = {listed(chosen)}",
        'headings = { "申请单位" = "申报单位" }',
        'title = "{补贴}申报表"',
        "copies = 5",
    )
    laid = arrange_form(form, said(paper("补贴申请审批表", *lines)), shape_of("claim-form"), {"补贴": "稳岗补贴"})
    names = [field.name for part in laid.parts if isinstance(part, Fields) for field in part.fields]
    assert (laid.title, "经办人" in names, names.index("补贴标准") < names.index("申请单位")) == (
        "稳岗补贴申报表",
        False,
        True,
    )
    html = build_form_html(laid)
    assert ("申报单位" in html, "本表一式五份。" in html) == (True, True)
    offices = [part for part in laid.parts if isinstance(part, Fields) and part.office]
    assert offices == [part for part in form.parts if isinstance(part, Fields) and part.office]


def test_words_of_a_layout_cannot_break_the_page() -> None:
    form = arrange_form(
        document_cast.claim_form(),
        PaperSaid(paper="x", title='<img src="file:///etc/passwd">'),
        shape_of("claim-form"),
        {},
    )
    assert "<img" not in build_form_html(form)


def test_a_laid_out_paper_is_stored_and_read_back_the_same() -> None:
    laid = arrange_list(
        roster(), said(paper(ROSTER, 'page = "A3横"', 'widths = { "备注" = 9 }', 'subtitle = "副"')), TELL
    )
    assert decode_paper(encode_paper(laid)) == laid


def test_a_paper_without_a_layout_is_stored_as_before() -> None:
    assert b"subtitle" not in encode_paper(roster())
    assert b"share" not in encode_paper(roster())


def folder_of(tmp_path: Path, **files: str) -> Path:
    """A county's own folder."""
    own = tmp_path / "layouts"
    own.mkdir(exist_ok=True)
    for name, text in files.items():
        (own / f"{name}.toml").write_text(text, encoding="utf-8")
    return own


def file(name: str, code: str, title: str, head: str = "") -> str:
    """A file that calls the roster something."""
    place = f'[place]\ncode = "{code}"\nprovince = "省"\n'
    return f'id = "{name}"\ntitle = "{name}"\n{head}{place}' + paper(ROSTER, f'title = "{title}"')


def heard(tmp_path: Path, place: Place) -> str:
    """Which title is heard at a place."""
    shelved, wrong = shelf._load(KINDS, ((SHIPPED, False), (folder_of(tmp_path), True)))
    assert not wrong
    found = find_said(shelved, KINDS, "roster", place)
    return found.said.title if found else ""


def test_the_closest_file_is_heard(tmp_path: Path) -> None:
    at = Place("990100", date(2026, 3, 31), "p", "稳岗补贴")
    steps = (
        ("sheng", "99", "省里的", ""),
        ("xian", "990100", "县里的", ""),
        ("xianp", "990100", "县里这项的", 'programme = "p"\n'),
    )
    assert heard(tmp_path, at) == "吸纳{人员}花名册"
    for name, code, title, head in steps:
        folder_of(tmp_path, **{name: file(name, code, title, head)})
        assert heard(tmp_path, at) == title
    assert heard(tmp_path, replace(at, programme="other")) == "县里的"
    assert heard(tmp_path, replace(at, region="990200")) == "省里的"


def test_a_file_is_heard_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    folder_of(tmp_path, a=file("a", "990100", "二月的", "from = 2026-02-01\nto = 2026-02-28\n"))
    on = Place("990100", date(2026, 2, 28))
    assert heard(tmp_path, on) == "二月的"
    assert heard(tmp_path, replace(on, on=date(2026, 3, 1))) == "吸纳{人员}花名册"


def test_a_wrong_file_is_left_out_and_the_rest_run(tmp_path: Path) -> None:
    own = folder_of(tmp_path, a=file("a", "990100", "对的"), b="错", c=file("a", "990100", "同名"))
    shelved, wrong = shelf._load(KINDS, ((own, True),))
    assert [one.layout.title for one in shelved] == ["a"]
    assert {fault.place for fault in wrong} == {"b.toml", "c.toml"}


def test_what_comes_with_the_program_is_right_and_says_where_it_is_from() -> None:
    shelved, wrong = shelf._load(KINDS, ((SHIPPED, False),))
    assert not wrong
    assert len(shelved) > 8
    assert all(one.layout.source for one in shelved)


def test_the_guides_example_is_right_and_the_demonstrations_too() -> None:
    guide = (SHIPPED / "写法.md").read_text(encoding="utf-8")
    reading = check_layout(read_layout(guide.split("```toml\n")[1].split("```")[0], "写法"), KINDS)
    assert [str(fault) for fault in reading.faults] == []
    demo = SHIPPED.parents[1] / "demo" / "layouts" / "yanshi.toml"
    assert check_layout(read_layout(demo.read_text(encoding="utf-8"), "yanshi"), KINDS).layout


@pytest.mark.parametrize(
    ("on", "office", "people"),
    [
        (date(2020, 6, 30), "县扶贫办", "建档立卡贫困劳动力"),
        (date(2022, 6, 30), "县乡村振兴局", "脱贫劳动力"),
        (date(2025, 6, 30), "县农业农村局", "脱贫劳动力"),
    ],
)
def test_bodies_and_people_are_called_as_on_the_day(on: date, office: str, people: str) -> None:
    assert (Names(on).of("主管部门"), Names(on).of("人员")) == (office, people)


def test_a_countys_names_go_before_the_programmes_and_those_before_the_rest(tmp_path: Path) -> None:
    names = '[[names]]\nwhat = "主管部门"\nname = "甲县农业农村局"\nfrom = 2024-03-20\n'
    own = folder_of(tmp_path, a=HEADER + names)
    shelved, _ = shelf._load(KINDS, ((own, True),))

    def office(on: date) -> str:
        terms = (("主管部门", "项目里的叫法", date(2023, 1, 1)),)
        return Names(on, terms, list_terms(shelved, Place("990100", on))).of("主管部门")

    days = (date(2022, 1, 1), date(2023, 6, 1), date(2024, 3, 20))
    assert [office(on) for on in days] == ["县乡村振兴局", "项目里的叫法", "甲县农业农村局"]


def test_every_name_has_a_word_everywhere() -> None:
    assert all(Names(date(2026, 1, 1)).of(word) for word in NAMED)


def test_the_commands_tell_words_and_mistakes(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "* 本人签字(手印)" in run(papers, ["layout", "words", "花名册(简表)"]).output
    assert "一式几份" in run(papers, ["layout", "words"]).output
    good, bad = tmp_path / "好.toml", tmp_path / "坏.toml"
    good.write_text(HEADER + paper(ROSTER, "copies = 2"), encoding="utf-8")
    bad.write_text(HEADER + paper(ROSTER, 'omit = ["核对行"]'), encoding="utf-8")
    done = run(papers, ["layout", "check", str(good), str(bad)])
    assert (done.exit_code, "好.toml:通过" in done.output, "坏.toml:有 1 处要改" in done.output) == (1, True, True)


def test_forms_stay_whole_when_only_their_title_changes() -> None:
    for make in document_cast.FULL.values():
        form = make()
        laid = arrange_form(form, PaperSaid(paper="x", title="题"), shape_of(form.kind), {})
        assert isinstance(laid, FormPaper)
        assert [part for part in laid.parts if isinstance(part, Fields)] == [
            part for part in form.parts if isinstance(part, Fields)
        ]
