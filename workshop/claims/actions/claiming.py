"""What people do with a claim 申领: prepare, check, submit, put down what the office answered and what came, give up."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from workshop.access.roles import MANAGER, OFFICE
from workshop.claims.actions.sheets import insert_sheet, list_people
from workshop.claims.actions.steps import add_step
from workshop.claims.queries.claims import ClaimStep, get_claim, list_makers, list_steps, sum_money
from workshop.claims.queries.evaluation import Evaluation, evaluate
from workshop.claims.queries.holds import find_taken, id_indexes, needs_two
from workshop.claims.queries.inspection import open_questions
from workshop.claims.queries.notices import look_at_notices
from workshop.claims.rows import ClaimEyesRow, ClaimHoldRow, ClaimRow
from workshop.claims.rules.asked import tell_open
from workshop.claims.rules.claiming.checking import Checked, add_open, check_assessment, refuse_check
from workshop.claims.rules.claiming.holds import Hold, Holder, list_holds, list_schemes
from workshop.claims.rules.claiming.moves import RELEASES, Said, Standing, Verb, check_move
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.telling import tell_unfinished
from workshop.claims.shelf import get_programme, load_shelf
from workshop.claims.values import Claim
from workshop.kernel.faults import Refused
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


def draft_claim(actor: Actor, now: datetime, place: Workshop, programme_id: str, benefit: str, asked: Asked) -> int:
    """A new claim with what the assessment says today; its id. Raises NotFound, Refused."""
    _refuse_role(actor)
    programme = get_programme(load_shelf()[0], programme_id)
    done, checked = _assess(place, programme, benefit, asked)
    if not checked.people and checked.fen <= 0:
        raise Refused("现在没有够条件的人,也没有确定的钱", checked.benefit.amount.sentence)
    with transaction(actor, now) as tx:
        claim_id = new_id()
        row = {"workshop_id": place.id, "id": claim_id, "number": _next_number(place.id, asked.on)}
        row |= {"programme": programme_id, "benefit": benefit}
        row |= {"prepared_at": now, "prepared_by": actor.name, "prepared_by_id": actor.account_id}
        tx.insert(ClaimRow, [row])
        insert_sheet(tx, (place.id, claim_id, 1), programme, asked, checked, done)
        add_step(tx, place.id, claim_id, 1, 1, "draft")
    return claim_id


def check_claim(actor: Actor, now: datetime, place: Workshop, claim_id: int, today: date, accept: str = "") -> None:
    """Assesses once more and freezes people, sums and reasons with their hash; nobody else can claim the same from now on.

    `accept` takes on what is still open, in the name of the actor. Raises NotFound; Refused with every reason.
    """
    _refuse_role(actor)
    shelf = load_shelf()[0]
    open_questions(
        place.id, get_claim(place.id, claim_id), today
    )  # kept, so that nobody waits while the books are read
    with transaction(actor, now) as tx:
        claim, steps = get_claim(place.id, claim_id), list_steps(place.id, claim_id)
        programme, asked = get_programme(shelf, claim.programme_id), Asked(claim.first, claim.last, claim.on)
        state, last = (
            check_move("check", _standing(place.id, claim, steps), _said(actor, today, reason=accept)),
            steps[-1],
        )
        done, checked = _assess(place, programme, claim.benefit, asked)
        checked = add_open(checked, _unanswered(place.id, claim, checked, done, today))
        refuse_check(checked, accept)
        schemes = list_schemes(shelf.values())
        mine = next(one for one in schemes if one.key == f"{programme.id}/{claim.benefit}")
        period = checked.benefit.period or (asked.first, asked.last)
        _take(tx, place.id, claim_id, list_holds(mine, schemes, _holders(place.id, checked), period))
        insert_sheet(tx, (place.id, claim_id, last.sheet + 1), programme, asked, checked, done, accept.strip())
        add_step(tx, place.id, claim_id, last.seq + 1, last.sheet + 1, state, reason=accept.strip())


def move_claim(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    claim_id: int,
    verb: Verb,
    today: date,
    *,
    fen: int | None = None,
    day: date | None = None,
    reason: str = "",
    document_number: str = "",
) -> None:
    """Every other step; what comes to nothing gives its people free again. Raises NotFound; Refused with its field."""
    _refuse_role(actor)
    if verb in ("check", "issue"):
        raise Refused("这一步有自己的办法", "请用核对,或做全套材料")
    with transaction(actor, now) as tx:
        said = _said(actor, today, fen=fen, day=day, reason=reason, document_number=document_number)
        claim, steps = get_claim(workshop_id, claim_id), list_steps(workshop_id, claim_id)
        lacks = look_at_notices(workshop_id, claim, today).lacks if verb == "submit" else ()
        state = check_move(verb, replace(_standing(workshop_id, claim, steps), lacks=lacks), said)
        if lacks:
            tx.tell("claim.take_on", f"claim/{claim_id}", {"open": list(lacks), "reason": reason.strip()}, workshop_id)
        if verb in RELEASES:
            mine = (ClaimHoldRow.workshop_id == workshop_id, ClaimHoldRow.claim_id == claim_id)
            db.session.execute(delete(ClaimHoldRow).where(*mine))
        told = {"fen": fen, "day": day, "reason": reason.strip(), "document_number": document_number.strip()}
        add_step(tx, workshop_id, claim_id, steps[-1].seq + 1, steps[-1].sheet, state, **told)


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
    return done, check_assessment(done.found[0], benefit, tell_unfinished(done.open_months(asked)))


def _unanswered(workshop_id: int, claim: Claim, checked: Checked, done: Evaluation, today: date) -> list[str]:
    """What the inspectors' checks ask about the claim as it would be checked now, and nobody has answered."""
    now = replace(claim, fen=checked.fen, version=checked.version, people=list_people(checked, done, claim.on))
    return tell_open(open_questions(workshop_id, now, today))


def _refuse_role(actor: Actor) -> None:
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能办申领", "")


def _said(actor: Actor, today: date, **told: Any) -> Said:
    return Said(actor.account_id, today, is_manager=actor.role == MANAGER, **told)


def _standing(workshop_id: int, claim: Claim, steps: list[ClaimStep]) -> Standing:
    """Where it stands, with the hands of its present round: who prepared the claim and who made its latest sheet."""
    makers, money = list_makers(workshop_id, claim.id), sum_money(steps)
    sums = (money["approved"], money["received"], money["repaid"])
    return Standing(claim.state, claim.fen, makers, *sums, one_hand=not needs_two(workshop_id))


def _holders(workshop_id: int, checked: Checked) -> list[Holder]:
    """Everybody who counts, by the ID number where it is known; the workshop where nobody does."""
    indexes = id_indexes(workshop_id)
    found = []
    for one in checked.people:
        index = indexes.get(one.person_id)
        key = f"id/{index.hex()}" if index else f"worker/{workshop_id}/{one.person_id}"
        found.append(Holder(key, one.person_id, one.amount.months))
    return found or [Holder(f"workshop/{workshop_id}", None, ())]


def _take(tx: Transaction, workshop_id: int, claim_id: int, holds: list[Hold]) -> None:
    """Takes the times. Refused says who has them: here by number, another workshop without its name."""
    marks = {sha256(hold.text.encode()).hexdigest(): hold for hold in holds if not hold.again}
    if taken := find_taken(workshop_id, list(marks)):
        raise Refused("已经申领过,不能重复:" + ";".join(taken[:5]), "请核对是不是同一个人、同一段时间")
    where: dict[str, Any] = {"turn": 0, "workshop_id": workshop_id, "claim_id": claim_id}
    rows = [where | {"mark": mark, "worker_id": hold.worker_id, "time": hold.time} for mark, hold in marks.items()]
    try:
        if rows:
            tx.insert(ClaimHoldRow, rows)
    except IntegrityError as error:
        raise Refused("刚刚有别的申领占用了同一个人的同一段时间", "请刷新后再核对") from error


def _next_number(workshop_id: int, on: date) -> str:
    head = f"SL-{on.year}-"
    mine = (ClaimRow.workshop_id == workshop_id, ClaimRow.number.like(f"{head}%"))
    taken = db.session.scalar(select(func.max(ClaimRow.number)).where(*mine))
    return f"{head}{int(taken.removeprefix(head)) + 1 if taken else 1:04}"
