"""Labels of bags 袋标签: the bag's number large and as a code for the tablet, and what is in it; twelve to a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.text import to_half_width
from workshop.papers.codes.badges import WIDE_MM, cut_lines
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.qr import draw_code, draw_fitted

ACROSS, DOWN = 2, 6
CELL_WIDE, CELL_HIGH = 96.0, 47.0
LEFT_MM, TOP_MM = (WIDE_MM - ACROSS * CELL_WIDE) / 2, (297.0 - DOWN * CELL_HIGH) / 2
CODE_MM = 38.0
EMPTY = ("姓名", "工序", "应交")


@dataclass(frozen=True)
class BagLabel:
    """One bag: `code` is what its QR says. Without an order the label is for any: name, operation and day are for a pen."""

    bag_no: int
    code: str
    order_no: str = ""
    name: str = ""
    operation: str = ""
    quantity: str = ""
    due_on: date | None = None


def read_numbers(first: str, last: str) -> tuple[int, int] | None:
    """A range of bag numbers as it is typed; None where nothing is. Raises Refused for what is no number."""
    typed = [to_half_width(text).strip() for text in (first, last)]
    if not any(typed):
        return None
    if not all(text.isascii() and text.isdigit() and len(text) <= 6 for text in typed):
        raise Refused("起止袋号要写两个整数", "例如从 1 到 50;两格都不填,就印在外各袋的标签", "first")
    return int(typed[0]), int(typed[1])


def lay_out_labels(unit: str, labels: Sequence[BagLabel]) -> list[Drawing]:
    """The pages, with lines to cut along."""
    per_page = ACROSS * DOWN
    return [_draw_page(unit, labels[at : at + per_page]) for at in range(0, len(labels), per_page)]


def _draw_page(unit: str, labels: Sequence[BagLabel]) -> Drawing:
    drawing = Drawing()
    cut_lines(drawing, (ACROSS, DOWN), (CELL_WIDE, CELL_HIGH), (LEFT_MM, TOP_MM))
    for at, label in enumerate(labels):
        left, top = LEFT_MM + at % ACROSS * CELL_WIDE, TOP_MM + at // ACROSS * CELL_HIGH
        _draw_label(drawing, unit, label, left, top)
    return drawing


def _draw_label(drawing: Drawing, unit: str, label: BagLabel, left: float, top: float) -> None:
    text, width = left + 4, CELL_WIDE - CODE_MM - 7
    draw_fitted(drawing, unit, text, top + 2.5, width, 10)
    draw_fitted(drawing, f"{label.bag_no}号袋", text, top + 7, width, 38)
    draw_code(drawing, label.code, left + CELL_WIDE - CODE_MM - 2, top + 3, CODE_MM)
    if not label.order_no:
        _draw_blanks(drawing, text, top, width)
        return
    due = f"{label.due_on.month}月{label.due_on.day}日前交" if label.due_on else "交货日期未定"
    draw_fitted(drawing, label.name, text, top + 22, width, 17)
    draw_fitted(drawing, label.operation, text, top + 28.5, width, 13)
    draw_fitted(drawing, f"{due} {label.quantity}".strip(), text, top + 33.5, width, 13)
    draw_fitted(drawing, f"单号 {label.order_no}", text, top + 39.5, width, 12)


def _draw_blanks(drawing: Drawing, text: float, top: float, width: float) -> None:
    for turn, name in enumerate(EMPTY):
        at = top + 23 + turn * 7.5
        drawing.line(name, text, at, 12)
        drawing.level(text + 9, at + 5, width - 9)
