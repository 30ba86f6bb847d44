"""Badges 工牌: a card a worker with name, number and QR; ten to a page with lines to cut along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.qr import draw_code, draw_fitted

WIDE_MM, HIGH_MM = 210.0, 297.0
CARD_WIDE, CARD_HIGH, ACROSS, DOWN = 90.0, 54.0, 2, 5
LEFT_MM, TOP_MM = (WIDE_MM - ACROSS * CARD_WIDE) / 2, (HIGH_MM - DOWN * CARD_HIGH) / 2
CODE_MM = 42.0


class HasName(Protocol):
    """What a badge tells of a worker."""

    @property
    def worker_no(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class BadgeCard:
    """One card: `address` is what the QR opens."""

    name: str
    number: str
    address: str


@dataclass(frozen=True)
class BadgeBook:
    """All cards of a workshop."""

    unit: str
    cards: tuple[BadgeCard, ...]


def build_badges(unit: str, people: Sequence[tuple[HasName, str]]) -> BadgeBook:
    """Cards of people, each with the address of his code: nothing but name and number stands on them."""
    return BadgeBook(unit, tuple(BadgeCard(who.name, who.worker_no, address) for who, address in people))


def lay_out_badges(book: BadgeBook) -> list[Drawing]:
    """The pages."""
    per_page = ACROSS * DOWN
    return [_draw_page(book, book.cards[at : at + per_page]) for at in range(0, len(book.cards), per_page)]


def _draw_page(book: BadgeBook, cards: Sequence[BadgeCard]) -> Drawing:
    drawing = Drawing()
    cut_lines(drawing, (ACROSS, DOWN), (CARD_WIDE, CARD_HIGH), (LEFT_MM, TOP_MM))
    for at, card in enumerate(cards):
        _draw_card(drawing, book.unit, card, LEFT_MM + at % ACROSS * CARD_WIDE, TOP_MM + at // ACROSS * CARD_HIGH)
    return drawing


def _draw_card(drawing: Drawing, unit: str, card: BadgeCard, left: float, top: float) -> None:
    text, width = left + 5, CARD_WIDE - CODE_MM - 7
    draw_fitted(drawing, unit, text, top + 6, width, 12)
    draw_fitted(drawing, card.name, text, top + 15, width, 40)
    drawing.line("工号", text, top + 32, 11)
    draw_fitted(drawing, card.number, text, top + 36, width, 26)
    draw_code(drawing, card.address, left + CARD_WIDE - CODE_MM - 2, top + 2, CODE_MM)
    drawing.line("手机扫码:交数、对工", left + CARD_WIDE - CODE_MM + 2.5, top + CODE_MM + 2, 11)


def cut_lines(
    drawing: Drawing, counts: tuple[int, int], size: tuple[float, float], corner: tuple[float, float]
) -> None:
    """Dashed lines between all cells, to the edges of the paper so that a guillotine finds them."""
    for column in range(counts[0] + 1):
        drawing.cut_down(corner[0] + column * size[0], 0, HIGH_MM)
    for row in range(counts[1] + 1):
        drawing.cut(0, corner[1] + row * size[1], WIDE_MM)
