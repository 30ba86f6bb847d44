"""A matter brought to the desk, by the worker's phone or by the office for somebody without one."""

import json
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from workshop.access.roles import OFFICE, WORKER
from workshop.desk.queries.numbers import is_own, next_number
from workshop.desk.rows import MatterInjuryRow, MatterRow
from workshop.desk.rules.matters import Injury, refuse_injury, refuse_kind, refuse_text
from workshop.kernel.faults import Refused
from workshop.people.queries.worker import get_worker
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import seal

PHONE = (WORKER, "scan")


def raise_matter(
    workshop_id: int,
    kind: str,
    worker_id: int | None,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    topic: str = "",
    first: date | None = None,
    last: date | None = None,
    fen: int | None = None,
    period: str = "",
    paper: str = "",
    injury: Injury | None = None,
) -> int:
    """A matter of `kind` dispute, injury, request or other, in somebody's words; its id.

    `topic` is a word of TOPICS for disputes and requests; `first`, `last` the days it is about (leave, the disputed span), `fen` a
    sum, `period` of the slip. The words of an injury are kept sealed with its facts. A worker's account raises his own alone; the
    phone's scan (role `scan`) is trusted to name him. Objections to slips are raised in pay. Raises NotFound, Refused.
    """
    refuse_kind(kind, topic)
    _refuse_actor(actor, workshop_id, worker_id, kind)
    _refuse_words(kind, topic, text, paper)
    _refuse_figures(first, last, fen)
    if worker_id is not None:
        get_worker(workshop_id, worker_id)
    key, said = new_id(), text.strip()
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": key, "kind": kind, "topic": topic, "worker_id": worker_id}
    row |= {"first": first, "last": last, "fen": fen, "period": period[:10], "objection_id": None}
    row |= {"text": "" if kind == "injury" else said, "way": way_of(actor, paper), "paper": paper.strip()}
    with transaction(actor, now) as tx:
        row |= {"number": next_number(workshop_id, civil(now)), "at": now, "by": actor.name[:64]}
        tx.insert(MatterRow, [row | {"by_id": actor.account_id}])
        if kind == "injury":
            write_injury(tx, workshop_id, key, 1, _told(injury, said, first, civil(now)))
        detail = {"number": row["number"], "kind": kind, "topic": topic, "worker_id": worker_id, "words": digest(said)}
        tx.tell("matter.raise", f"matter/{key}", detail, workshop_id)
    return key


def civil(now: datetime) -> date:
    """The day in Shanghai of a moment in naive UTC."""
    return (now + timedelta(hours=8)).date()


def digest(text: str) -> str:
    """SHA-256 of words: the chain vouches for them without telling them."""
    return sha256(text.encode()).hexdigest()


def write_injury(tx: Transaction, workshop_id: int, matter_id: int, seq: int, injury: Injury) -> None:
    """Puts down what is known of an injury, sealed."""
    text = json.dumps(asdict(injury), ensure_ascii=False, sort_keys=True, default=str)
    sealed = seal(text, MatterInjuryRow.__tablename__, f"sealed/{seq}", workshop_id, matter_id)
    row: dict[str, Any] = {
        "workshop_id": workshop_id,
        "matter_id": matter_id,
        "seq": seq,
        "happened_on": injury.happened_on,
    }
    row |= {"sealed": sealed, "at": tx.now, "by": tx.actor.name[:64], "by_id": tx.actor.account_id}
    tx.insert(MatterInjuryRow, [row])


def _told(injury: Injury | None, said: str, first: date | None, today: date) -> Injury:
    known = injury or Injury()
    told = replace(known, how=known.how or said, happened_on=known.happened_on or first)
    refuse_injury(told, today)
    return told


def way_of(actor: Actor, paper: str) -> str:
    """By which way somebody's words came."""
    return "phone" if actor.role in PHONE else "paper" if paper.strip() else "office"


def _refuse_actor(actor: Actor, workshop_id: int, worker_id: int | None, kind: str) -> None:
    if actor.role not in (*OFFICE, *PHONE, "command"):
        raise Refused("只有本人、会计或负责人能提事项", "")
    if worker_id is None and kind != "other":
        raise Refused("请写是哪一位工人的事", "填工号", "worker")
    if actor.role == WORKER and (worker_id is None or not is_own(workshop_id, worker_id, actor.account_id)):
        raise Refused("只能提自己的事", "")


def _refuse_words(kind: str, topic: str, text: str, paper: str) -> None:
    refuse_text(text)
    refuse_text(paper, "paper", 200)
    if not text.strip() and kind != "injury" and topic not in ("leave", "advance"):
        raise Refused("请写是什么事", "一两句话就行", "text")


def _refuse_figures(first: date | None, last: date | None, fen: int | None) -> None:
    if first and last and last < first:
        raise Refused("止日在起日前面", "请核对日期", "last")
    if fen is not None and not 0 < fen < 10**10:
        raise Refused("金额不对", "请写大于 0 的金额", "fen")
