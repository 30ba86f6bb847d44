"""A worker hands in a count by phone, without an account. Nothing of it is output before a person has approved it."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from workshop.access.codes import Code
from workshop.access.tries import SCAN, Limit, open_try, settle_try
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.queries.proposals import standard_seconds, sum_of_day
from workshop.floor.queries.tickets import find_ticket
from workshop.floor.rows import OpenProposalRow, ProposalRow
from workshop.floor.rules.checks import find_output_faults
from workshop.floor.rules.entries import FloorFacts, NewOutput
from workshop.floor.rules.events import BadEvent
from workshop.floor.rules.judging import check_day
from workshop.floor.rules.proposals import check_ceiling, pick_worker, share_ticket
from workshop.floor.rules.tickets import Ticket, refusal
from workshop.kernel.faults import NotFound, Refused
from workshop.store.ids import new_entry_id
from workshop.store.transaction import transaction

TEN_MINUTES = timedelta(minutes=10)
_WAIT = "请过十分钟再交,或直接找班组长记"
# A workshop's phones may share one address; wrong numbers from it are few, right ones may be many.
LIMITS = (
    Limit("both", 30, TEN_MINUTES, False, "交得太快了", _WAIT),
    Limit("address", 20, TEN_MINUTES, True, "这里填错的次数太多", _WAIT),
    Limit("address", 300, TEN_MINUTES, False, "这里交得太快了", _WAIT),
)
DAYS_BACK = 1  # a count is for today or for yesterday


class Handed(NamedTuple):
    """What was handed in, as it is told back. Quantities in 1/1000 units."""

    worker: str
    worker_no: str
    operation: str
    unit: str
    good: int
    defect_own: int


def propose_by_badge(
    now: datetime, code: Code, address: str, operation_id: int, counts: tuple[int, int], date_: date, on: date
) -> Handed:
    """Keeps a count (good, own defects) of the badge's worker. Raises Refused; then it is counted as a failed try."""
    attempt = open_try(_subject(code), address, now, LIMITS)
    entry = NewOutput(new_entry_id(), date_, code.id, operation_id, *counts, 0)
    handed = _keep(now, code.workshop_id, entry, on)
    settle_try(attempt, now)
    return handed


def propose_by_ticket(
    now: datetime, code: Code, address: str, worker: int | str, defects: int, date_: date, on: date
) -> Handed:
    """Keeps the count of a bundle for the worker with this id, or with the number that was typed.

    The look at the ticket is for its words and its turn; that it counts once is decided by the key alone. Raises Refused, NotFound.
    """
    attempt = open_try(_subject(code), address, now, LIMITS)
    ticket = find_ticket(code.workshop_id, code.id)
    if ticket is None:
        raise NotFound
    if ticket.state != "open":
        raise _used(ticket)
    counts = share_ticket(ticket.quantity, defects)
    worker_id = worker if isinstance(worker, int) else _worker_of_number(code.workshop_id, worker, on)
    entry = NewOutput(new_entry_id(), date_, worker_id, ticket.operation_id, *counts, 0)
    try:
        handed = _keep(now, code.workshop_id, entry, on, ticket)
    except IntegrityError as error:
        if "turn" not in str(error.orig) and "ux_proposal_ticket" not in str(error.orig):
            raise
        raise _used(find_ticket(code.workshop_id, code.id) or ticket) from error
    settle_try(attempt, now)
    return handed


def _subject(code: Code) -> str:
    return f"scan/{code.kind}/{code.workshop_id}/{code.id}"


def _used(ticket: Ticket) -> Refused:
    at = ticket.at + timedelta(hours=8) if ticket.at else None
    return refusal(ticket, f"{at.month}月{at.day}日 {at:%H:%M}" if at else "")


def _worker_of_number(workshop_id: int, typed: str, on: date) -> int:
    people = load_floor_facts(workshop_id, on, ()).workers
    return pick_worker(typed, ((key, who.worker_no, who.name) for key, who in people.items() if who.employed(on)))[0]


def _keep(now: datetime, workshop_id: int, entry: NewOutput, on: date, ticket: Ticket | None = None) -> Handed:
    with transaction(SCAN, now) as tx:
        facts = load_floor_facts(workshop_id, on, {entry.date})
        _check(entry, facts, workshop_id)
        values = {name: getattr(entry, name) for name in ("id", "date", "worker_id", "operation_id", "good")}
        used = {"ticket_id": ticket.id, "turn": ticket.turn} if ticket else {"ticket_id": None, "turn": None}
        row = {"workshop_id": workshop_id, "defect_own": entry.defect_own, "proposed_at": now}
        tx.insert(ProposalRow, [values | used | row])
        tx.insert(OpenProposalRow, [{"workshop_id": workshop_id, "proposal_id": entry.id}])
        told = {"operation": entry.operation_id, "good": entry.good, "ticket": ticket.id if ticket else None}
        tx.tell("proposal.hand_in", f"worker/{entry.worker_id}", told, workshop_id)
    who, what = facts.workers[entry.worker_id], facts.operations[entry.operation_id]
    return Handed(who.name, who.worker_no, what.name, what.unit, entry.good, entry.defect_own)


def _check(entry: NewOutput, facts: FloorFacts, workshop_id: int) -> None:
    """What a supervisor's sheet would be refused for is refused here; and days long gone, and what nobody can make."""
    if not facts.on - timedelta(days=DAYS_BACK) <= entry.date <= facts.on:
        raise Refused("只能交今天和昨天的数", "更早的请找班组长补记", "on")
    faults = find_output_faults([entry], facts)
    if faults and faults[0].reason in ("before_hire", "after_leave", "worker_unknown"):
        raise Refused("这一天这张工牌不能交数", "请找班组长", "worker")  # why is not for everybody who finds a badge
    if faults:
        raise Refused(faults[0].message, faults[0].mend, faults[0].field)
    try:
        check_day(entry.date, (entry.worker_id,), facts)
    except BadEvent as bad:
        raise Refused("这一天的工资已经锁定", "请找班组长补记", "on") from bad
    already = sum_of_day(workshop_id, entry.worker_id, entry.operation_id, entry.date)
    check_ceiling(entry.good + entry.defect_own, already, standard_seconds(workshop_id, entry.operation_id))
