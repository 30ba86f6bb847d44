"""The chain over audit leaves: sealing what is new, and checking the whole of it."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.store.audit import Actor, commit_to_leaf
from workshop.store.database import db, fetch_all
from workshop.store.rows import AuditLeafRow, AuditSealRow, SealedLeafRow
from workshop.store.scope import across_workshops
from workshop.store.transaction import transaction

START = "0" * 64
_COVERED = tuple(
    getattr(AuditLeafRow, name)
    for name in ("salt", "workshop_id", "at", "actor_id", "actor_name", "action", "subject", "detail")
)


@across_workshops("one chain covers the leaves of all workshops")
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


@dataclass(frozen=True)
class Proof:
    """What somebody outside needs to check some leaves: the leaves, and the chain from the first seal over them to its head.

    `leaves` are (id, seal or None, salt, commitment, what the commitment covers); `seals` (number, at, leaves, hash);
    `links` (seal, leaf, commitment) of every leaf of those seals: a commitment tells nothing of the leaf it stands for.
    """

    leaves: list[tuple[int, int | None, bytes, bytes, tuple[Any, ...]]]
    previous: str
    seals: list[tuple[int, datetime, int, str]]
    links: list[tuple[int, int, bytes]]

    @property
    def head(self) -> str:
        """The hash of the last seal: printed on papers, it vouches for everything before it."""
        return self.seals[-1][3] if self.seals else START


@across_workshops("the chain from a leaf to its head runs through the commitments of all workshops")
def prove_leaves(leaf_ids: Collection[int]) -> Proof:
    """The proof for these leaves, in the order of their ids."""
    leaves = [leaf for chunk in _chunks(sorted(leaf_ids)) for leaf in _read_leaves(chunk)]
    first = min((seal for _, seal, *_ in leaves if seal is not None), default=0)
    row = AuditSealRow
    seals = [
        tuple(seal) for seal in db.session.execute(select(row.seq, row.at, row.leaves, row.hash).order_by(row.seq))
    ]
    previous = next((digest for seq, _, _, digest in seals if seq == first - 1), START)
    links = fetch_all(
        "SELECT s.seal_seq, s.leaf_id, l.commitment FROM sealed_leaf s JOIN audit_leaf l ON l.id = s.leaf_id"
        " WHERE s.seal_seq >= :first ORDER BY s.seal_seq, s.leaf_id",
        first=first,
    )
    following: Any = [seal for seal in seals if seal[0] >= first]
    return Proof(leaves, previous, following, [(seq, leaf, bytes(value)) for seq, leaf, value in links])


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + 400] for start in range(0, len(ids), 400))


def _read_leaves(ids: Sequence[int]) -> Iterator[tuple[int, int | None, bytes, bytes, tuple[Any, ...]]]:
    row, sealed = AuditLeafRow, SealedLeafRow
    query = select(row.id, sealed.seal_seq, row.commitment, *_COVERED).outerjoin(sealed, sealed.leaf_id == row.id)
    for leaf_id, seal, commitment, salt, *content in db.session.execute(query.where(row.id.in_(ids)).order_by(row.id)):
        yield leaf_id, seal, bytes(salt), bytes(commitment), tuple(content)


def check_chain() -> Iterator[str]:
    """A sentence for every leaf whose content differs from its commitment, and for the first broken link."""
    for leaf_id, commitment, *parts in db.session.execute(select(AuditLeafRow.id, AuditLeafRow.commitment, *_COVERED)):
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
