"""Papers with codes, from the rows below: badges of everybody in work, tickets of a batch."""

from datetime import date, datetime

from workshop.access.codes import make_code
from workshop.floor.actions.tickets import mark_printed
from workshop.floor.queries.badges import list_badges
from workshop.floor.queries.tickets import list_batches, list_tickets
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.badges import HIGH_MM, WIDE_MM, build_badges, lay_out_badges
from workshop.papers.bundle_tickets import build_tickets, lay_out_tickets
from workshop.papers.engine import render_pdf
from workshop.papers.glyphs import list_missing
from workshop.papers.kinds import PDF, TYPES, Made
from workshop.papers.printing import glyph_fault
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def issue_badges(actor: Actor, now: datetime, shop: Workshop, address: str, on: date) -> Made:
    """A card for everybody in work; that they were printed goes on the record. Raises Refused where there is nobody."""
    people = list_badges(shop.id, on)
    if not people:
        raise Refused("还没有在职的工人", "请先登记工人")
    coded = [(who, f"{address}/s/{make_code('badge', shop.id, who.worker_id)}") for who in people]
    pages = lay_out_badges(build_badges(shop.name, coded))
    with transaction(actor, now) as tx:
        tx.tell("badges.print", f"badges/{len(people)}", {"people": len(people)}, shop.id)
    faults = tuple(
        glyph_fault("工牌", at, "姓名", who.name, missing)
        for at, who in enumerate(people, 1)
        if (missing := list_missing(who.name))
    )
    pdf = render_pdf(pages, (WIDE_MM, HIGH_MM), f"{shop.name} 工牌")
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
    pdf = render_pdf(pages, (WIDE_MM, HIGH_MM), f"{shop.name} 菲票")
    return Made(pdf, f"{shop.name}菲票{batches[0].lot}.pdf", TYPES[PDF], len(pages), ())
