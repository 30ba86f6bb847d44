"""Matters 事项 as lists: those raised at the desk and the objections to slips that lie in pay, in a constant number of reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.desk.queries.liaison import Liaison, find_liaison, list_liaisons
from workshop.desk.queries.limits import load_limits
from workshop.desk.queries.moments import as_date, as_moment, day_of
from workshop.desk.rules.limits import Deadline, Limit, LimitFacts, compute_deadlines, find_clock
from workshop.desk.rules.matters import KINDS, OUTCOMES, TOPICS, Standing, StepFacts, compute_standing
from workshop.desk.rules.month import CaseFacts
from workshop.kernel.calendar import Calendar
from workshop.people.queries import load_calendar
from workshop.store.database import fetch_all

_MATTERS = """
SELECT m.id, m.number, m.kind, m.topic, m.worker_id, w.worker_no, w.name, w.leave_date, m.at, m.by, m.way, m.paper, m.first,
  m.last, m.fen, m.period, m.text, i.happened_on, m.objection_id
FROM matter m LEFT JOIN worker w ON w.workshop_id = m.workshop_id AND w.id = m.worker_id
LEFT JOIN matter_injury i ON i.workshop_id = m.workshop_id AND i.matter_id = m.id
  AND i.seq = (SELECT MAX(l.seq) FROM matter_injury l WHERE l.workshop_id = m.workshop_id AND l.matter_id = m.id)
WHERE m.workshop_id = :w AND m.objection_id IS NULL {only}"""
_OBJECTIONS = """
SELECT o.id, COALESCE(m.number, ''), 'objection', '', o.worker_id, w.worker_no, w.name, w.leave_date, o.at, o.by, o.way, o.paper,
  NULL, NULL, NULL, o.period, o.reason, o.text, o.line, a.accepted, a.at, a.by, a.text
FROM slip_objection o JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
LEFT JOIN matter m ON m.workshop_id = o.workshop_id AND m.objection_id = o.id
LEFT JOIN objection_answer a ON a.workshop_id = o.workshop_id AND a.objection_id = o.id
WHERE o.workshop_id = :w {only}"""
_STEPS = """
SELECT matter_id, kind, outcome, at, said_on, liaison_id, text FROM matter_step
WHERE workshop_id = :w AND kind IN ('answer', 'close', 'reopen', 'assign', 'filed') {only} ORDER BY matter_id, seq"""


@dataclass(frozen=True)
class Raised:
    """A matter as it was raised. `words` are its own, of an objection its reason and words; of an injury they are sealed, here empty."""

    id: int
    number: str
    kind: str
    topic: str
    worker_id: int | None
    worker_no: str
    name: str
    left_on: date | None
    at: datetime
    by: str
    way: str
    paper: str
    first: date | None
    last: date | None
    fen: int | None
    period: str
    words: str
    happened_on: date | None
    line: str = ""

    @property
    def raised_on(self) -> date:
        """The day in Shanghai."""
        return day_of(self.at)

    @property
    def kind_words(self) -> str:
        """工资争议:没发、少发."""
        topic = TOPICS.get(self.kind, {}).get(self.topic, "")
        return KINDS[self.kind] + (f":{topic}" if topic else "")

    @property
    def called(self) -> str:
        """Its number; an objection that nobody has touched has none yet."""
        return self.number or "未编号"


@dataclass(frozen=True)
class MatterLine:
    """A matter and where it stands on a day; `days` it was or is open; `clock` the limit that runs next.

    `answer` are the last words to the worker.
    """

    raised: Raised
    standing: Standing
    liaison: Liaison | None
    deadlines: tuple[Deadline, ...]
    clock: Deadline | None
    days: int
    answer: str = ""

    @property
    def state_words(self) -> str:
        """In words: open, or what it ended with."""
        if not self.standing.open:
            return f"办结:{OUTCOMES.get(self.standing.outcome, '')}"
        return "重新打开" if self.standing.reopened else "已答复,没办结" if self.standing.answered_on else "待办"


@dataclass(frozen=True)
class Desk:
    """What standing is computed with: limits, calendar, liaisons."""

    limits: tuple[Limit, ...]
    calendar: Calendar
    liaisons: Sequence[Liaison]
    on: date


class TakenStep(NamedTuple):
    """A step as far as a list needs it; `text` of an answer is what the worker reads."""

    kind: str
    outcome: str
    on: date
    liaison_id: int | None = None
    text: str = ""


def load_desk(workshop_id: int, on: date) -> Desk:
    """What holds at this desk on a day."""
    return Desk(load_limits(workshop_id, on), load_calendar(workshop_id), list_liaisons(workshop_id), on)


def list_matters(workshop_id: int, on: date, worker_id: int | None = None) -> list[MatterLine]:
    """Every matter, or those of one worker: open ones first, the nearest limit first, then the latest closed first."""
    desk = load_desk(workshop_id, on)
    lines = [stand(raised, steps, desk) for raised, steps in _read_all(workshop_id, worker_id)]
    return sorted(lines, key=_turn)


def list_cases(workshop_id: int, on: date) -> list[CaseFacts]:
    """Every matter as a month's numbers count it."""
    desk = load_desk(workshop_id, on)
    return [
        CaseFacts(raised.kind, raised.raised_on, _reply_due(stand(raised, steps, desk)), tuple(_facts(steps)))
        for raised, steps in _read_all(workshop_id)
    ]


def _reply_due(line: MatterLine) -> date | None:
    return next((one.due for one in line.deadlines if one.limit.own), None)


def _facts(steps: Iterable[TakenStep]) -> Iterator[StepFacts]:
    return (StepFacts(step.kind, step.outcome, step.on) for step in steps)


def _read_all(workshop_id: int, worker_id: int | None = None) -> Iterator[tuple[Raised, list[TakenStep]]]:
    only = "" if worker_id is None else "AND {}.worker_id = :worker"
    told = {"w": workshop_id} | ({} if worker_id is None else {"worker": worker_id})
    steps = _read_steps(fetch_all(_STEPS.format(only=""), w=workshop_id))
    for row in fetch_all(_MATTERS.format(only=only.format("m")), **told):
        raised = _raised(row)
        yield raised, steps[raised.id]
    for row in fetch_all(_OBJECTIONS.format(only=only.format("o")), **told):
        raised, answer = _objection(row)
        yield raised, with_answer(steps[raised.id], answer)


def find_matter(workshop_id: int, matter_id: int, on: date) -> MatterLine | None:
    """One matter, or an objection by its own id."""
    told = {"w": workshop_id, "id": matter_id}
    steps = _read_steps(fetch_all(_STEPS.format(only="AND matter_id = :id"), **told))[matter_id]
    for row in fetch_all(_MATTERS.format(only="AND m.id = :id"), **told):
        return stand(_raised(row), steps, load_desk(workshop_id, on))
    for row in fetch_all(_OBJECTIONS.format(only="AND o.id = :id"), **told):
        one, answer = _objection(row)
        return stand(one, with_answer(steps, answer), load_desk(workshop_id, on))
    return None


def stand(raised: Raised, steps: Iterable[TakenStep], desk: Desk) -> MatterLine:
    """Where a matter stands after its steps."""
    known = list(steps)
    standing = compute_standing(_facts(known))
    filed = next((step.on for step in known if step.kind == "filed"), None)
    happened = raised.happened_on or raised.first
    dates = (raised.raised_on, happened, raised.left_on, standing.answered_on, filed)
    deadlines = compute_deadlines(LimitFacts(raised.kind, *dates, standing.open), desk.limits, desk.calendar, desk.on)
    until = standing.closed_on or desk.on
    given = [step.liaison_id for step in known if step.kind == "assign"]
    mine = next((one for one in desk.liaisons if given and one.id == given[-1]), None)
    days = (until - raised.raised_on).days
    clock = find_clock(deadlines) if standing.open else None
    told = [step.text for step in known if step.kind in ("answer", "close")]
    who = mine or find_liaison(desk.liaisons, until)
    return MatterLine(raised, standing, who, tuple(deadlines), clock, days, told[-1] if told else "")


def with_answer(steps: list[TakenStep], answer: TakenStep | None) -> list[TakenStep]:
    """The steps of an objection with pay's answer as its first closing, where the desk has not closed it itself."""
    if answer is None or any(step.kind == "close" and step.on == answer.on for step in steps):
        return steps
    before = [step for step in steps if step.on < answer.on]
    return [*before, answer, *steps[len(before) :]]


def _read_steps(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[TakenStep]]:
    found: dict[int, list[TakenStep]] = defaultdict(list)
    for matter, kind, outcome, at, said_on, liaison, text in rows:
        on = (as_date(said_on) if kind == "filed" else None) or day_of(as_moment(at))
        found[matter].append(TakenStep(kind, outcome, on, liaison, text))
    return found


def _raised(row: Sequence[Any]) -> Raised:
    (
        key,
        number,
        kind,
        topic,
        worker,
        worker_no,
        name,
        left,
        at,
        by,
        way,
        paper,
        first,
        last,
        fen,
        period,
        text,
        day,
        _,
    ) = row
    who = (worker, worker_no or "", name or "", as_date(left), as_moment(at), by, way, paper)
    return Raised(key, number, kind, topic, *who, as_date(first), as_date(last), fen, period, text, as_date(day))


def _objection(row: Sequence[Any]) -> tuple[Raised, TakenStep | None]:
    *head, _, _, _, period, reason, text, line, accepted, answered_at, _, answer = row
    key, number, kind, topic, worker, worker_no, name, left, at, by, way, paper = head
    who = (worker, worker_no, name, as_date(left), as_moment(at), by, way, paper)
    words = f"{reason}:{text}" if text else reason
    raised = Raised(key, number, kind, topic, *who, None, None, None, period, words, None, line)
    if accepted is None:
        return raised, None
    return raised, TakenStep("close", "founded" if accepted else "not", day_of(as_moment(answered_at)), None, answer)


def _turn(line: MatterLine) -> tuple[Any, ...]:
    if line.standing.open:
        due = line.clock.due if line.clock and line.clock.due else date.max
        return (0, due, line.raised.at, line.raised.id)
    closed = line.standing.closed_on or line.raised.raised_on
    return (1, date.fromordinal(date.max.toordinal() - closed.toordinal()), line.raised.at, line.raised.id)
