"""The event inbox: judges later. An event becomes a record of the day, or waits for a person with its reason; none blocks another."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete, select

from workshop.access.rows import AccountRow
from workshop.floor.actions.attendance import record_attendance
from workshop.floor.actions.confirming import confirm_day
from workshop.floor.actions.output import record_hours, record_output
from workshop.floor.actions.recording import Recorded, civil_day
from workshop.floor.actions.taking_back import take_back
from workshop.floor.actions.teams import record_team_output
from workshop.floor.queries.attendance import current_days
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.queries.inbox import list_unjudged
from workshop.floor.rows import JudgementRow, PendingRow
from workshop.floor.rules.entries import FloorFacts, NewOutput, RefusedRows
from workshop.floor.rules.events import BadEvent, Event, known_at, read_attendance, read_hours, read_output, read_team
from workshop.floor.rules.judging import check_day, check_plausible
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.reasons import require_reason
from workshop.prices.rows import OperationRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import Transaction, transaction

MOST = 1000
MOST_KNOWN = timedelta(days=31)  # a tablet that pretends to an older price list is not taken at its word

E = TypeVar("E")


class Verdict(NamedTuple):
    """What becomes of an event: `applied`, `quarantined`, or `waits` for the event that it takes back or builds on."""

    event_id: str
    state: str
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Bench:
    """What every judgement needs. `passed`: a person has looked at it, so day and amount are not asked again."""

    workshop_id: int
    now: datetime
    facts: FloorFacts
    units: dict[int, str]
    seconds: dict[int, int | None]
    people: dict[int, Actor]
    passed: bool = False

    def actor(self, event: Event) -> Actor:
        """Whose PIN was in; somebody unknown here stays nameless, the work counts all the same."""
        return self.people.get(event.by or 0, Actor(None, "平板", "device"))

    def check_day(self, on: date, *worker_ids: int) -> None:
        """As the rule, unless a person has let the event pass. Raises BadEvent."""
        if not self.passed:
            check_day(on, worker_ids, self.facts)


def judge_events(actor: Actor, now: datetime, workshop_id: int, on: date | None = None) -> dict[str, Verdict]:
    """Judges every event that no one has judged yet; answers the verdicts by event id."""
    with transaction(actor, now) as tx:
        waiting = list_unjudged(workshop_id, MOST)
        if not waiting:
            return {}
        bench = set_up_bench(workshop_id, now, on, days={event.date for event in waiting if event.date})
        verdicts = _judge_all(tx, bench, waiting, actor)
        if late := [event for event in waiting if verdicts[event.id].state == "waits"]:
            verdicts |= _judge_all(tx, bench, late, actor)  # what they take back may have come after them
    return verdicts


def _judge_all(tx: Transaction, bench: Bench, events: Sequence[Event], actor: Actor) -> dict[str, Verdict]:
    verdicts: dict[str, Verdict] = {}
    for _, run in groupby(events, key=lambda event: (event.kind, event.by, known_moment(event, bench.now))):
        found = judge_run(bench, list(run))
        write_verdicts(tx, bench.workshop_id, [v for v in found if v.state != "waits"], actor, bench.now)
        verdicts |= {verdict.event_id: verdict for verdict in found}
    return verdicts


def set_up_bench(
    workshop_id: int, now: datetime, on: date | None = None, passed: bool = False, days: Collection[date] = ()
) -> Bench:
    """Loads what judgements need, once for all events."""
    row = OperationRow
    operations = db.session.execute(
        select(row.id, row.unit, row.std_seconds).where(row.workshop_id == workshop_id)
    ).all()
    named = select(AccountRow.id, AccountRow.name, AccountRow.role).where(AccountRow.workshop_id == workshop_id)
    return Bench(
        workshop_id,
        now,
        load_floor_facts(workshop_id, civil_day(now, on), days),
        {o.id: o.unit for o in operations},
        {o.id: o.std_seconds for o in operations},
        {a.id: Actor(a.id, a.name, a.role) for a in db.session.execute(named)},
        passed,
    )


def judge_run(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    """Events of one kind, person and price list, in their order; what the program itself fails at waits for a person."""
    judge = JUDGES.get(events[0].kind)
    if judge is None:
        return [Verdict(e.id, "quarantined", "kind_unknown", "不认识这种记录,可能是平板的程序较新") for e in events]
    try:
        with db.session.begin_nested():
            return judge(bench, events)
    except Exception:
        logging.getLogger(__name__).exception("judging %s events", len(events))
        if len(events) == 1:
            return [Verdict(events[0].id, "quarantined", "program_error", "程序没能处理这一条,原样留着,请告诉维护者")]
        return [verdict for event in events for verdict in judge_run(bench, [event])]


def write_verdicts(
    tx: Transaction, workshop_id: int, verdicts: Iterable[Verdict], actor: Actor, now: datetime, version: int = 1
) -> None:
    """Judgements are added, never changed."""
    common = {"workshop_id": workshop_id, "version": version, "at": now, "by": actor.name}
    verdicts = list(verdicts)
    judged = [verdict.event_id for verdict in verdicts]
    db.session.execute(delete(PendingRow).where(PendingRow.workshop_id == workshop_id, PendingRow.event_id.in_(judged)))
    tx.insert(
        JudgementRow,
        [
            common | {"event_id": v.event_id, "state": v.state, "code": v.code, "reason": v.reason[:400]}
            for v in verdicts
        ],
    )


def known_moment(event: Event, now: datetime) -> datetime | None:
    """Up to when the tablet knew prices; what was priced more than a month ago it must know."""
    moment = known_at(event)
    return max(moment, now - MOST_KNOWN) if moment is not None and moment <= now else None


def _judge_output(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    def read(event: Event) -> NewOutput:
        entry = read_output(event, bench.units)
        bench.check_day(entry.date, entry.worker_id)
        if not bench.passed:
            check_plausible(entry, bench.seconds)
        return entry

    moment = known_moment(events[0], bench.now)
    args: Any = {"on": bench.facts.on, "known_at": moment, "facts": bench.facts}
    return _record(
        events, read, lambda rows: record_output(bench.actor(events[0]), bench.now, bench.workshop_id, rows, **args)
    )


def _judge_team(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    def read(event: Event) -> Any:
        entry = read_team(event, bench.units)
        bench.check_day(entry.date, *(member.worker_id for member in entry.members))
        return entry

    args: Any = {"on": bench.facts.on}
    return _record(
        events,
        read,
        lambda rows: record_team_output(bench.actor(events[0]), bench.now, bench.workshop_id, rows, **args),
    )


def _judge_hours(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    def read(event: Event) -> Any:
        entry = read_hours(event)
        bench.check_day(entry.date, entry.worker_id)
        return entry

    args: Any = {"on": bench.facts.on}
    return _record(
        events, read, lambda rows: record_hours(bench.actor(events[0]), bench.now, bench.workshop_id, rows, **args)
    )


def _judge_attendance(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    """One by one: a second word on the same day must be a correction with its reason, or a person decides."""
    return [verdict for event in events for verdict in _judge_day(bench, event)]


def _judge_day(bench: Bench, event: Event) -> list[Verdict]:
    reason = str(event.body.get("reason") or "").strip()[:200]

    def read(one: Event) -> Any:
        entry = read_attendance(one)
        bench.check_day(entry.date, entry.worker_id)
        day = current_days(bench.workshop_id, {entry.date}).get((entry.worker_id, entry.date))
        if day and day.status and day.status != entry.status and not (reason or bench.passed):
            raise BadEvent(
                "attendance_differs",
                f"{entry.date} 已经记为「{day.status}」,这里记的是「{entry.status}」。请核对后放行或作废",
            )
        return entry

    args: Any = {"on": bench.facts.on, "reason": reason or "平板补记"}
    return _record(
        [event], read, lambda rows: record_attendance(bench.actor(event), bench.now, bench.workshop_id, rows, **args)
    )


def _record(
    events: Sequence[Event], read: Callable[[Event], E], record: Callable[[list[E]], Recorded]
) -> list[Verdict]:
    """Reads all, records the good ones together; each row that is refused waits with its sentence, the rest goes on."""
    verdicts, good = [], []
    for event in events:
        try:
            good.append((event.id, read(event)))
        except BadEvent as bad:
            verdicts.append(Verdict(event.id, "quarantined", bad.code, str(bad)))
    while good:
        try:
            record([entry for _, entry in good])
            return verdicts + [Verdict(event_id, "applied") for event_id, _ in good]
        except RefusedRows as refused:
            wrong = {fault.row: fault for fault in reversed(refused.faults)}
            verdicts += [Verdict(good[i][0], "quarantined", f.reason, str(f)) for i, f in wrong.items()]
            good = [pair for i, pair in enumerate(good) if i not in wrong]
        except Refused as refused:
            return verdicts + [Verdict(event_id, "quarantined", "refused", str(refused)) for event_id, _ in good]
    return verdicts


def _judge_reverse(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    return [_take_back(bench, event) for event in events]


def _take_back(bench: Bench, event: Event) -> Verdict:
    try:
        done = take_back(bench.actor(event), bench.now, bench.workshop_id, event)
    except (BadEvent, Refused, NotFound) as trouble:
        return Verdict(event.id, "quarantined", getattr(trouble, "code", "refused"), str(trouble))
    return Verdict(event.id, "applied" if done else "waits")


def _judge_confirm(bench: Bench, events: Sequence[Event]) -> list[Verdict]:
    verdicts = []
    for event in events:
        try:
            confirm_day(bench.actor(event), bench.now, bench.workshop_id, event, bench.facts)
            verdicts.append(Verdict(event.id, "applied"))
        except BadEvent as bad:
            verdicts.append(Verdict(event.id, "quarantined", bad.code, str(bad)))
    return verdicts


# By kind of event. Rooms above the floor put their kinds here when the program starts.
JUDGES: dict[str, Callable[[Bench, Sequence[Event]], list[Verdict]]] = {
    "output": _judge_output,
    "team_output": _judge_team,
    "hours": _judge_hours,
    "attendance": _judge_attendance,
    "reverse": _judge_reverse,
    "confirm": _judge_confirm,
}


def pass_event(
    actor: Actor, now: datetime, workshop_id: int, event: Event, version: int, on: date | None = None
) -> Verdict:
    """A person lets a quarantined event through: day and amount are not asked again, everything else is."""
    with transaction(actor, now) as tx:
        bench = set_up_bench(workshop_id, now, on, True, {event.date} if event.date else ())
        [verdict] = judge_run(bench, [event])
        if verdict.state == "applied":
            write_verdicts(tx, workshop_id, [verdict], actor, now, version + 1)
            tx.tell("event.pass", f"event/{event.id}", {}, workshop_id)
            judge_events(actor, now, workshop_id, on)  # what waited for this one
    return verdict


def discard_event(actor: Actor, now: datetime, workshop_id: int, event_id: str, version: int, reason: str) -> None:
    """A person puts an event aside, with a reason; it stays readable for ever."""
    reason = require_reason(reason, "作废", "重复记录、日期记错")
    with transaction(actor, now) as tx:
        verdict = Verdict(event_id, "discarded", "discarded", reason)
        write_verdicts(tx, workshop_id, [verdict], actor, now, version + 1)
        tx.tell("event.discard", f"event/{event_id}", {"reason": reason}, workshop_id)
