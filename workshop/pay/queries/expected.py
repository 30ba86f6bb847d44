"""What was computed, in the columns of `expected_pay`, for a comparison with a file."""

from collections.abc import Iterable

from sqlalchemy import select

from workshop.kernel.money import plain_yuan
from workshop.pay.rows import SlipRow
from workshop.people.rows import WorkerRow, WorkshopRow
from workshop.store.database import db

COLUMNS = ("gross", "topup", "tax", "loss", "advance", "other", "net", "carried")
HEADINGS = {
    "gross": "应发",
    "topup": "补差",
    "tax": "个税",
    "loss": "赔偿",
    "advance": "借支",
    "other": "其他扣款",
    "net": "实发",
    "carried": "结转",
}
Key = tuple[str, str]  # worker number, period


def computed_sums(periods: Iterable[str], workshop_code: str | None = None) -> dict[Key, list[tuple[str, ...]]]:
    """By worker number and period the sums in yuan; workers of the same number in several workshops stand side by side."""
    query = (
        select(WorkerRow.worker_no, SlipRow.period, *(getattr(SlipRow, name) for name in COLUMNS))
        .join(WorkerRow, (WorkerRow.workshop_id == SlipRow.workshop_id) & (WorkerRow.id == SlipRow.worker_id))
        .join(WorkshopRow, WorkshopRow.id == SlipRow.workshop_id)
        .where(SlipRow.period.in_(sorted(set(periods))))
    )
    if workshop_code is not None:
        query = query.where(WorkshopRow.code == workshop_code)
    found: dict[Key, list[tuple[str, ...]]] = {}
    for worker_no, period, *sums in db.session.execute(query):
        if sums[0] or sums[-1]:  # a row where gross or carried is not zero
            found.setdefault((worker_no, period), []).append(tuple(plain_yuan(fen) for fen in sums))
    return found
