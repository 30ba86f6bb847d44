"""Putting down facts 登记事项 of people and of the workshop, one or thousands at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workshop.claims.rows import ClaimFactRow
from workshop.claims.rules.registered import FACT_KINDS, SECRET, Entry, find_complaint
from workshop.kernel.faults import Refused
from workshop.people.queries import worker_ids
from workshop.store.audit import Actor, digest_rows
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal


@dataclass(frozen=True)
class NewFact:
    """A fact from a day on; `worker_id` None: of the workshop. Kinds and what they need: `rules.registered.FACT_KINDS`.

    `holds` False is an end or a checked no; `value` in 1/1000, `fen` the money that belongs to it.
    """

    worker_id: int | None
    kind: str
    name: str
    valid_from: date
    holds: bool = True
    value: int | None = None
    fen: int | None = None
    text: str = ""
    valid_to: date | None = None
    source: str = ""
    checked_on: date | None = None


def record_facts(
    actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewFact], import_id: int | None = None
) -> list[int]:
    """Adds facts; answers their ids. The same thing and day again replaces what was said, and both stay on record.

    Raises Refused for an unknown kind or word, a missing source, a worker of another workshop, a check in the future.
    """
    for row in rows:
        _check(row, now)
    with transaction(actor, now) as tx:
        check_workers(workshop_id, (row.worker_id for row in rows))
        values = [_values(actor, now, workshop_id, row) | {"import_id": import_id} for row in rows]
        tx.insert(ClaimFactRow, values)
        told = [(row.worker_id, row.kind, row.valid_from) for row in rows]
        detail: dict[str, Any] = {"count": len(rows), "digest": digest_rows(asdict(row) for row in rows)}
        if len(rows) == 1 and FACT_KINDS[rows[0].kind].shape != SECRET:
            detail = asdict(rows[0])
        elif len(rows) <= 50:
            detail["rows"] = told
        whose = rows[0].worker_id if len(rows) == 1 else None
        tx.tell("fact.record", f"worker/{whose}" if whose else f"workshop/{workshop_id}", detail, workshop_id)
    return [row["id"] for row in values]


def check_source(source: str, checked_on: date | None, now: datetime) -> None:
    """Nothing is claimed on without a source. Raises Refused; `now` is UTC, the day that of Shanghai."""
    if not source.strip():
        raise Refused("没有写来源", "例如 营业执照、乡镇 2026 年 3 月名单、缴费单", "source")
    if checked_on and checked_on > (now + timedelta(hours=8)).date():
        raise Refused(f"核对日期 {checked_on} 还没有到", "请填实际核对的那一天", "checked_on")


def check_workers(workshop_id: int, worker_ids_said: Any) -> None:
    """Everybody named belongs to the workshop; raises Refused."""
    strangers = {one for one in worker_ids_said if one is not None} - set(worker_ids(workshop_id).values())
    if strangers:
        raise Refused("工人不在这个车间", "请核对工号", "worker")


def _check(row: NewFact, now: datetime) -> None:
    entry = Entry(
        row.worker_id,
        row.kind,
        row.name,
        row.valid_from,
        row.valid_to,
        row.holds,
        row.value,
        row.fen,
        row.text,
        row.source,
    )
    sentence, mend, field = find_complaint(entry)
    if sentence:
        raise Refused(sentence, mend, field)
    check_source(row.source, row.checked_on, now)


def _values(actor: Actor, now: datetime, workshop_id: int, row: NewFact) -> dict[str, Any]:
    key = new_id()
    values = asdict(row) | {"source": row.source.strip()[:200], "name": row.name.strip()[:120], "sealed": None}
    if FACT_KINDS[row.kind].shape == SECRET:
        plain = f"{row.name} {(row.value or 0) // 1000}"
        sealed = seal(plain, ClaimFactRow.__tablename__, "sealed", workshop_id, key)
        values |= {"sealed": sealed, "name": "", "value": None}
    stamp = {"recorded_at": now, "recorded_by": actor.name, "reverses": None, "reason": ""}
    return {"workshop_id": workshop_id, "id": key} | values | stamp
