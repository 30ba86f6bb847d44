"""What an office relies on in each of the lists: columns of the form, figures that foot, hands left empty."""

from dataclasses import replace
from datetime import date

import pytest

from tests.papers.cast import HEAD, wage
from tests.papers.list_cast import BAGS, HOME, IDNO, LISTS, earner, home_earner, person
from workshop.kernel.faults import Refused
from workshop.papers.listing import ListPaper, ListRow
from workshop.papers.lists.insurance_roster import InsuredFacts, build_insurance_roster
from workshop.papers.lists.roster_guangdong import FiledPerson, build_roster_guangdong, contract_state
from workshop.papers.lists.roster_short import build_roster_card
from workshop.papers.lists.wage_home import build_home_sheet
from workshop.papers.lists.wage_products import build_products_sheet
from workshop.papers.lists.wage_sheet import build_wage_sheet

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def cells(paper: ListPaper, at: int = 0) -> dict[str, object]:
    """A row by the keys of its columns."""
    return dict(zip((column.key for column in paper.columns), paper.rows[at].values, strict=True))


def totals(paper: ListPaper) -> dict[str, object]:
    """The sums by the keys of their columns."""
    return dict(zip((column.key for column in paper.columns), paper.totals, strict=True))


def titles(code: str) -> list[str]:
    """The printed headings."""
    paper = LISTS[code](1)
    return [column.title.replace("\n", "") for column in paper.columns if column.printed]


def test_a_product_row_is_not_counted_beside_the_workers_own() -> None:
    paper = build_products_sheet(HEAD, [earner(0), earner(1)])
    assert [row.kind for row in paper.rows] == ["detail", "detail", "closing", "line"]
    assert [cells(paper, at)["piece"] for at in range(3)] == [43_907, BAGS.fen, 43_907 + BAGS.fen]
    plain = build_wage_sheet(HEAD, [earner(0), earner(1)])
    assert {key: totals(paper)[key] for key in ("piece", "gross", "net")} == {
        key: totals(plain)[key] for key in ("piece", "gross", "net")
    }


def test_overtime_with_a_product_stands_in_its_row() -> None:
    over = replace(BAGS, band="休息日×2", fen=1_000)
    worker = wage(pieces=(*wage().pieces, BAGS, over), piece_fen=43_907 + BAGS.fen, overtime_fen=1_500)
    paper = build_products_sheet(HEAD, [worker])
    assert (cells(paper, 1)["piece"], cells(paper, 1)["overtime"]) == (BAGS.fen, 1_000)
    assert cells(paper, 2)["overtime"] == 1_500


def test_fees_of_work_at_home_are_not_called_wages() -> None:
    paper = build_home_sheet(HEAD, [home_earner()])
    assert "承揽加工费" in titles("wage-sheet-home")
    assert not any("工资" in title for title in titles("wage-sheet-home"))
    assert (cells(paper)["fee"], cells(paper)["extra"], cells(paper)["loss"]) == (HOME.fen, 5_000, 300)
    assert cells(paper)["other"] == 1_700
    assert paper.words.startswith("实付合计(大写)")


def test_a_fee_that_differs_from_its_orders_is_refused() -> None:
    with pytest.raises(Refused, match="加工费"):
        build_home_sheet(HEAD, [home_earner(home_fen=HOME.fen + 1)])


def test_a_trainee_stands_with_his_mentor() -> None:
    row = cells(LISTS["wage-sheet-training"](1))
    assert (row["training"], row["mentor"]) == ("2026.01.05~2026.06.30", "古丽巴哈尔·阿不都热西提江·买买提艾力·吐尔逊")
    assert {"带训师傅", "以工代训起止"} <= set(titles("wage-sheet-training"))


def test_the_short_roster_has_the_columns_of_the_form() -> None:
    asked = ["序号", "姓名", "性别", "身份证号", "家庭住址", "岗位", "合同期限", "月工资(元)", "电话"]
    assert titles("roster-short")[:9] == asked


def test_an_account_in_anothers_name_is_marked() -> None:
    paper = build_roster_card(HEAD, [person(), person(holder="赵大山"), person(card="", holder="")])
    assert [cells(paper, at)["note"] for at in range(3)] == ["", "户名不是本人", ""]
    assert "1 人没有登记银行卡" in paper.notes[0]


def test_guangdong_prints_ten_columns_and_hands_over_twenty_three() -> None:
    paper = LISTS["roster-guangdong"](2)
    assert paper.sheet is not None
    assert titles("roster-guangdong") == [
        *("序号", "身份证号码", "姓名", "户口性质", "现住地址", "合同状态"),
        *("合同始期(年-月-日)", "合同终期(年-月-日)", "工种(岗位)", "月收入(元)"),
    ]
    assert len(paper.sheet.columns) == 23
    assert (paper.sheet.columns[1].title, paper.sheet.columns[22].title) == ("身份证号码", "工种(岗位)")
    assert cells(paper.sheet)["income"] == cells(paper)["income"]


@pytest.mark.parametrize(
    ("first", "last", "before", "left", "state"),
    [
        (date(2026, 3, 2), None, 0, None, "新签"),
        (date(2026, 3, 2), None, 1, None, "续签"),
        (date(2025, 3, 2), date(2027, 3, 1), 0, None, "履行中"),
        (date(2025, 3, 2), date(2027, 3, 1), 0, date(2026, 3, 9), "终止"),
        (date(2025, 3, 2), date(2026, 3, 1), 0, None, "终止"),
        (date(2025, 3, 2), date(2026, 3, 31), 0, None, "履行中"),
        (None, None, 0, None, ""),
    ],
)
def test_what_became_of_a_contract_in_a_month(
    first: date | None, last: date | None, before: int, left: date | None, state: str
) -> None:
    assert contract_state(first, last, before, MARCH, left) == state


def test_an_open_ended_contract_leaves_its_end_blank_for_guangdong() -> None:
    sheet = build_roster_guangdong(HEAD, [FiledPerson(person(), "农业户口", "新签")]).sheet
    assert sheet is not None
    assert (cells(sheet)["contract_from"], cells(sheet)["contract_to"]) == ("2025-03-22", "")


def test_the_register_of_contracts_counts_each_kind() -> None:
    paper = LISTS["contract-register"](3)
    assert "3 份,3 人;3 = 劳动合同 3 份" in paper.check_lines[0]
    assert (cells(paper)["first"], cells(paper)["last"]) == ("2025.03.22", "无固定期限")
    assert cells(paper)["signed_on"] is None


def test_insurance_that_nobody_told_is_not_zero() -> None:
    known = InsuredFacts(person(), "2026.01", None, (100, 0, 50), "", None, None)
    unknown = InsuredFacts(person(1), "2026.01", None, (100, None, 50), "", None, None)
    paper = build_insurance_roster(HEAD, [known, unknown])
    assert [cells(paper, at)["total"] for at in range(2)] == [150, None]
    assert cells(paper, 1)["note"] == "缴费额未登记"


def test_the_months_report_is_a_table_on_paper_and_one_row_for_the_county() -> None:
    paper = LISTS["monthly-report"](1)
    assert paper.sheet is not None
    assert len(paper.sheet.rows) == 1
    assert [row.values[2] for row in paper.rows] == [column.title for column in paper.sheet.columns]
    by_key = cells(paper.sheet)
    assert (by_key["workers"], by_key["pay"], by_key["mean"]) == (50, 14_567_890, 303_498)
    assert by_key["output"] is None


@pytest.mark.parametrize("code", LISTS)
def test_no_hand_is_ever_filled_in(code: str) -> None:
    paper = LISTS[code](3)
    signs = [at for at, column in enumerate(paper.columns) if column.kind == "sign"]
    assert all(row.values[at] is None for row in paper.rows for at in signs)


@pytest.mark.parametrize("code", [code for code in LISTS if code != "roster-posting"])
def test_every_list_has_a_line_to_check_it_by_and_hands_to_sign(code: str) -> None:
    paper = LISTS[code](3)
    assert paper.words or paper.check_lines
    assert paper.signatures
    assert not any("{" in line for line in paper.check_lines)


@pytest.mark.parametrize("code", LISTS)
def test_keys_and_titles_of_columns_are_each_their_own(code: str) -> None:
    for paper in (LISTS[code](1), LISTS[code](1).sheet):
        if paper is not None:
            keys = [column.key for column in paper.columns]
            named = [(column.group, column.title) for column in paper.columns]
            assert (len(set(keys)), len(set(named))) == (len(keys), len(keys))


def test_a_check_follows_its_columns_when_they_are_moved_or_left_out() -> None:
    paper = LISTS["roster"](1)
    kept = [at for at, column in enumerate(paper.columns) if column.key not in ("age", "months")]
    rows = tuple(ListRow(tuple(row.values[at] for at in kept)) for row in paper.rows)
    changed = replace(
        paper,
        columns=tuple(paper.columns[at] for at in kept),
        rows=rows,
        totals=tuple(paper.totals[at] for at in kept),
    )
    assert "18栏(月均工资)=17栏÷16栏" in paper.check_lines[0]
    assert "16栏(月均工资)=15栏÷累计务工月数" in changed.check_lines[0]


def test_posting_holds_no_number_card_telephone_or_hand() -> None:
    paper = LISTS["roster-posting"](3)
    told = [str(value) for row in paper.rows for value in row.values]
    assert not {"code", "sign"} & {column.kind for column in paper.columns}
    assert IDNO not in told
