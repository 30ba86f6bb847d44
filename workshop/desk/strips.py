"""Strips 纸条: what a worker without a phone is handed, cut from a sheet; eighteen to a page."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from workshop.desk.actions.messages import list_open, record_strips
from workshop.desk.queries.messages import FRESH, Message, list_messages
from workshop.desk.rules.messages import KINDS, STRIP, day_words
from workshop.kernel.faults import Refused
from workshop.papers.codes.badges import HIGH_MM, WIDE_MM, cut_lines
from workshop.papers.kind import PDF, TYPES, Made
from workshop.papers.marking import tell_watermark
from workshop.papers.setting.drawing import Block, Drawing
from workshop.papers.setting.fitting import printable, wrap
from workshop.papers.setting.glyphs import list_missing
from workshop.papers.setting.late import render_pdf
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.printing import glyph_fault
from workshop.papers.setting.qr import draw_fitted
from workshop.papers.setting.stamps import make_stamps
from workshop.people.queries import Workshop
from workshop.store.audit import Actor

ACROSS, DOWN = 2, 9
STRIP_WIDE, STRIP_HIGH = 96.0, 31.0
LEFT_MM, TOP_MM = (WIDE_MM - ACROSS * STRIP_WIDE) / 2, (HIGH_MM - DOWN * STRIP_HIGH) / 2
TEXT_PX, PITCH_MM, MOST_LINES = 14.0, 5.2, 3
_MARGIN = 4.0
_SHANGHAI = timedelta(hours=8)


def issue_strips(actor: Actor, now: datetime, shop: Workshop, again: bool = False) -> Made:
    """The strips not printed yet as PDF, or once more those of the last fortnight; each goes on the record. Raises Refused."""
    messages = _list_printed(shop.id, now) if again else [one for one, _ in list_open(shop.id, now, (STRIP,))]
    if not messages:
        raise Refused("没有要印的纸条", "先按「写好通知」;印过的可以选「再印一次」")
    record_strips(actor, now, shop.id, messages)
    pages = lay_out_strips(shop.name, messages)
    stamps = make_stamps(Mark(watermark=tell_watermark(shop.id)), (WIDE_MM, HIGH_MM), 0, 0)
    for page in pages:
        page.stamps += stamps
    faults = tuple(
        glyph_fault("纸条", at, "姓名", one.name, missing)
        for at, one in enumerate(messages, 1)
        if (missing := list_missing(one.name))
    )
    pdf = render_pdf(pages, (WIDE_MM, HIGH_MM), f"{shop.name} 通知纸条")
    return Made(pdf, f"{shop.name}通知纸条.pdf", TYPES[PDF], len(pages), faults)


def _list_printed(workshop_id: int, now: datetime) -> list[Message]:
    found = list_messages(workshop_id, since=now - FRESH, size=100_000)
    return [one for one in reversed(found) if STRIP in one.choice.channels and one.steps.get(STRIP)]


def lay_out_strips(place: str, messages: Sequence[Message]) -> list[Drawing]:
    """The pages, by worker number so that a supervisor hands them out in the order of the roster."""
    found = sorted(messages, key=lambda one: (one.worker_no, one.at, one.id))
    per_page = ACROSS * DOWN
    return [_draw_page(place, found[at : at + per_page]) for at in range(0, len(found), per_page)]


def _draw_page(place: str, messages: Sequence[Message]) -> Drawing:
    drawing = Drawing()
    cut_lines(drawing, (ACROSS, DOWN), (STRIP_WIDE, STRIP_HIGH), (LEFT_MM, TOP_MM))
    for at, message in enumerate(messages):
        left, top = LEFT_MM + at % ACROSS * STRIP_WIDE, TOP_MM + at // ACROSS * STRIP_HIGH
        _draw_strip(drawing, place, message, left + _MARGIN, top)
    return drawing


def _draw_strip(drawing: Drawing, place: str, message: Message, left: float, top: float) -> None:
    width = STRIP_WIDE - 2 * _MARGIN
    draw_fitted(drawing, f"{message.name} {message.worker_no}", left, top + 2.5, width * 0.6, 19)
    draw_fitted(drawing, KINDS[message.kind], left + width * 0.62, top + 3.2, width * 0.38, 14)
    lines, px = _fit(message.text, width)
    drawing.blocks.append(Block(left, top + 9.5, PITCH_MM, px, "\n".join(lines)))
    foot = f"{place} {day_words((message.at + _SHANGHAI).date())}"
    draw_fitted(drawing, foot, left, top + STRIP_HIGH - 5.5, width, 10)


def _fit(text: str, width: float) -> tuple[tuple[str, ...], float]:
    """Three lines at most, smaller where it must be; nothing is cut off."""
    for half_px in range(int(TEXT_PX * 2), 12, -1):
        lines = wrap(printable(text), int(width / (half_px / 4 * MM_PER_PX)))
        if len(lines) <= MOST_LINES:
            return lines, half_px / 2
    return lines, 6.5
