"""What people do with a claim 申领: prepare, check, submit, put down what the office answered and what came, give up."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from workshop.access.roles import MANAGER, OFFICE
from workshop.claims.queries.claims import ClaimStep, get_claim, list_steps, sum_money
from workshop.claims.queries.evaluation import Evaluation, evaluate
from workshop.claims.queries.holds import find_taken, id_indexes, needs_two
from workshop.claims.rows import ClaimEyesRow, ClaimHoldRow, ClaimPersonRow, ClaimRow, ClaimSheetRow, ClaimStepRow
from workshop.claims.rules.claiming import (
    Checked,
    check_assessment,
    refuse_check,
    refuse_same_hand,
    refuse_step,
    refuse_sum,
)
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.holding import Hold, build_holds, list_shared
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.telling import tell_unfinished
from workshop.claims.shelf import get_programme, load_shelf
from workshop.claims.values import State
from workshop.kernel.faults import Refused
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import seal

_OFFICE = (*OFFICE, "command")


def draft_claim(actor: Actor, now: datetime, place: Workshop, programme_id: str, benefit: str, asked: Asked) -> int:
    """A new claim with what the assessment says today; the id. Raises NotFound, Refused."""
    _refuse_role(actor)
    programme = get_programme(load_shelf()[0], programme_id)
    done, checked = _assess(place, programme, benefit, asked)
    with transaction(actor, now) as tx:
        claim_id = new_id()
        who = {"prepared_at": now, "prepared_by": actor.name, "prepared_by_id": actor.account_id}
        head = {"workshop_id": place.id, "id": claim_id, "number": _next_number(place.id, asked.on)}
        tx.insert(ClaimRow, [head | {"programme": programme_id, "benefit": benefit} | who])
        _insert_sheet(tx, place.id, claim_id, 1, programme, asked, checked, done, "", None)
        _step(tx, place.id, claim_id, 1, 1, "draft")
    return claim_id


def check_claim(actor: Actor, now: datetime, place: Workshop, claim_id: int, accept: str = "") -> None:
    """Assesses once more and freezes people, sums and reasons with their hash; nobody else can claim the same from now on.

    `accept` takes on what is still open, with the name of who says so. Raises NotFound; Refused with every reason.
    """
    _refuse_role(actor)
    claim, shelf = get_claim(place.id, claim_id), load_shelf()[0]
    programme, asked = get_programme(shelf, claim.programme_id), Asked(claim.first, claim.last, claim.on)
    with transaction(actor, now) as tx:
        last = _may_follow(place.id, claim_id, "checked")
        done, checked = _assess(place, programme, claim.benefit, asked)
        refuse_check(checked, accept)
        sheet = last.sheet + 1
        _hold(tx, place, claim_id, build_claim_holds(place, shelf, programme, checked, asked))
        _insert_sheet(tx, place.id, claim_id, sheet, programme, asked, checked, done, accept, now)
        _step(tx, place.id, claim_id, last.seq + 1, sheet, "checked", reason=accept)


def build_claim_holds(
    place: Workshop, shelf: Mapping[str, Programme], programme: Programme, checked: Checked, asked: Asked
) -> tuple[Hold, ...]:
    """What the claim takes: each person's months, or the workshop's time where no person counts."""
    indexes = id_indexes(place.id)
    holders: dict[int | None, str] = {
        one.person_id: _holder(place.id, one.person_id, indexes.get(one.person_id)) for one in checked.people
    } or {None: f"workshop/{place.id}"}
    months = {one.person_id: one.months or one.amount.months for one in checked.people}
    first, last = checked.benefit.period or (asked.first, asked.last)
    return build_holds(list_shared(shelf, programme.id, checked.benefit.name), holders, months, first, last)


def submit_claim(actor: Actor, now: datetime, workshop_id: int, claim_id: int, on: date) -> None:
    """The papers went to the office, by another hand than prepared them. Raises NotFound, Refused."""
    _refuse_role(actor)
    with transaction(actor, now) as tx:
        last = _may_follow(workshop_id, claim_id, "submitted")
        refuse_same_hand(actor.account_id, _hands(workshop_id, claim_id), _alone(actor, workshop_id))
        _step(tx, workshop_id, claim_id, last.seq + 1, last.sheet, "submitted", day=on)


def record_step(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    claim_id: int,
    to: State,
    *,
    fen: int | None = None,
    day: date | None = None,
    reason: str = "",
    document_number: str = "",
) -> None:
    """What became of it: returned, approved, received (also in parts), repaid, withdrawn, or a draft again.

    Raises NotFound; Refused where it cannot follow, or for a sum or reason that is missing.
    """
    _refuse_role(actor)
    if to in ("checked", "issued", "submitted"):
        raise Refused("这一步有自己的办法", "请用核对、出材料或报送")
    with transaction(actor, now) as tx:
        last = _may_follow(workshop_id, claim_id, to)
        refuse_sum(to, fen, reason, sum_money(list_steps(workshop_id, claim_id)))
        if to in ("draft", "returned", "withdrawn"):
            mine = (ClaimHoldRow.workshop_id == workshop_id, ClaimHoldRow.claim_id == claim_id)
            db.session.execute(delete(ClaimHoldRow).where(*mine))
        told = {"fen": fen, "day": day, "reason": reason.strip()[:400], "document_number": document_number.strip()[:80]}
        _step(tx, workshop_id, claim_id, last.seq + 1, last.sheet, to, **told)


def set_claim_eyes(actor: Actor, now: datetime, workshop_id: int, needed: bool, reason: str) -> None:
    """Whether a second person submits claims; one alone only in a workshop of one manager, with the reason on the record."""
    if actor.role != MANAGER:
        raise Refused("只有负责人能定几个人办申领", "")
    if not needed and not reason.strip():
        raise Refused("请写原因", "例如:车间只有一位负责人", "reason")
    with transaction(actor, now) as tx:
        row = {"workshop_id": workshop_id, "id": new_id(), "needed": needed, "reason": reason.strip()[:200]}
        tx.insert(ClaimEyesRow, [row | {"at": now, "by": actor.name}])
        tx.tell("claim.eyes", f"workshop/{workshop_id}", {"needed": needed, "reason": reason.strip()}, workshop_id)


def _assess(place: Workshop, programme: Programme, benefit: str, asked: Asked) -> tuple[Evaluation, Checked]:
    done = evaluate(place, [programme], asked, benefit)
    first, last = (day.year * 12 + day.month - 1 for day in (asked.first, asked.last))
    open_months = sorted({month for months in done.open.values() for month in months if first <= month <= last})
    return done, check_assessment(done.found[0], benefit, tell_unfinished(open_months))


def _refuse_role(actor: Actor) -> None:
    if actor.role not in _OFFICE:
        raise Refused("只有会计和负责人能办申领", "")


def _may_follow(workshop_id: int, claim_id: int, to: State) -> ClaimStep:
    get_claim(workshop_id, claim_id)
    last = list_steps(workshop_id, claim_id)[-1]
    refuse_step(last.state, to)
    return last


def _hands(workshop_id: int, claim_id: int) -> set[int | None]:
    """Who prepared the claim and who checked its latest sheet."""
    mine = (ClaimSheetRow.workshop_id == workshop_id, ClaimSheetRow.claim_id == claim_id)
    last = select(ClaimSheetRow.made_by_id).where(*mine).order_by(ClaimSheetRow.seq.desc()).limit(1)
    first = select(ClaimRow.prepared_by_id).where(ClaimRow.workshop_id == workshop_id, ClaimRow.id == claim_id)
    return {db.session.scalar(first), db.session.scalar(last)}


def _alone(actor: Actor, workshop_id: int) -> bool:
    return actor.role == MANAGER and actor.account_id is not None and not needs_two(workshop_id)


def _next_number(workshop_id: int, on: date) -> str:
    head = f"SL-{on.year}-"
    mine = (ClaimRow.workshop_id == workshop_id, ClaimRow.number.like(f"{head}%"))
    taken = db.session.scalar(select(func.max(ClaimRow.number)).where(*mine))
    return f"{head}{int(taken.removeprefix(head)) + 1 if taken else 1:04}"


def _holder(workshop_id: int, worker_id: int, index: bytes | None) -> str:
    return f"id/{index.hex()}" if index else f"worker/{workshop_id}/{worker_id}"


def _hold(tx: Transaction, place: Workshop, claim_id: int, holds: tuple[Hold, ...]) -> None:
    """Takes the marks. Refused names who has them: in this workshop by number, in another one without its name."""
    if taken := find_taken(place.id, [hold.mark for hold in holds]):
        raise Refused("已经申领过,不能重复:" + ";".join(taken[:5]), "请核对是不是同一个人、同一段时间")
    where = {"turn": 0, "workshop_id": place.id, "claim_id": claim_id}
    rows: dict[str, dict[str, Any]] = {}
    for hold in holds:
        rows.setdefault(hold.mark, where | {"mark": hold.mark, "worker_id": hold.worker_id, "time": hold.time})
    try:
        tx.insert(ClaimHoldRow, list(rows.values()))
    except IntegrityError as error:
        raise Refused("刚刚有别的申领占用了同一个人的同一段时间", "请刷新后再核对") from error


def _insert_sheet(
    tx: Transaction,
    workshop_id: int,
    claim_id: int,
    seq: int,
    programme: Programme,
    asked: Asked,
    checked: Checked,
    done: Evaluation,
    accept: str,
    frozen_at: datetime | None,
) -> None:
    """The sheet with its people; a checked one with its facts sealed and their hash."""
    benefit, indexes = checked.benefit, id_indexes(workshop_id)
    version = next(one for one in programme.versions if one.name == checked.version)
    rule = next(one for one in version.benefits if one.name == benefit.name)
    fund = rule.fund or version.fund
    people = [
        {"worker_id": one.person_id, "worker_no": done.facts.worker_no[one.person_id], "name": one.name}
        | {"category": _category(done, one.person_id, asked.on), "fen": one.amount.low}
        | {"months": " ".join(map(str, one.amount.months)), "sentence": one.amount.sentence}
        for one in checked.people
    ]
    printed = {"standard": benefit.amount.sentence, "version": checked.version}
    text, digest = "", ""
    if frozen_at is not None:
        said = {str(one.person_id): [f.sentence for f in one.findings] for one in checked.people}
        told = {"programme": programme.id, "version": checked.version, "benefit": benefit.name, "accepted": accept}
        told |= {"first": str(asked.first), "last": str(asked.last), "on": str(asked.on), "fen": checked.fen}
        told |= {"people": people, "workshop": [f.sentence for f in benefit.findings], "reasons": said}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = sha256(text.encode()).hexdigest()
    mine = {"workshop_id": workshop_id, "claim_id": claim_id}
    sheet = mine | {"seq": seq, "first": asked.first, "last": asked.last, "claimed_on": asked.on}
    sheet |= {
        "title": programme.title[:200],
        "document_number": programme.number[:120],
        "version": checked.version[:80],
    }
    sheet |= {"payee": benefit.payee, "fund": fund.source if fund else "", "fen": checked.fen, "sha256": digest}
    sheet |= {"sentence": benefit.amount.sentence, "printed": json.dumps(printed, ensure_ascii=False)}
    sheet |= {"facts": seal(text, "claim_sheet", f"facts/{seq}", workshop_id, claim_id) if text else None}
    tx.insert(ClaimSheetRow, [sheet | {"made_at": tx.now, "made_by": tx.actor.name, "made_by_id": tx.actor.account_id}])
    rows = [mine | {"sheet": seq, "id_no_index": indexes.get(int(str(one["worker_id"])))} | one for one in people]
    if rows:
        tx.insert(ClaimPersonRow, rows)


def _category(done: Evaluation, worker_id: int, on: date) -> str:
    """The categories that stand on the day of the claim."""
    person = next(one for one in done.facts.people if one.id == worker_id)
    stands = [s.name for s in person.categories or () if (s.first or on) <= on and (s.last is None or on <= s.last)]
    return "、".join(dict.fromkeys(stands))[:120]


def _step(tx: Transaction, workshop_id: int, claim_id: int, seq: int, sheet: int, state: State, **told: Any) -> None:
    nothing: dict[str, Any] = {"fen": None, "day": None, "reason": "", "document_number": "", "papers": ""}
    row: dict[str, Any] = {"workshop_id": workshop_id, "claim_id": claim_id, "seq": seq, "sheet": sheet, "state": state}
    row |= nothing | told | {"at": tx.now, "by": tx.actor.name, "by_id": tx.actor.account_id}
    row["reason"] = str(row["reason"]).strip()[:400]
    tx.insert(ClaimStepRow, [row])
    kept = {name: str(value) for name, value in told.items() if value}
    tx.tell(f"claim.{state}", f"claim/{claim_id}", kept, workshop_id)
