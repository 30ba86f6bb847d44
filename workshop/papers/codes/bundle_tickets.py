"""Bundle tickets 菲票 on paper: twenty-four to a page, each with a stub 存根 to tear off and keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.floor.rules.tickets import Ticket
from workshop.kernel.quantities import format_quantity
from workshop.papers.codes.badges import HIGH_MM, WIDE_MM, cut_lines
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.qr import draw_code, draw_fitted

ACROSS, DOWN = 3, 8
CELL_WIDE, CELL_HIGH = 66.0, 35.0
LEFT_MM, TOP_MM = (WIDE_MM - ACROSS * CELL_WIDE) / 2, (HIGH_MM - DOWN * CELL_HIGH) / 2
STUB_MM, CODE_MM = 17.0, 23.0


@dataclass(frozen=True)
class PrintedTicket:
    """A ticket as it is printed: what a person reads, and what the QR opens."""

    lot: str
    bundle: str
    product: str
    operation: str
    quantity: str
    address: str


@dataclass(frozen=True)
class TicketBook:
    """The tickets of a batch, in the order in which they are cut."""

    unit: str
    tickets: tuple[PrintedTicket, ...]


def build_tickets(unit: str, tickets: Sequence[tuple[Ticket, str]]) -> TicketBook:
    """Tickets with the addresses of their codes; what is void or handed in already is not printed again."""
    return TicketBook(
        unit,
        tuple(
            PrintedTicket(
                one.lot,
                f"第 {one.bundle} 扎",
                one.product,
                one.operation,
                f"{format_quantity(one.quantity)} {one.unit}",
                address,
            )
            for one, address in tickets
            if one.state == "open"
        ),
    )


def lay_out_tickets(book: TicketBook) -> list[Drawing]:
    """The pages."""
    per_page = ACROSS * DOWN
    return [_draw_page(book, book.tickets[at : at + per_page]) for at in range(0, len(book.tickets), per_page)]


def _draw_page(book: TicketBook, tickets: Sequence[PrintedTicket]) -> Drawing:
    drawing = Drawing()
    cut_lines(drawing, (ACROSS, DOWN), (CELL_WIDE, CELL_HIGH), (LEFT_MM, TOP_MM))
    for at, ticket in enumerate(tickets):
        left, top = LEFT_MM + at % ACROSS * CELL_WIDE, TOP_MM + at // ACROSS * CELL_HIGH
        _draw_stub(drawing, ticket, left, top)
        _draw_ticket(drawing, book.unit, ticket, left + STUB_MM, top)
    return drawing


def _draw_stub(drawing: Drawing, ticket: PrintedTicket, left: float, top: float) -> None:
    width = STUB_MM - 2
    drawing.line("存根", left + 1.2, top + 1.5, 9)
    draw_fitted(drawing, ticket.lot or " ", left + 1.2, top + 6, width, 9)
    draw_fitted(drawing, ticket.bundle, left + 1.2, top + 10, width, 11)
    draw_fitted(drawing, ticket.operation, left + 1.2, top + 15, width, 11)
    draw_fitted(drawing, ticket.quantity, left + 1.2, top + 20, width, 11)
    drawing.line("工号", left + 1.2, top + 26, 9)
    drawing.level(left + 1.2, top + 32.5, width)
    drawing.cut_down(left + STUB_MM, top, CELL_HIGH)


def _draw_ticket(drawing: Drawing, unit: str, ticket: PrintedTicket, left: float, top: float) -> None:
    text, width = left + 1.5, CELL_WIDE - STUB_MM - CODE_MM - 2
    draw_fitted(drawing, unit, text, top + 1.5, width, 8)
    draw_fitted(drawing, ticket.operation, text, top + 5.5, width, 18)
    draw_fitted(drawing, ticket.product, text, top + 12.5, width, 10)
    draw_fitted(drawing, ticket.quantity, text, top + 17, width, 18)
    draw_fitted(drawing, f"{ticket.lot} {ticket.bundle}".strip(), text, top + 24, CELL_WIDE - STUB_MM - 3, 11)
    drawing.line("工号", text, top + 29, 9)
    drawing.level(text + 7, top + 33, CELL_WIDE - STUB_MM - 10)
    draw_code(drawing, ticket.address, left + CELL_WIDE - STUB_MM - CODE_MM - 0.5, top + 0.8, CODE_MM)
