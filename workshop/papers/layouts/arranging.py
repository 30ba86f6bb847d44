"""A layout put onto a list: columns chosen and put in order, called and titled otherwise; figures, sums and hands stay."""

import re
from dataclasses import replace
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.columns import Column, Value
from workshop.papers.layouts.shapes import Shape, plain, word_of
from workshop.papers.layouts.words import PAGES, PaperSaid, fill_blanks
from workshop.papers.listing import ListBook, ListPaper, ListRow, PaperHead
from workshop.papers.setting.fitting import text_units, wrap
from workshop.papers.setting.list_sheet import ListSheet

PHONE = "联系电话"
LEAST_PX = 7.0  # 5.25 pt, 八号
NUMBERS = "一二三四五六七八九十"
_COPIES = re.compile(r"一式[一两二三四五六七八九十\d]+份")
_HEADING_UNITS = (10, 18)  # half-widths of a line of a heading that nobody broke; over a number of a person
_WIDEST: dict[str, Value] = {
    **{"text": "中" * 4, "code": "9" * 18, "mark": "√", "count": 999, "yuan": 12_345_678, "price": 12_345},
    **{"quantity": 12_345_000, "hours": 12_000, "days": 62, "sign": None},
}


def arrange_list(paper: ListPaper, said: PaperSaid, tell: dict[str, str]) -> ListPaper:
    """The list as the layout wants it; `tell` is what the words in braces stand for. Raises Refused where it does not fit."""
    laid = _choose(paper, said.columns) if said.columns else paper
    columns = tuple(_restyle(column, said, tell) for column in laid.columns)
    landscape, on_a3 = PAGES[said.page] if said.page else (paper.landscape, paper.on_a3)
    laid = replace(
        laid,
        columns=columns,
        title=title_of(said, tell) or paper.title,
        subtitle=fill_blanks(said.subtitle, tell),
        fields=tuple(_rename_field(field, said, tell) for field in paper.fields),
        notes=notes_of(paper.notes, said, tell),
        signatures=_hands(paper, said, tell),
        seal=fill_blanks(said.seal, tell) or paper.seal,
        numbered=paper.numbered and "栏号" not in said.omit,
        landscape=landscape,
        on_a3=on_a3,
        largest_px=max(paper.largest_px, _largest(said)),
    )
    if _is_tighter(laid, paper) or said.headings:
        _check_fits(laid)
    return laid


def _is_tighter(laid: ListPaper, paper: ListPaper) -> bool:
    """Whether there may be less room than before: what had room has it with fewer columns."""
    more = sum(column.printed for column in laid.columns) > sum(column.printed for column in paper.columns)
    return more or (paper.landscape and not laid.landscape)


def _largest(said: PaperSaid) -> float:
    """Fewer columns and a larger page take larger type where it fits."""
    return 14.0 if said.page == "A3横" else 12.0 if said.columns else 0.0


def arrange_book(book: ListBook, said: PaperSaid, tell: dict[str, str]) -> ListBook:
    """Every list of it, each told its own month."""
    lists = tuple(arrange_list(one, said, tell | {"期间": one.head.period.chinese}) for one in book.lists)
    return replace(book, title=title_of(said, tell) or book.title, lists=lists)


def title_of(said: PaperSaid, tell: dict[str, str]) -> str:
    """The title, empty where the layout has none."""
    return " ".join(fill_blanks(said.title, tell).split())


def notes_of(notes: tuple[str, ...], said: PaperSaid, tell: dict[str, str]) -> tuple[str, ...]:
    """The paper's own notes, those of the county, and in how many copies: told once."""
    own = () if "说明" in said.omit else notes
    if said.copies is None:
        return (*own, *(fill_blanks(note, tell) for note in said.notes))
    own = tuple(note for note in own if not _COPIES.search(note))
    return (*own, *(fill_blanks(note, tell) for note in said.notes), tell_copies(said.copies))


def tell_copies(copies: int) -> str:
    """`本表一式三份。`"""
    if copies == 1:
        return "本表一式一份。"
    word = "两" if copies == 2 else NUMBERS[copies - 1] if copies <= 10 else str(copies)
    return f"本表一式{word}份。"


def _choose(paper: ListPaper, words: tuple[str, ...]) -> ListPaper:
    """Columns in the order asked; what the workbook alone keeps stays behind them."""
    order = [at for word in words for at, column in enumerate(paper.columns) if plain(word_of(column)) == plain(word)]
    kept = [at for at, column in enumerate(paper.columns) if not column.printed and at not in order]
    columns = tuple(replace(paper.columns[at], printed=True) for at in order) + tuple(paper.columns[at] for at in kept)
    every = [*order, *kept]
    rows = tuple(replace(row, values=tuple(row.values[at] for at in every)) for row in paper.rows)
    return replace(paper, columns=columns, rows=rows, totals=tuple(paper.totals[at] for at in every))


def _restyle(column: Column, said: PaperSaid, tell: dict[str, str]) -> Column:
    word = plain(word_of(column))
    shares = {plain(name): share for name, share in (said.widths or {}).items()}
    called = {plain(name): text for name, text in (said.headings or {}).items()}
    if column.tied:
        return column
    title = _broken(fill_blanks(called[word], tell), column) if word in called else column.title
    return replace(column, title=title, share=shares.get(word, column.share))


def _broken(title: str, column: Column) -> str:
    """A heading broken into even lines, first before a bracket, unless somebody has broken it himself."""
    room = max(_HEADING_UNITS[column.kind == "code"], *map(text_units, column.title.split("\n")))
    if "\n" in title or text_units(title) <= room:
        return title
    before, bracket, behind = title.partition("(")
    return "\n".join((*_even(before, room), *(_even(bracket + behind, room) if bracket else ())))


def _even(text: str, room: int) -> tuple[str, ...]:
    lines = -(-text_units(text) // room)
    width = -(-text_units(text) // max(lines, 1))
    return wrap(text, width + width % 2) if text else ()


def _rename_field(field: str, said: PaperSaid, tell: dict[str, str]) -> str:
    label, colon, value = field.partition(":")
    called = {plain(name): text for name, text in (said.header or {}).items()}
    return fill_blanks(called[plain(label)], tell) + colon + value if plain(label) in called else field


def _hands(paper: ListPaper, said: PaperSaid, tell: dict[str, str]) -> tuple[str, ...]:
    """Who signs: words with a line behind each; only the telephone is known beforehand."""
    known = next((hand for hand in paper.signatures if hand.startswith(PHONE)), PHONE)
    told = tuple(known if name == PHONE else fill_blanks(name, tell) for name in said.signatures)
    return told or paper.signatures


def _check_fits(paper: ListPaper) -> None:
    try:
        ListSheet(paper).measures  # noqa: B018  measured to see whether there is room
    except ValueError as error:
        raise Refused(f"「{paper.title}」按表样排不下", "请在表样里少选几栏、减小 widths,或用 A4横、A3横") from error


def fits(said: PaperSaid, shape: Shape) -> bool:
    """Whether the columns have room on the page, in type that can be read, with values as wide as they come."""
    head = PaperHead("", Period(2026, 1), date(2026, 1, 1))
    row = ListRow(tuple(_WIDEST[column.kind] for column in shape.columns))
    sums = tuple(1_234_567_800 if column.kind == "yuan" and column.total else None for column in shape.columns)
    blank = ListPaper("", "", head, (), shape.columns, (row,), sums)
    try:
        return ListSheet(arrange_list(blank, said, {})).measure.px >= LEAST_PX
    except (Refused, ValueError):
        return False
