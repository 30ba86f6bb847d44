"""Facts of the wage sheet and the piece detail: slips of a run with the people they belong to."""

from collections.abc import Mapping

from workshop.kernel.calendar import BANDS
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.wage_sheet import PieceFacts, WageFacts
from workshop.papers.queries.heads import build_head, get_run
from workshop.pay.queries.slips import Line, SlipView, load_slips
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

PIECES = frozenset({"piece", "team", "takehome"})
TIMES = frozenset({"hourly", "daily", "monthly"})
Made = Mapping[int, tuple[str, str, str]]  # operation → product, operation, unit

_MADE = """
SELECT o.id, p.name, o.name, o.unit FROM operation o
JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id WHERE o.workshop_id = :w"""
_TAILS = "SELECT id, id_no_tail FROM worker WHERE workshop_id = :w"


def load_wages(
    shop: Workshop,
    period: Period,
    part: int = 1,
    idnos: Mapping[int, str] | None = None,
    phones: Mapping[int, str] | None = None,
) -> tuple[PaperHead, list[WageFacts]]:
    """Head and workers of a run, by number; without `idnos` and `phones` only what may be shown without a reason."""
    run = get_run(shop, period, part)
    slips = load_slips(shop.id, run.id)
    people = {person.id: person for person in list_workers(shop.id, period.last, who="all")}
    made = {key: (product, name, unit) for key, product, name, unit in fetch_all(_MADE, w=shop.id)}
    tails = dict(fetch_all(_TAILS, w=shop.id)) if idnos is None else {}
    workers = []
    for slip in slips:
        person = people[slip.head.worker_id]
        idno = idnos.get(person.id, "") if idnos is not None else _masked(tails.get(person.id, ""))
        phone = phones.get(person.id, "") if phones is not None else person.phone_masked
        workers.append(_wage(slip, person, made, idno, phone))
    return build_head(shop, period, run), workers


def _masked(tail: str) -> str:
    return "*" * 14 + tail if tail else ""


def _wage(slip: SlipView, person: WorkerLine, made: Made, idno: str, phone: str) -> WageFacts:
    head = slip.head
    social = sum(line.taken for line in slip.deductions if line.step == "social")
    piece, timed = _sum(slip, PIECES, plain=True), _sum(slip, TIMES, plain=True)
    worked_over = _sum(slip, PIECES | TIMES, plain=False)
    return WageFacts(
        number=head.worker_no,
        name=head.name,
        idno=idno,
        category="、".join(person.categories),
        post=person.post,
        phone=phone,
        card_tail=person.card_tail,
        half_days=head.attended_halves,
        pieces=tuple(_piece(line, made) for line in slip.lines if line.kind in PIECES),
        piece_fen=piece,
        hour_minutes=sum(line.quantity for line in slip.lines if line.kind == "hourly" and line.band == "normal"),
        time_fen=timed,
        overtime_fen=worked_over,
        extra_fen=sum(line.amount for line in slip.lines if line.kind not in PIECES | TIMES),
        gross_fen=head.gross,
        social_fen=social,
        tax_fen=head.tax,
        other_fen=head.loss + head.advance + head.other - social,
        net_fen=head.net,
        note="含补录" if any(line.late for line in slip.lines) else "",
    )


def _sum(slip: SlipView, kinds: frozenset[str], plain: bool) -> int:
    """Fen of lines of these kinds in the normal band, or in the others."""
    return sum(line.amount for line in slip.lines if line.kind in kinds and (line.band == "normal") is plain)


def _piece(line: Line, made: Made) -> PieceFacts:
    product, operation, unit = made.get(line.operation_id or 0, ("", line.name, ""))
    times = f"×{line.twice / 2:g}" if line.twice != 2 else ""
    band = "" if line.band == "normal" else f"{BANDS[line.band]}{times}"
    quantity = None if line.kind == "team" else line.quantity
    return PieceFacts(product, operation, unit, line.price, quantity, line.amount, band)
