"""The bank's return file taken in: what came through, what came back, and which rows fit nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.kernel.faults import Fault, Refused
from workshop.pay.actions.settling import settle_lines
from workshop.pay.files.returns import ReturnedRow, read_returns
from workshop.pay.queries.payments import Batch, PaymentLine, get_batch, list_payment_lines
from workshop.pay.queries.returns import find_return, list_sent
from workshop.pay.rows import PaymentReturnRow
from workshop.pay.rules.returns import Answer, Matched, SentLine, choose_batch, match_answers
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import blind_index


@dataclass(frozen=True)
class TakenReturn:
    """What a return file came to: payments newly paid and failed, those known already, and rows that fit nothing."""

    batch: Batch
    paid: int
    failed: int
    existing: int
    faults: tuple[Fault, ...]


def take_returns(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    file_name: str,
    content: bytes,
    on: date,
    run_id: int | None = None,
) -> TakenReturn:
    """Reads a file and puts down what it says of the batch that most of its rows fit; rows that fit none come back as faults.

    Raises Refused for a file that is none, that fits no batch, or that was taken in before.
    """
    read = read_returns(content, file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction(actor, now) as tx:
        answers = [_answer(row) for row in read.rows]
        batch = _find_batch(workshop_id, run_id, answers, read.faults)
        if earlier := find_return(workshop_id, batch.id, sha256):
            raise Refused(f"这个文件已由 {earlier.by} 导入过", "同一个文件只算一次;有新的结果请下载新文件", "file")
        lines = [line for line in list_sent(workshop_id, batch.run_id) if line.batch_id == batch.id]
        matched = match_answers(answers, lines)
        counts = _write(tx, workshop_id, batch, matched, on, file_name, sha256)
    return TakenReturn(batch, *counts, matched.existing, (*read.faults, *matched.faults))


def count_fitting(workshop_id: int, content: bytes, file_name: str) -> int:
    """How many rows of a file fit payments of a workshop: tells whose file it is."""
    lines = list_sent(workshop_id)
    matched = match_answers([_answer(row) for row in read_returns(content, file_name).rows], lines)
    return len(matched.fresh) + matched.existing


def _answer(row: ReturnedRow) -> Answer:
    key = blind_index("card", row.card) if row.card else None
    tail = row.card[-4:] or row.tail
    return Answer(row.place, row.row, key, tail, row.name, row.amount, row.paid, row.reason)


def _find_batch(workshop_id: int, run_id: int | None, answers: Sequence[Answer], faults: Sequence[Fault]) -> Batch:
    batch_id = choose_batch(answers, list_sent(workshop_id, run_id))
    if batch_id is None:
        mend = str(faults[0]) if faults and not answers else "请核对是不是这个车间、这一期的文件"
        raise Refused("文件里没有一行对得上已做的银行文件", mend, "file")
    return get_batch(workshop_id, batch_id)


def _write(
    tx: Transaction, workshop_id: int, batch: Batch, matched: Matched, on: date, file_name: str, sha256: str
) -> tuple[int, int]:
    paid = [pair for pair in matched.fresh if pair[0].paid]
    failed = [pair for pair in matched.fresh if not pair[0].paid]
    key = new_id()
    counts: dict[str, Any] = {"paid": len(paid), "failed": len(failed)}
    names = {"workshop_id": workshop_id, "id": key, "batch_id": batch.id, "file_name": file_name[:200]}
    tx.insert(PaymentReturnRow, [names | counts | {"sha256": sha256, "at": tx.now, "by": tx.actor.name}])
    detail = counts | {"sha256": sha256, "refused": len(matched.faults), "existing": matched.existing}
    tx.tell("payment.return", f"payment_batch/{batch.id}", detail, workshop_id)
    known = {line.id: line for line in list_payment_lines(workshop_id, batch.run_id)}
    for outcome, pairs in (("paid", paid), ("failed", failed)):
        if pairs:
            _settle(tx, workshop_id, batch, outcome, pairs, known, on, key)
    return len(paid), len(failed)


def _settle(
    tx: Transaction,
    workshop_id: int,
    batch: Batch,
    outcome: str,
    pairs: Sequence[tuple[Answer, SentLine]],
    known: dict[int, PaymentLine],
    on: date,
    return_id: int,
) -> None:
    lines = [known[line.id] for _, line in pairs]
    reasons = [answer.reason for answer, _ in pairs]
    paid_on = on if outcome == "paid" else None
    settle_lines(
        *(tx, workshop_id, batch.run_id, lines, outcome),
        paid_on=paid_on,
        paid_by="银行" if paid_on else "",
        return_id=return_id,
        reasons=reasons,
    )
