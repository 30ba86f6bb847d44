"""Where pages are cut and how columns are measured."""

from dataclasses import replace

import pytest

from tests.papers.list_cast import LISTS
from workshop.papers.columns import Column
from workshop.papers.setting.cutting import cut_rows
from workshop.papers.setting.list_sheet import ListSheet
from workshop.papers.setting.measures import measure_columns

COLUMNS = (
    Column("name", "姓名", least=4, most=10),
    Column("pay", "工资", "yuan", total=True),
    Column("sign", "签字", "sign"),
)


@pytest.mark.parametrize("count", [0, 1, 5, 9, 10, 11, 19, 20, 21, 200])
def test_every_row_is_on_one_page_and_pages_hold_them(count: int) -> None:
    pages = cut_rows([1.0] * count, full_mm=10, last_mm=6)
    assert [at for start, end in pages for at in range(start, end)] == list(range(count))
    assert all(end - start <= 10 for start, end in pages)
    assert pages[-1][1] - pages[-1][0] <= 6


def test_the_sealed_page_does_not_carry_a_single_row() -> None:
    assert cut_rows([1.0] * 10, full_mm=10, last_mm=6) == [(0, 7), (7, 10)]


def test_a_subtotal_does_not_begin_a_page() -> None:
    assert cut_rows([1.0] * 14, full_mm=10, last_mm=6, follow={10}) == [(0, 9), (9, 14)]
    assert cut_rows([1.0] * 10, full_mm=10, last_mm=6, follow={7}) == [(0, 6), (6, 10)]
    assert cut_rows([1.0, 9.0, 5.0], full_mm=9.5, last_mm=9.5, follow={1}) == [(0, 1), (1, 2), (2, 3)]


def test_a_row_higher_than_a_page_stands_alone() -> None:
    assert cut_rows([5, 20, 5], full_mm=10, last_mm=10) == [(0, 1), (1, 2), (2, 3)]


def test_few_columns_are_set_in_the_largest_type() -> None:
    rows, sums = measure_columns(COLUMNS, [("王桂香", "1.00", "")], ("", "1.00", ""), 277)
    assert (rows.px, sums.px) == (10, 10)


def test_sums_wider_than_their_column_are_set_smaller_and_fit() -> None:
    columns = (*(Column(f"pay{at}", "工资", "yuan", total=True) for at in range(19)), COLUMNS[2])
    cells = ("12,345.67",) * 19 + ("",)
    rows, sums = measure_columns(columns, [cells], ("123,456,789.00",) * 19 + ("",), 277)
    assert sums.px <= rows.px
    assert all(width >= len("123,456,789.00") for width in sums.widths[:19])


def test_figures_that_fit_no_type_are_an_error() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        measure_columns(COLUMNS[1:2], [("9" * 500,)], ("9" * 500,), 100)


def test_the_grid_fills_the_page() -> None:
    rows, _ = measure_columns(COLUMNS, [("王桂香", "1.00", "")], ("", "1.00", ""), 277)
    assert 277 - 2 * rows.unit_mm <= rows.starts[-1] * rows.unit_mm <= 277


@pytest.mark.parametrize("kind", ["wage-sheet", "roster", "cash-list", "settlement", "training-roster"])
def test_a_thumb_print_has_room_in_its_cell_and_touches_no_neighbour(kind: str) -> None:
    sheet = ListSheet(LISTS[kind](30))
    thumb = next(at for at, column in enumerate(sheet.columns) if column.thumb)
    assert sheet.edge(thumb + 1) - sheet.edge(thumb) >= 18
    assert all(sheet.row_mm(at) >= 12 for at, row in enumerate(sheet.paper.rows) if row.kind != "detail")


def test_a_column_that_a_county_calls_otherwise_keeps_the_room_for_a_thumb() -> None:
    paper = LISTS["roster"](3)
    renamed = tuple(replace(one, title="确认") if one.thumb else one for one in paper.columns)
    assert ListSheet(replace(paper, columns=renamed)).row_mm(0) >= 12


def test_points_stand_under_points() -> None:
    sheet = ListSheet(LISTS["attendance"](7))
    at = next(at for at, column in enumerate(sheet.columns) if column.key == "minutes")
    assert {row[at].find(".") for row in sheet.rows} - {-1} == {3}
    assert len({len(row[at]) for row in sheet.rows}) == 1
