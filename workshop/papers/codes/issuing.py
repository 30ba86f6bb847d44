"""Papers with codes, from the rows below: badges of everybody in work, tickets of a batch, labels of bags."""

from datetime import date, datetime

from workshop.access.codes import make_code
from workshop.floor.actions.tickets import mark_printed
from workshop.floor.queries.badges import list_badges
from workshop.floor.queries.tickets import list_batches, list_tickets
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.quantities import format_quantity
from workshop.papers.codes.badges import HIGH_MM, WIDE_MM, build_badges, lay_out_badges
from workshop.papers.codes.bag_labels import BagLabel, lay_out_labels
from workshop.papers.codes.bundle_tickets import build_tickets, lay_out_tickets
from workshop.papers.kind import PDF, TYPES, Made
from workshop.papers.marking import tell_watermark
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.glyphs import list_missing
from workshop.papers.setting.late import render_pdf
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import glyph_fault
from workshop.papers.setting.stamps import make_stamps
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.transaction import transaction
from workshop.takehome.queries.orders import list_orders

MOST_LABELS, LAST_BAG, _EVERY = 600, 999_999, 1_000_000


def issue_badges(actor: Actor, now: datetime, shop: Workshop, address: str, on: date) -> Made:
    """A card for everybody in work; that they were printed goes on the record. Raises Refused where there is nobody."""
    people = list_badges(shop.id, on)
    if not people:
        raise Refused("还没有在职的工人", "请先登记工人")
    coded = [(who, f"{address}/s/{make_code('badge', shop.id, who.worker_id, who.issue)}") for who in people]
    pages = lay_out_badges(build_badges(shop.name, coded))
    with transaction(actor, now) as tx:
        tx.tell("badges.print", f"badges/{len(people)}", {"people": len(people)}, shop.id)
    faults = tuple(
        glyph_fault("工牌", at, "姓名", who.name, missing)
        for at, who in enumerate(people, 1)
        if (missing := list_missing(who.name))
    )
    pdf = _render(shop, pages, f"{shop.name} 工牌")
    return Made(pdf, f"{shop.name}工牌.pdf", TYPES[PDF], len(pages), faults)


def issue_tickets(actor: Actor, now: datetime, shop: Workshop, address: str, batch_id: int) -> Made:
    """The tickets of a batch that can still be handed in. Raises NotFound, Refused where none is left."""
    batches = list_batches(shop.id, 1, batch_id)
    if not batches:
        raise NotFound
    tickets = list_tickets(shop.id, batch_id)
    book = build_tickets(shop.name, [(one, f"{address}/s/{make_code('ticket', shop.id, one.id)}") for one in tickets])
    if not book.tickets:
        raise Refused("这一批菲票都已交数或作废", "没有要印的;需要时请另做一批")
    pages = lay_out_tickets(book)
    mark_printed(actor, now, shop.id, batch_id)
    pdf = _render(shop, pages, f"{shop.name} 菲票")
    return Made(pdf, f"{shop.name}菲票{batches[0].lot}.pdf", TYPES[PDF], len(pages), ())


def issue_bag_labels(
    actor: Actor, now: datetime, shop: Workshop, on: date, numbers: tuple[int, int] | None = None
) -> Made:
    """Labels of all bags that are out, or blank ones of a range of numbers; that they were printed goes on the record.

    The code is the number alone, signed: the tablet reads it without a network. Raises Refused for no bag or no range.
    """
    labels = _blank_labels(shop, *numbers) if numbers else _order_labels(shop, on)
    pages = lay_out_labels(shop.name, labels)
    with transaction(actor, now) as tx:
        detail = {"labels": len(labels), "first": labels[0].bag_no, "last": labels[-1].bag_no}
        tx.tell("bags.print", f"bags/{len(labels)}", detail, shop.id)
    faults = tuple(
        glyph_fault("袋标签", at, "姓名", label.name, missing)
        for at, label in enumerate(labels, 1)
        if (missing := list_missing(label.name))
    )
    pdf = _render(shop, pages, f"{shop.name} 袋标签")
    return Made(pdf, f"{shop.name}袋标签.pdf", TYPES[PDF], len(pages), faults)


def _render(shop: Workshop, pages: list[Drawing], title: str) -> bytes:
    """The pages as PDF; those of the demonstration say so across."""
    size = (WIDE_MM, HIGH_MM)
    stamps = make_stamps(Mark(watermark=tell_watermark(shop.id)), size, 0, 0)
    for page in pages:
        page.stamps += stamps
    return render_pdf(pages, size, title)


def _order_labels(shop: Workshop, on: date) -> list[BagLabel]:
    orders = [order for order in list_orders(shop.id, on, "open", limit=_EVERY) if order.bag_no is not None]
    if not orders:
        raise Refused("没有在外的袋子", "发料时写上袋号,或填起止袋号,先印空白的袋标签")
    return [
        BagLabel(
            *(order.bag_no, make_code("bag", shop.id, order.bag_no), order.order_no, f"{order.name} {order.worker_no}"),
            *(f"{order.product} {order.operation}", _due(order.due, order.unit), order.due_on),
        )
        for order in sorted(orders, key=lambda order: order.bag_no or 0)
        if order.bag_no is not None
    ]


def _due(quantity: int | None, unit: str) -> str:
    return f"{format_quantity(quantity)} {unit}" if quantity is not None else ""


def _blank_labels(shop: Workshop, first: int, last: int) -> list[BagLabel]:
    if not 1 <= first <= last <= LAST_BAG:
        raise Refused(f"袋号从 {first} 到 {last} 不行", f"请写 1 到 {LAST_BAG} 之间的号,小的在前", "first")
    if last - first >= MOST_LABELS:
        raise Refused(f"一次最多印 {MOST_LABELS} 张袋标签", "请分几次印", "last")
    return [BagLabel(number, make_code("bag", shop.id, number)) for number in range(first, last + 1)]
