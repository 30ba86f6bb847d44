"""How lists lie on their pages: as they were looked at, in as many pages, whole with the longest names, printable in black."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest

from tests.papers.list_cast import LISTS, LONGEST, NEVER_EMPTY, RARE, slip_book
from tests.papers.reading import read_pages, squeeze
from tests.papers.snapshots import check_snapshot, draw_text
from workshop.papers.listing import ListBook
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.foot import EMPTY
from workshop.papers.setting.glyphs import list_missing
from workshop.papers.setting.list_pages import ACROSS, lay_out_list, lay_out_lists
from workshop.papers.setting.printing import print_book, print_list
from workshop.papers.setting.slip_pages import lay_out_slips

# Pages of 0 (where a list may be empty), 1, 30 and 500 rows or people.
PAGES = {
    "wage-sheet": [1, 1, 3, 48],
    "wage-sheet-products": [1, 1, 5, 67],
    "wage-sheet-training": [1, 1, 4, 54],
    "wage-sheet-home": [1, 1, 3, 46],
    "piece-sheet": [1, 1, 3, 34],
    "wage-ledger": [1, 3, 42],
    "cash-list": [1, 3, 42],
    "bank-list": [1, 2, 17],
    "attendance": [1, 1, 2, 31],
    "roster": [1, 1, 3, 42],
    "roster-short": [1, 1, 3, 42],
    "roster-card": [1, 1, 3, 42],
    "roster-guangdong": [1, 1, 2, 25],
    "roster-posting": [1, 1, 2, 17],
    "contract-register": [1, 1, 2, 26],
    "training-roster": [1, 1, 3, 42],
    "insurance-roster": [1, 1, 2, 27],
    "monthly-report": [1, 1, 1, 1],
    "takehome-register": [1, 4, 72],
    "settlement": [1, 8, 126],
}


def text_of(pages: list[Drawing]) -> str:
    """Everything on the pages without white space."""
    return squeeze(draw_text(pages))


@pytest.mark.parametrize("code", LISTS)
def test_a_list_looks_as_its_snapshot(code: str) -> None:
    check_snapshot(code, draw_text(lay_out_list(LISTS[code](5))[0]))


@pytest.mark.parametrize("page", ["A4", "A5"])
def test_slips_look_as_their_snapshot(page: str) -> None:
    check_snapshot(f"slips-{page.lower()}", draw_text(lay_out_slips(slip_book(5, page))[0]))


@pytest.mark.parametrize("code", LISTS)
def test_a_list_takes_as_many_pages_as_it_took(code: str) -> None:
    counts = (1, 30, 500) if code in NEVER_EMPTY else (0, 1, 30, 500)
    assert [lay_out_list(LISTS[code](count), first_page_only=True)[1] for count in counts] == PAGES[code]


@pytest.mark.parametrize("code", [code for code in LISTS if code != "monthly-report"])
def test_the_longest_and_the_rarest_names_are_whole(code: str) -> None:
    paper = LISTS[code](5)
    columns = [column.key for column in paper.columns]
    pages = lay_out_list(paper)[0]
    blocks = [block.text for page in pages for block in page.blocks]
    told = "".join("".join(block.split()) for block in blocks)
    assert "name" in columns
    assert not list_missing(RARE)
    assert RARE in told
    for part in re.findall(r"[^·]+", LONGEST):
        assert all(char in told for char in part)


def test_pages_of_several_months_are_numbered_through() -> None:
    sheets = (LISTS["attendance"](30), LISTS["attendance"](3))
    drawings, pages = lay_out_lists(sheets)
    assert len(drawings) == pages == 3
    for number, drawing in enumerate(drawings, 1):
        assert f"第{number}页共3页" in text_of([drawing])
    assert [text_of([drawing]).count("本页小计") for drawing in drawings] == [1, 1, 0]


def test_a_book_of_months_reads_back_with_each_months_sums() -> None:
    sheets = (LISTS["wage-sheet"](2), LISTS["wage-sheet"](2))
    pages = read_pages(print_book(ListBook("wage-sheet", "两个月", sheets[0].head, sheets)).pdf)
    assert len(pages) == 2
    assert all(re.search(r"合\s+计", page) for page in pages)


def test_several_pages_are_to_be_sealed_across_their_edges_and_one_is_not() -> None:
    assert ACROSS in text_of(lay_out_list(LISTS["roster"](60))[0])
    assert ACROSS not in text_of(lay_out_list(LISTS["roster"](2))[0])


def test_slips_are_cut_at_the_same_places_on_every_page() -> None:
    drawings, pages = lay_out_slips(slip_book(22))
    *full, last = [[round(stroke[1], 2) for stroke in drawing.dashed] for drawing in drawings]
    assert (pages, len(full[0])) == (6, 3)
    assert all(cuts == full[0] for cuts in full)
    assert last == full[0][:2]
    assert len({round(second - first, 2) for first, second in pairwise(full[0])}) == 1


def test_an_a5_slip_has_a_page_of_its_own_and_nothing_to_cut() -> None:
    drawings, pages = lay_out_slips(slip_book(7, "A5"))
    assert pages == 7
    assert not any(drawing.dashed for drawing in drawings)


@pytest.mark.parametrize("code", [code for code in LISTS if code not in (*NEVER_EMPTY, "monthly-report")])
def test_an_empty_list_says_that_it_is(code: str) -> None:
    drawn = {count: text_of(lay_out_list(LISTS[code](count))[0]) for count in (0, 1)}
    assert [EMPTY in drawn[count] for count in (0, 1)] == [True, False]


def coloured(content: bytes) -> list[str]:
    """Orders of a PDF that set anything but black, white or grey."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        orders = [(str(one.operator), one.operands) for page in pdf.pages for one in pikepdf.parse_content_stream(page)]
    rgb = [operands for name, operands in orders if name in ("rg", "RG")]
    mixed = [operands for operands in rgb if len({float(part) for part in operands}) > 1]
    return [str(operands) for operands in mixed] + [name for name, _ in orders if name in ("k", "K")]


def test_lists_are_printed_without_colour() -> None:
    for code in ("wage-sheet-products", "attendance"):
        assert coloured(print_list(LISTS[code](30)).pdf) == []


def test_a_page_with_a_colour_would_be_seen() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        file = io.BytesIO()
        pdf.save(file)
    assert len(coloured(file.getvalue())) == 1
