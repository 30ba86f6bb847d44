"""A list paper drawn page by page: title, header line, headings, rows, sums, signatures, room for the seal."""

from collections.abc import Sequence

from workshop.papers.columns import Value
from workshop.papers.listing import ListPaper, sum_rows
from workshop.papers.setting.drawing import Block, Drawing, spread_line, units_in
from workshop.papers.setting.fitting import printable, text_units
from workshop.papers.setting.foot import draw_foot, draw_hands
from workshop.papers.setting.list_sheet import BOTTOM_MM, EDGE_MM, HANDS_MM, HEAD_MM, ListSheet
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.page_line import LINE_PX, tell_page
from workshop.papers.setting.raster import cell_lines
from workshop.papers.setting.row_raster import RowRaster
from workshop.papers.setting.stamps import CODE_EDGE_MM, CODE_MM, make_stamps
from workshop.papers.setting.typography import set_punctuation

TITLE_TOP, TITLE_MM, TITLE_PX = 7.5, 10.0, 25
FIELDS_MM = 6.0
RAISED_MM, SUBTITLE_TOP, SUBTITLE_MM, SUBTITLE_PX = 2.5, 14.6, 5.0, 13  # a title above a subtitle is raised
ACROSS = "多页请加盖骑缝章"
CODE_ROOM_MM = CODE_MM + 2  # kept free of text in the upper right corner, whether a code stands there or not


def lay_out_list(paper: ListPaper, first_page_only: bool = False, mark: Mark = UNMARKED) -> tuple[list[Drawing], int]:
    """The pages of a list, and how many there are; `first_page_only` draws no more than the first."""
    return lay_out_lists((paper,), first_page_only, mark)


def lay_out_lists(
    papers: Sequence[ListPaper], first_page_only: bool = False, mark: Mark = UNMARKED
) -> tuple[list[Drawing], int]:
    """The pages of several lists, numbered through: each list begins on a page of its own and has its own sums."""
    sheets = [(sheet, sheet.cut()) for sheet in map(ListSheet, papers)]
    total, drawings, before = sum(len(cuts) for _, cuts in sheets), [], 0
    for sheet, cuts in sheets[:1] if first_page_only else sheets:
        for number, cut in enumerate(cuts[:1] if first_page_only else cuts, 1):
            drawings.append(_draw_page(sheet, number, len(cuts), *cut))
            _draw_page_line(sheet, drawings[-1], before + number, total, mark.line)
            drawings[-1].stamps += make_stamps(mark, sheet.size, sheet.size[0] - EDGE_MM - CODE_MM, CODE_EDGE_MM)
        before += len(cuts)
    return drawings, total


def _draw_page(sheet: ListSheet, number: int, count: int, start: int, end: int) -> Drawing:
    drawing, paper, width = Drawing(), sheet.paper, sheet.table_width
    _draw_head(sheet, drawing)
    _draw_headings(sheet, drawing)
    sums = _sums(sheet, number, count, start, end)
    rows_end, top = _draw_rows(sheet, drawing, start, end, sums)
    _draw_uprights(sheet, drawing, rows_end, top)
    drawing.frame(sheet.left, HEAD_MM, width, top - HEAD_MM)
    if number == count:
        draw_foot(paper, drawing, sheet.left, top, width)
    else:
        draw_hands(paper, drawing, sheet.left, sheet.size[1] - BOTTOM_MM - HANDS_MM, width)
    return drawing


def _draw_head(sheet: ListSheet, drawing: Drawing) -> None:
    title, px = set_punctuation(printable(sheet.paper.title)), TITLE_PX
    while text_units(title) * px / 2 * MM_PER_PX > sheet.width - 2 * CODE_ROOM_MM and px > 8:
        px -= 1
    raised = RAISED_MM if sheet.paper.subtitle else 0.0
    drawing.blocks.append(Block(0, TITLE_TOP - raised, TITLE_MM, px, title, "title"))
    if subtitle := set_punctuation(printable(sheet.paper.subtitle)):
        drawing.blocks.append(Block(0, SUBTITLE_TOP, SUBTITLE_MM, SUBTITLE_PX, subtitle, "title"))
    room, fields = sheet.size[0] - EDGE_MM - CODE_ROOM_MM - sheet.left, tuple(map(set_punctuation, sheet.paper.fields))
    for px in (12, 11, 10, 9, 8, 7, 6):
        line = spread_line(fields, units_in(min(room, sheet.table_width), px))
        if line is not None:
            break
    drawing.line(line or "  ".join(fields), sheet.left, HEAD_MM - FIELDS_MM - 0.3, px, FIELDS_MM)


def _draw_headings(sheet: ListSheet, drawing: Drawing) -> None:
    """Names of groups over their columns, titles, and the columns' numbers; to be read like the law's own forms."""
    groups, under, numbers = sheet.tiers
    for start, end, _ in sheet.groups:
        drawing.level(sheet.edge(start), HEAD_MM + groups, sheet.edge(end) - sheet.edge(start))
    drawing.row(sheet.group_cells, cell_lines(sheet.group_cells), sheet.place(HEAD_MM, groups))
    lines = sheet.heading_lines
    drawing.row(sheet.cells(sheet.titles(False), "center"), lines[1], sheet.place(HEAD_MM, groups + under))
    drawing.row(sheet.cells(sheet.titles(True), "center"), lines[0], sheet.place(HEAD_MM + groups, under))
    drawing.level(sheet.left, HEAD_MM + groups + under, sheet.table_width)
    if numbers:
        ordinals = tuple(str(at + 1) for at in range(len(sheet.columns)))
        drawing.row(sheet.cells(ordinals, "center"), 1, sheet.place(sheet.body_top - numbers, numbers))
        drawing.level(sheet.left, sheet.body_top, sheet.table_width)


Sum = tuple[str, tuple[Value, ...]]


def _sums(sheet: ListSheet, number: int, count: int, start: int, end: int) -> list[Sum]:
    """The rows of sums of a page: its own unless it is the only one, and on the last page those of the list."""
    paper = sheet.paper
    page = [("本页小计", sum_rows(paper.columns, paper.rows[start:end]))] if count > 1 else []
    return [*page, *([("合    计", paper.totals)] if number == count else [])] if paper.sums else []


def _draw_rows(sheet: ListSheet, drawing: Drawing, start: int, end: int, sums: list[Sum]) -> tuple[float, float]:
    """Rows and sums under each other; returns where the rows end and where the sums end."""
    height, steps = sheet.plain
    raster = RowRaster(drawing, sheet.place(sheet.body_top, height), steps)
    for at in range(start, end):
        top = raster.bottom
        raster.add(sheet.cells(sheet.rows[at]), sheet.line_counts[at], sheet.steps_of(at))
        drawing.level(sheet.left, raster.bottom, sheet.table_width)
        if sheet.paper.rows[at].stands_out:
            drawing.tint(sheet.left, top, sheet.table_width, raster.bottom - top)
    raster.finish()
    below = RowRaster(drawing, sheet.place(raster.bottom, sheet.paper.row_mm, sheet.measures[1].px))
    for label, values in sums:
        below.add(sheet.sum_cells(label, sheet.texts(values)), 1)
        drawing.level(sheet.left, below.bottom, sheet.table_width)
    below.finish()
    return raster.bottom, below.bottom


def _draw_uprights(sheet: ListSheet, drawing: Drawing, rows_end: float, bottom: float) -> None:
    """Each column's line in one stroke: from its title down to the rows' end, or through the sums that stand in it."""
    groups = sheet.tiers[0]
    grouped = {at for start, end, _ in sheet.groups for at in range(start + 1, end)}
    for at, column in enumerate(sheet.columns):
        top = HEAD_MM + (groups if at in grouped else 0)
        if at:
            drawing.upright(sheet.edge(at), top, (bottom if at >= sheet.first_sum else rows_end) - top)
        if column.tinted:
            drawing.tint(sheet.edge(at), top, sheet.edge(at + 1) - sheet.edge(at), rows_end - top)


def _draw_page_line(sheet: ListSheet, drawing: Drawing, number: int, count: int, mark: str) -> None:
    """Which paper a loose page belongs to; several pages that are sealed are sealed across their edges 骑缝章."""
    head = sheet.paper.head
    across = ACROSS if count > 1 and sheet.paper.seal else ""
    words = (across, f"{head.unit} {sheet.paper.title}", head.reference)
    line = tell_page(words, mark, (number, count), sheet.table_width)
    drawing.line(line, sheet.left, sheet.size[1] - BOTTOM_MM + 1, LINE_PX, 4)
