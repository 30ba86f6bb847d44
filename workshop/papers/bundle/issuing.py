"""What a person does to hand out a worker's pay papers: numbers read on the record, leaves sealed, the ZIP built, its hash told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.bundle.tables import build_tables
from workshop.papers.bundle.writing import BundleFacts, build_bundle
from workshop.papers.kind import Made
from workshop.papers.lists.slips import SlipBook, build_slips
from workshop.papers.lists.wage_ledger import build_wage_ledger
from workshop.papers.marking import tell_watermark
from workshop.papers.queries import load_ledger
from workshop.papers.queries.slips import load_worker_slips
from workshop.papers.setting.mark import Mark
from workshop.pay.actions.ledger import read_ledger_numbers
from workshop.pay.queries.evidence import list_leaf_ids
from workshop.pay.queries.ledger import LedgerRow, list_ledger
from workshop.people.queries import Workshop
from workshop.people.queries.worker import get_worker
from workshop.store.audit import Actor
from workshop.store.chain import prove_leaves, seal_leaves
from workshop.store.transaction import transaction

ZIP = "application/zip"


@dataclass(frozen=True)
class BundleAsked:
    """Whose papers, from which period to which, and why."""

    shop: Workshop
    worker_id: int
    first: Period
    last: Period
    reason: str


def issue_bundle(actor: Actor, now: datetime, asked: BundleAsked) -> Made:
    """The ZIP for an arbitration or an inspection. Refused without a reason, without locked pay, for those outside the office.

    That the numbers were read is told before, that the ZIP was handed out after, with its SHA-256.
    """
    if asked.last < asked.first:
        raise Refused("止期在起期前面", "请把期间对调", "last")
    rows = list_ledger(asked.shop.id, asked.first.code, asked.last.code, asked.worker_id)
    numbers = read_ledger_numbers(actor, now, asked.shop.id, [row.slip_id for row in rows], asked.reason)
    seal_leaves(actor, now)
    facts = _gather(actor, now, asked, rows, numbers)
    content = build_bundle(facts)
    told = {"from": asked.first.code, "to": asked.last.code, "reason": asked.reason.strip()[:200]}
    with transaction(actor, now) as tx:
        digest = {"sha256": hashlib.sha256(content).hexdigest(), "rows": len(rows)}
        tx.tell("bundle.issue", f"worker/{asked.worker_id}", told | digest, asked.shop.id)
    name = f"{asked.shop.name}{facts.worker_no}{facts.name}工资材料{asked.first.code}至{asked.last.code}.zip"
    return Made(content, name, ZIP, 0, ())


def _gather(
    actor: Actor, now: datetime, asked: BundleAsked, rows: list[LedgerRow], numbers: dict[str, dict[int, str]]
) -> BundleFacts:
    worker = get_worker(asked.shop.id, asked.worker_id)
    head, ledger = load_ledger(asked.shop, asked.first, asked.last, asked.worker_id, numbers=numbers)
    days = (asked.first.first, asked.last.last)
    return BundleFacts(
        unit=asked.shop.name,
        worker_no=worker.worker_no,
        name=worker.name,
        first=asked.first,
        last=asked.last,
        ledger=build_wage_ledger(head, asked.first, asked.last, ledger),
        slips=_slips(asked),
        tables=build_tables(asked.shop.id, asked.worker_id, *days),
        proof=prove_leaves(list_leaf_ids(asked.shop.id, asked.worker_id, *days)),
        rows=len(rows),
        gross=sum(row.gross for row in rows),
        net=sum(row.net for row in rows),
        made_at=now,
        made_by=actor.name,
        reason=asked.reason.strip(),
        mark=Mark(watermark=tell_watermark(asked.shop.id)),
    )


def _slips(asked: BundleAsked) -> SlipBook:
    """All slips of the span in one book, each with the title of its own period."""
    found = load_worker_slips(asked.shop, asked.worker_id, asked.first, asked.last)
    books = [build_slips(head, [facts]) for head, facts in found]
    title = f"{asked.first.chinese}至{asked.last.chinese}工资条"
    return SlipBook(books[-1].head, title, tuple(slip for book in books for slip in book.slips))
