"""Steps of a matter: what was said and done, to whom it was given, what was put right, how it ended, and that it began again."""

from datetime import date, datetime
from typing import Any

from workshop.access.roles import OFFICE
from workshop.desk.actions.matters import PHONE, civil, digest, write_injury
from workshop.desk.marks import mark_name
from workshop.desk.queries.grounds import span_of
from workshop.desk.queries.liaison import list_liaisons
from workshop.desk.queries.links import refuse_link
from workshop.desk.queries.matters import MatterLine, find_matter
from workshop.desk.queries.numbers import find_row, is_own, last_seq, next_number
from workshop.desk.rows import MatterInjuryRow, MatterRow, MatterStepRow
from workshop.desk.rules.matters import Injury, outcomes_of, refuse_injury, refuse_text
from workshop.kernel.faults import NotFound, Refused
from workshop.pay.actions import answer_objection
from workshop.pay.queries.answers import get_objection
from workshop.store.audit import Actor
from workshop.store.transaction import Transaction, transaction


def add_words(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    matter_id: int,
    text: str,
    *,
    kind: str = "say",
    said_by: str = "",
    said_on: date | None = None,
) -> None:
    """Puts down what was said (`say`), done (`do`), answered to the worker (`answer`) or filed (`filed`, on `said_on`).

    The phone says (`say`) in its worker's own matter alone, and `said_by` is then he. Raises NotFound, Refused.
    """
    if kind not in ("say", "do", "answer", "filed"):
        raise Refused("不认识这一步", "", "kind")
    if not text.strip() and kind != "filed":
        raise Refused("请写清楚", "一两句话就行", "text")
    refuse_text(text)
    refuse_text(said_by, "said_by", 64)
    if said_on and said_on > civil(now):
        raise Refused("日期在今天后面", "请核对日期", "said_on")
    with transaction(actor, now) as tx:
        line = _open_for(tx, workshop_id, matter_id, kind == "say")
        words = {"text": text.strip(), "said_on": said_on, "said_by": said_by.strip()}
        if actor.role in PHONE:
            words["said_by"] = line.raised.name[:64]
        _step(tx, workshop_id, matter_id, kind, **words)


def assign_matter(
    actor: Actor, now: datetime, workshop_id: int, matter_id: int, liaison_id: int, text: str = ""
) -> None:
    """Gives a matter to a liaison by name. Raises NotFound, Refused."""
    refuse_text(text)
    if not any(one.id == liaison_id and one.name for one in list_liaisons(workshop_id)):
        raise Refused("没有这位联络员", "请先登记联络员", "liaison")
    with transaction(actor, now) as tx:
        _open_for(tx, workshop_id, matter_id)
        _step(tx, workshop_id, matter_id, "assign", text=text.strip(), liaison_id=liaison_id)


def link_correction(
    actor: Actor, now: datetime, workshop_id: int, matter_id: int, link_kind: str, link: str, text: str = ""
) -> None:
    """Names the entry, attendance or offset that put it right; it must be there and be this worker's. Raises NotFound, Refused."""
    refuse_text(text)
    with transaction(actor, now) as tx:
        line = _open_for(tx, workshop_id, matter_id)
        refuse_link(workshop_id, line.raised.worker_id, (link_kind, link), line.raised.at, span_of(line.raised))
        _step(tx, workshop_id, matter_id, "link", text=text.strip(), link_kind=link_kind, link=link[:80])


def tell_injury(actor: Actor, now: datetime, workshop_id: int, matter_id: int, injury: Injury) -> None:
    """What is known of an injury by now; what was known before stays. Raises NotFound, Refused."""
    refuse_injury(injury, civil(now))
    with transaction(actor, now) as tx:
        line = _open_for(tx, workshop_id, matter_id)
        if line.raised.kind != "injury":
            raise Refused("这不是受伤的事项", "")
        seq = last_seq(MatterInjuryRow, workshop_id, matter_id) + 1
        write_injury(tx, workshop_id, matter_id, seq, injury)
        tx.tell("matter.injury", f"matter/{matter_id}", {"seq": seq}, workshop_id)


def close_matter(actor: Actor, now: datetime, workshop_id: int, matter_id: int, outcome: str, text: str) -> None:
    """Ends a matter with an outcome and words that the worker reads. Of an objection pay is answered by the same hand.

    Raises NotFound, Refused for an outcome that its kind does not have.
    """
    if not text.strip():
        raise Refused("请写答复", "本人会看到:属实的写怎么改,不属实的写为什么", "text")
    objected = find_matter(workshop_id, matter_id, civil(now))
    refuse_text(text, "text", 400 if objected and objected.raised.kind == "objection" else 2000)
    with transaction(actor, now) as tx:
        line = _open_for(tx, workshop_id, matter_id)
        if outcome not in outcomes_of(line.raised.kind):
            raise Refused("请选结果", "属实、部分属实、不属实", "outcome")
        if line.raised.kind == "objection" and get_objection(workshop_id, matter_id).open:
            answer_objection(actor, now, workshop_id, matter_id, outcome != "not", text)
        _step(tx, workshop_id, matter_id, "close", text=text.strip(), outcome=outcome)


def reopen_matter(actor: Actor, now: datetime, workshop_id: int, matter_id: int, reason: str) -> None:
    """Opens a closed matter again. An objection stays answered in pay: it holds no lock again. Raises NotFound, Refused."""
    if not reason.strip():
        raise Refused("请写为什么重新打开", "例如:本人不服,拿来了新的记录本", "text")
    refuse_text(reason)
    with transaction(actor, now) as tx:
        line = _find(tx, workshop_id, matter_id)
        _refuse_stranger(tx.actor, line, False)
        if line.standing.open:
            raise Refused("这件事没有办结,不用重新打开", "")
        _take_up(tx, workshop_id, line)
        _step(tx, workshop_id, matter_id, "reopen", text=reason.strip())


def _open_for(tx: Transaction, workshop_id: int, matter_id: int, by_phone: bool = False) -> MatterLine:
    """The matter, which must be open; an objection gets its row here when the desk first touches it."""
    line = _find(tx, workshop_id, matter_id)
    _refuse_stranger(tx.actor, line, by_phone)
    if not line.standing.open:
        raise Refused("这件事已经办结", "还有话要说的,请先重新打开")
    _take_up(tx, workshop_id, line)
    return line


def _find(tx: Transaction, workshop_id: int, matter_id: int) -> MatterLine:
    line = find_matter(workshop_id, matter_id, civil(tx.now))
    if line is None:
        raise NotFound(f"matter {matter_id}")
    if tx.actor.role == "worker" and not is_own(workshop_id, line.raised.worker_id, tx.actor.account_id):
        raise NotFound(f"matter {matter_id}")
    return line


def _refuse_stranger(actor: Actor, line: MatterLine, by_phone: bool) -> None:
    allowed = (*OFFICE, "command", *(PHONE if by_phone else ()))
    if actor.role not in allowed or (actor.role in PHONE and line.raised.worker_id is None):
        raise Refused("只有会计和负责人能办事项", "")


def _take_up(tx: Transaction, workshop_id: int, line: MatterLine) -> None:
    raised = line.raised
    if raised.kind != "objection" or find_row(workshop_id, raised.id):
        return
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": raised.id, "objection_id": raised.id, "kind": "objection"}
    row |= {"number": next_number(workshop_id, civil(tx.now)), "topic": "", "worker_id": raised.worker_id}
    row |= {"period": "", "first": None, "last": None, "fen": None, "text": "", "way": raised.way, "paper": ""}
    tx.insert(MatterRow, [row | {"at": tx.now, "by": tx.actor.name[:64], "by_id": tx.actor.account_id}])
    detail = {"number": row["number"], "kind": "objection", "worker_id": raised.worker_id}
    tx.tell("matter.raise", f"matter/{raised.id}", detail, workshop_id)


def _step(tx: Transaction, workshop_id: int, matter_id: int, kind: str, **told: Any) -> None:
    seq = last_seq(MatterStepRow, workshop_id, matter_id) + 1
    row: dict[str, Any] = {"workshop_id": workshop_id, "matter_id": matter_id, "seq": seq, "kind": kind, "text": ""}
    row |= {"said_by": "", "said_on": None, "liaison_id": None, "outcome": "", "link_kind": "", "link": ""} | told
    tx.insert(MatterStepRow, [row | {"at": tx.now, "by": tx.actor.name[:64], "by_id": tx.actor.account_id}])
    kept = {name: str(value) for name, value in told.items() if value and name not in ("text", "said_by")}
    if row["said_by"]:
        kept["said_by_mark"] = mark_name("said_by", f"{matter_id}/{seq}", row["said_by"])
    tx.tell(f"matter.{kind}", f"matter/{matter_id}", kept | {"seq": seq, "words": digest(row["text"])}, workshop_id)
