"""Facts of the wage ledger as it is printed: rows of a span, with whole numbers where they were read on the record."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from workshop.kernel.masking import mask_tail
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.wage_ledger import LedgerFacts
from workshop.pay.queries.ledger_pages import LedgerEntry, list_entries
from workshop.people.queries import Workshop

Whole = Mapping[str, Mapping[int, str]]  # `id_no`, `phone` → slip → the whole number


def load_ledger(
    shop: Workshop,
    first: Period,
    last: Period,
    worker_id: int | None = None,
    part: int | None = None,
    numbers: Whole | None = None,
) -> tuple[PaperHead, list[LedgerFacts]]:
    """Head and rows from the first to the last period, of one worker or of all; without `numbers` masked.

    With a `part` it is the ledger of one run: a month without its halves.
    """
    entries = list_entries(shop.id, first.code, last.code, worker_id)
    if part is not None:
        entries = [entry for entry in entries if (entry.row.period, entry.row.part) == (first.code, part)]
    return PaperHead(shop.name, last, None, shop.phone, reference(entries)), [
        _facts(entry, numbers) for entry in entries
    ]


def reference(entries: Sequence[LedgerEntry]) -> str:
    """What the foot of every page says: how many rows, when the last was written."""
    latest = max((entry.row.recorded_at for entry in entries), default=None)
    return f"台账 {len(entries)} 行,记到 {latest + timedelta(hours=8):%Y-%m-%d}" if latest else ""


def _facts(entry: LedgerEntry, numbers: Whole | None) -> LedgerFacts:
    row = entry.row
    return LedgerFacts(
        period=row.span,
        part=row.part,
        paid_on=entry.paid_on,
        name=row.name,
        idno=_number(numbers, "id_no", row.slip_id, "*" * 14 + row.id_no_tail if row.id_no_tail else ""),
        phone=_number(numbers, "phone", row.slip_id, mask_tail("0000000" + row.phone_tail) if row.phone_tail else ""),
        half_days=row.attended_halves,
        minutes=row.hour_minutes,
        earned=row.earned,
        gross_fen=row.gross,
        deducted=row.taken,
        deducted_fen=row.deducted,
        net_fen=row.net,
        proof=entry.proof,
    )


def _number(numbers: Whole | None, name: str, slip_id: int, masked: str) -> str:
    return masked if numbers is None or name not in numbers else numbers[name].get(slip_id, "")
