"""The chain over audit leaves: sealing what is new, and checking the whole of it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from workshop.store.audit import Actor, commit_to_leaf
from workshop.store.database import db, fetch_all
from workshop.store.rows import AuditLeafRow, AuditSealRow, SealedLeafRow
from workshop.store.transaction import transaction

START = "0" * 64


def seal_leaves(actor: Actor, now: datetime) -> str:
    """Seals every leaf that is not sealed yet; answers the head of the chain, which papers print."""
    with transaction(actor, now) as tx:
        head = db.session.execute(
            select(AuditSealRow.seq, AuditSealRow.hash).order_by(AuditSealRow.seq.desc()).limit(1)
        ).one_or_none()
        seq, previous = (head.seq + 1, head.hash) if head else (1, START)
        fresh = fetch_all(
            "SELECT id, commitment FROM audit_leaf WHERE id NOT IN (SELECT leaf_id FROM sealed_leaf) ORDER BY id"
        )
        if not fresh:
            return previous
        link = _link(previous, seq, fresh)
        tx.insert(AuditSealRow, [{"seq": seq, "at": now, "leaves": len(fresh), "hash": link}])
        tx.insert(SealedLeafRow, [{"leaf_id": leaf_id, "seal_seq": seq} for leaf_id, _ in fresh])
    return link


def check_chain() -> Iterator[str]:
    """A sentence for every leaf whose content differs from its commitment, and for the first broken link."""
    columns = (
        *(
            getattr(AuditLeafRow, n)
            for n in ("salt", "workshop_id", "at", "actor_id", "actor_name", "action", "subject", "detail")
        ),
    )
    for leaf_id, commitment, *parts in db.session.execute(select(AuditLeafRow.id, AuditLeafRow.commitment, *columns)):
        if commit_to_leaf(*parts) != commitment:
            yield f"审计记录 {leaf_id} 的内容被改动过"
    yield from _check_links()


def _check_links() -> Iterator[str]:
    previous = START
    for seq, expected, count in db.session.execute(
        select(AuditSealRow.seq, AuditSealRow.hash, AuditSealRow.leaves).order_by(AuditSealRow.seq)
    ):
        leaves = fetch_all(
            "SELECT s.leaf_id, l.commitment FROM sealed_leaf s LEFT JOIN audit_leaf l ON l.id = s.leaf_id"
            " WHERE s.seal_seq = :seq ORDER BY s.leaf_id",
            seq=seq,
        )
        if len(leaves) != count or any(c is None for _, c in leaves) or _link(previous, seq, leaves) != expected:
            yield f"审计链在第 {seq} 环断开"
            return
        previous = expected


def _link(previous: str, seq: int, leaves: list[tuple]) -> str:
    digest = hashlib.sha256(f"{previous}\0{seq}\0{len(leaves)}".encode())
    for leaf_id, commitment in leaves:
        digest.update(int(leaf_id).to_bytes(8, "big") + bytes(commitment))
    return digest.hexdigest()
