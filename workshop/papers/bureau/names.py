"""The named cells of a blank workbook: where each stands, which names nobody knows, which are wanting."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName

from workshop.claims.rules.kinds import unknown_word
from workshop.kernel.faults import Fault, Refused
from workshop.papers.bureau.opening import MOST_COLUMNS, MOST_ROWS, SAVE_AGAIN
from workshop.papers.bureau.values import LIST, list_names, list_row_names
from workshop.papers.layouts.shapes import Shape, plain

HOW = "在 Excel 里选中那一格,在左上角的名称框里写上名字、按回车"
_BUILT_IN = ("_xlnm.", "_FilterDatabase", "Print_", "ExternalData")


@dataclass
class Named:
    """Where names stand, all on one sheet: (row, column) of single cells and of the cells of the list's first row.

    `last`: the last of the rows that were prepared for the list, from `first` on; 0 without a list.
    """

    sheet: str
    singles: dict[str, tuple[int, int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    faults: list[Fault] = field(default_factory=list)


def find_names(book: Workbook, shape: Shape, file: str) -> Named:
    """The names of a workbook, with what is wrong with them as warnings. Raises Refused where it could not be filled."""
    known, places = list_names(shape), list(_places(book))
    sheets = [sheet for name, sheet, _ in places if name in known]
    if not sheets:
        raise Refused(f"「{file}」里没有一个认得的名字", f"{HOW};现有的名字:{'、'.join(known)}", "file")
    found = Named(max(set(sheets), key=sheets.count))
    rows: dict[str, tuple[int, int]] = {}
    in_row = list_row_names(shape)
    for name, sheet, (left, top, right, bottom) in places:
        if name not in known:
            wrong = unknown_word(name, list(known), "名字", ())
            _warn(found, file, name, wrong.message, wrong.mend)
        elif sheet != found.sheet:
            _warn(found, file, name, f"在另一张工作表「{sheet}」里,不填", f"请都放在「{found.sheet}」")
        elif name == LIST:
            found.first, found.last = top, bottom
        else:
            (rows if name in in_row else found.singles)[name] = (top, left)
            if right > left and bottom > top and name in in_row:
                _warn(found, file, name, "名字下面有好几行几列", "只选第一行的那一格")
    _place_rows(found, rows, file)
    _tell_wanting(found, shape, file)
    return found


def _place_rows(found: Named, rows: dict[str, tuple[int, int]], file: str) -> None:
    """The cells of the list stand in one row, the first of those that were prepared."""
    if not rows:
        found.first = found.last = 0
        return
    tops = [top for top, _ in rows.values()]
    first = max(set(tops), key=tops.count)
    if other := [name for name, (top, _) in rows.items() if top != first]:
        raise Refused(
            f"「{file}」里{'、'.join(other)}不在名单的第一行", f"名单各栏的名字要在同一行(第 {first} 行)", "file"
        )
    if found.last and not (found.first == first <= found.last):
        raise Refused(f"「{file}」里「{LIST}」不是从第 {first} 行开始", f"{LIST}要选从第一行到最后一行的格子", "file")
    found.first, found.last = first, max(first, found.last)
    found.columns = {name: left for name, (_, left) in rows.items()}


def _tell_wanting(found: Named, shape: Shape, file: str) -> None:
    """What the form should have and has no name for; a list without its people is of no use."""
    if shape.columns and not found.columns:
        raise Refused(f"「{file}」里没有名单的名字", f"第一行要有 序号、姓名 这些名字;{HOW}", "file")
    have = {*found.columns, *found.singles}
    for word, why in shape.list_needed():
        known = {plain(told): name for name, told in list_names(shape).items()}
        name = known.get(plain(word))
        if name and name not in have:
            _warn(found, file, name, f"没有这个名字:{why}", HOW)


def _warn(found: Named, file: str, name: str, message: str, mend: str) -> None:
    found.faults.append(Fault(file, 0, "名字", name, "template_name", message, mend, "warned"))


Bounds = tuple[int, int, int, int]  # left, top, right, bottom


def _places(book: Workbook) -> Iterator[tuple[str, str, Bounds]]:
    """(name, sheet, where) of every name that a person gave and that leads to cells."""
    local = ((name, one, sheet.title) for sheet in book.worksheets for name, one in sheet.defined_names.items())
    every = ((name, one, "") for name, one in book.defined_names.items())
    for name, one, _ in (*every, *local):
        if not name.startswith(_BUILT_IN) and not one.hidden and (place := _place_of(one)):
            yield name, *place


def _place_of(one: DefinedName) -> tuple[str, Bounds] | None:
    """None for a name of something that is no cell of this workbook."""
    text = one.attr_text or ""
    if "[" in text or "#REF!" in text or "," in text or one.type != "RANGE":
        return None
    sheet, _, reference = text.rpartition("!")
    try:
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
    except (ValueError, TypeError):
        return None
    if None in (left, top, right, bottom) or bottom > MOST_ROWS or right > MOST_COLUMNS:
        raise Refused(f"名字「{one.name}」选的是整行、整列,或太大", SAVE_AGAIN, "file")
    return sheet.strip("'").replace("''", "'"), (left, top, right, bottom)
