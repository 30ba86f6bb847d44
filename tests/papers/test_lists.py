"""What an office relies on in a printed list: every figure is there, sums hold, nothing overlaps or is cut."""

import re
from pathlib import Path

import pytest

from tests.papers.cast import HEAD, SEWING, text_of, wage
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan
from workshop.papers.listing import ListPaper, ListRow
from workshop.papers.lists.attendance_sheet import AttendanceFacts, build_attendance, hours_text
from workshop.papers.lists.piece_sheet import build_piece_sheet
from workshop.papers.lists.roster import build_roster, build_roster_posting
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.lists.wage_sheet import WAGE_COLUMNS, build_wage_sheet
from workshop.papers.setting.foot import SEAL_MM
from workshop.papers.setting.printing import print_list

MONEY = re.compile(r"-?[\d,]+\.\d\d")


def sheet_of(count: int) -> ListPaper:
    """A wage sheet of so many workers, all of different pay."""
    return build_wage_sheet(HEAD, [wage(number=f"A{at:05d}", extra_fen=100 * at) for at in range(count)])


def person(**changed: object) -> RosterFacts:
    """A worker of the roster."""
    facts = {
        **{"name": "王桂香", "sex": "女", "idno": "99010019750510258X", "age": 50, "address": "石桥村3组"},
        **{"householder": "赵大山", "relation": "配偶", "category": "脱贫户", "recognised": "2018", "way": "厂内"},
        **{"post": "缝纫工", "contract": "劳动合同", "contract_from": HEAD.period.first, "contract_to": None},
        **{"hired_on": HEAD.period.first, "left_on": None, "months": 3, "pay_fen": 100_000, "insured": "意外险"},
        **{"phone": "10000000001"},
    }
    return RosterFacts(**{**facts, **changed})


def test_a_row_reads_back_as_one_line(tmp_path: Path) -> None:
    text = text_of(print_list(sheet_of(2)).pdf, tmp_path)
    row = next(line for line in text.splitlines() if "王桂香" in line)
    cells = row.split()
    assert cells[:5] == ["1", "王桂香", "99010019750510258X", "脱贫户", "缝纫工"]
    assert {"劳保手套", "0.0768", "5,717", "439.07", "****0014"} <= set(cells)


def test_page_sums_add_up_to_the_total(tmp_path: Path) -> None:
    paper = sheet_of(70)
    text = text_of(print_list(paper).pdf, tmp_path)
    pages = [line for line in text.splitlines() if "本页小计" in line]
    total = next(line for line in text.splitlines() if re.search(r"合\s+计\s+\d", line))
    summed = [
        sum(parse_yuan(line.replace(",", "")) for line in column)
        for column in zip(*map(MONEY.findall, pages), strict=True)
    ]
    assert len(pages) == print_list(paper).pages > 3
    assert summed == [parse_yuan(figure.replace(",", "")) for figure in MONEY.findall(total)]


def test_every_page_has_title_headings_hands_and_its_number(tmp_path: Path) -> None:
    printed = print_list(sheet_of(50))
    for number in range(1, printed.pages + 1):
        page = text_of(printed.pdf, tmp_path, "-f", str(number), "-l", str(number))
        for needed in ("2026年3月计件工资发放表", "身份证号码", "单位负责人:", f"第 {number} 页 共 {printed.pages} 页"):
            assert needed in page


def test_every_worker_is_on_the_sheet_once(tmp_path: Path) -> None:
    text = text_of(print_list(sheet_of(123)).pdf, tmp_path)
    assert [int(n) for n in re.findall(r"^\s*(\d+) +王桂香", text, re.MULTILINE)] == list(range(1, 124))


def test_the_head_names_payer_period_and_pay_day(tmp_path: Path) -> None:
    text = text_of(print_list(sheet_of(1)).pdf, tmp_path)
    for needed in (
        "单位名称:巫山手套车间",
        "支付周期:2026年3月1日至2026年3月31日",
        "支付日期:2026年4月10日",
        "单位:元",
    ):
        assert needed in text


def test_the_total_stands_in_words_and_cross_foots(tmp_path: Path) -> None:
    text = text_of(print_list(sheet_of(2)).pdf, tmp_path)
    assert "实发合计(大写):人民币" in text
    assert "14栏(应发合计)=9栏+11栏+12栏+13栏" in text
    assert "19栏(实发金额)=14栏-18栏" in text


def test_a_sheet_that_does_not_cross_foot_is_refused() -> None:
    with pytest.raises(Refused, match="A00001 王桂香 的实发金额"):
        build_wage_sheet(HEAD, [wage(net_fen=1)])


def test_the_sheet_has_the_columns_of_the_form_in_order() -> None:
    printed = [column.title.replace("\n", "") for column in WAGE_COLUMNS if column.printed]
    assert len(printed) == 22
    assert (printed[0], printed[8], printed[18], printed[20]) == ("序号", "计件工资", "实发金额", "领款人签字(手印)")


def test_pieces_of_different_units_are_not_added() -> None:
    metres = SEWING.__class__("床品", "绗缝", "米", 3500, 12_500, 4375)
    paper = build_wage_sheet(HEAD, [wage(pieces=(SEWING, metres), piece_fen=43907 + 4375), wage()])
    assert paper.rows[0].values[7] == "见明细"
    assert paper.totals[7] is None
    assert paper.rows[0].values[6] == "0.0768~0.35"


def test_a_long_name_is_wrapped_and_whole(tmp_path: Path) -> None:
    name = "古丽巴哈尔·阿不都热西提江·买买提艾力"
    text = text_of(print_list(build_wage_sheet(HEAD, [wage(name), wage()])).pdf, tmp_path)
    assert all(char in text for char in name)
    assert "·" not in {line.strip()[:1] for line in text.splitlines()}


@pytest.mark.parametrize("count", [0, 1, 13, 14, 15, 19, 20, 21])
def test_any_number_of_workers_is_printed(count: int) -> None:
    assert print_list(sheet_of(count)).pages in (1, 2, 3)


@pytest.mark.parametrize("count", [1, 13, 16, 40])
def test_nothing_is_printed_where_the_seal_goes(count: int, tmp_path: Path) -> None:
    printed = print_list(sheet_of(count))
    last = text_of(printed.pdf, tmp_path, "-bbox", "-f", str(printed.pages))
    found = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<', last)
    boxes = [(*map(float, box[:4]), box[4]) for box in found]
    label = next(box for box in boxes if "单位(盖章)" in box[4])
    point = 72 / 25.4
    left, top, right = label[0], label[3], label[0] + SEAL_MM * point
    bottom = top + (SEAL_MM - 12) * point
    inside = [box for box in boxes if box[2] > left and box[0] < right and box[3] > top + 1 and box[1] < bottom]
    assert inside == []


def test_the_signature_is_never_filled_in() -> None:
    sign = next(at for at, column in enumerate(WAGE_COLUMNS) if column.kind == "sign")
    assert all(row.values[sign] is None for row in sheet_of(3).rows)
    assert WAGE_COLUMNS[sign].show("王桂香") == ""


def test_a_preview_draws_one_page_and_knows_them_all(tmp_path: Path) -> None:
    paper = sheet_of(100)
    preview = print_list(paper, first_page_only=True)
    assert preview.pages == print_list(paper).pages
    assert f"第 1 页 共 {preview.pages} 页" in text_of(preview.pdf, tmp_path)


def test_large_sums_keep_to_their_columns(tmp_path: Path) -> None:
    rich = [wage(number=f"A{at:05d}", piece_fen=98_765_432_10, note="补录") for at in range(30)]
    text = text_of(print_list(build_wage_sheet(HEAD, rich)).pdf, tmp_path)
    assert len(re.findall(r"98,765,432\.10 ", text)) == 30
    assert "2,962,962,963.00" in text


def test_the_posted_roster_has_no_number_telephone_or_signature(tmp_path: Path) -> None:
    people = [person(), person(name="李秀英", idno="990100196604281762", phone="10000000002")]
    posted = text_of(print_list(build_roster_posting(HEAD, people)).pdf, tmp_path)
    filed = text_of(print_list(build_roster(HEAD, people)).pdf, tmp_path)
    for secret in ("99010019750510258X", "990100196604281762", "10000000002", "手印"):
        assert secret in filed
        assert secret not in posted
    assert "李秀英" in posted
    assert [column.key for column in build_roster_posting(HEAD, people).columns] == [
        "ordinal",
        "name",
        "sex",
        "age",
        "post",
        "period",
    ]


def test_the_roster_divides_pay_by_months() -> None:
    paper = build_roster(HEAD, [person()])
    row = dict(zip((column.key for column in paper.columns), paper.rows[0].values, strict=True))
    assert (row["pay"], row["mean"], row["contract_period"]) == (100_000, 33_333, "2026.03.01~无固定期限")
    assert build_roster(HEAD, [person(months=0)]).rows[0].values[17] is None


def test_attendance_prints_marks_hours_and_legend(tmp_path: Path) -> None:
    days = list(HEAD.period.days())
    marks = {days[0]: "休息", days[1]: "出勤", days[2]: "半天", days[3]: "旷工", days[4]: "7.5"}
    worker = AttendanceFacts("A00001", "王桂香", "缝纫工", marks, 3, 1_170, (120, 0, 0))
    text = text_of(print_list(build_attendance(HEAD, [worker], frozenset(days[:1]), from_pieces=True)).pdf, tmp_path)
    row = next(line for line in text.splitlines() if "王桂香" in line)
    assert row.split() == ["1", "王桂香", "缝纫工", "○", "√", "◐", "×", "H7.5", "1.5", "19.5", "2", "-", "-"]
    assert "◐ 半天" in text
    assert "依据计件日报" in text


@pytest.mark.parametrize(("minutes", "text"), [(480, "8"), (450, "7.5"), (200, "3:20"), (605, "10:05"), (6, "0.1")])
def test_hours_of_a_day_are_exact_and_short(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text


def test_the_piece_sheet_sums_each_worker_once() -> None:
    twice = wage(pieces=(SEWING, SEWING), piece_fen=2 * SEWING.fen)
    paper = build_piece_sheet(HEAD, [twice, wage("李秀英", "A00002")])
    assert [row.kind for row in paper.rows] == ["line", "line", "subtotal", "line"]
    assert paper.totals[9] == 3 * SEWING.fen


def test_a_column_with_words_among_its_numbers_has_no_sum() -> None:
    from workshop.papers.listing import sum_rows

    columns = (WAGE_COLUMNS[8],)
    assert sum_rows(columns, [ListRow((5,)), ListRow((None,)), ListRow((7,), "subtotal")]) == (5,)
    assert sum_rows(columns, [ListRow((5,)), ListRow(("见明细",))]) == (None,)
