"""Recognition 认定 as a state machine: which step may follow which, where a workshop stands, and what claims are told of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from workshop.claims.rules.facts import Span, WorkshopMonth
from workshop.claims.rules.months import add_months, month_of
from workshop.kernel.faults import Refused

State = Literal["none", "applied", "refused", "recognised", "watched", "restored", "seasonal", "removed"]
STATES: Mapping[State, str] = {
    "none": "没有申请",
    "applied": "申请",
    "refused": "没有通过",
    "recognised": "认定",
    "watched": "监测待处置",
    "restored": "恢复",
    "seasonal": "季节停产",
    "removed": "清理",
}
TOLD = frozenset({"applied", "recognised", "watched", "restored", "seasonal", "removed"})  # words of 认定状态


class Step(NamedTuple):
    """What may happen: its name, from which states, to which (None: to the one before), and the fields it must have."""

    title: str
    before: tuple[State, ...]
    after: State | None
    needs: tuple[str, ...] = ()


_RUNNING: tuple[State, ...] = ("recognised", "restored", "seasonal")
STEPS: Mapping[str, Step] = {
    "apply": Step("申请认定", ("none", "refused", "removed"), "applied"),
    "recognise": Step("已认定", ("applied",), "recognised", ("number", "by")),
    "refuse": Step("没有通过", ("applied",), "refused", ("cause",)),
    "watch": Step("列入监测", _RUNNING, "watched", ("cause", "until")),
    "restore": Step("恢复正常", ("watched",), "restored", ("by",)),
    "remove": Step("清理", ("watched", *_RUNNING), "removed", ("by", "cause")),
    "pause": Step("季节性停产", ("recognised", "restored"), "seasonal", ("cause",)),
    "resume": Step("季节复工", ("seasonal",), None),
}
NEEDS = {
    "number": ("没有写文号", "写认定文件的文号;没有文号就写「无文号」和文件名"),
    "by": ("没有写是谁定的", "例如 县人社局、镇社保所"),
    "cause": ("没有写原因", "写清为什么,例如 脱贫人员占比连续两个月不到三成"),
    "until": ("没有缓冲期", "写缓冲几个月,文件没有写就问县里"),
}


@dataclass(frozen=True)
class Entry:
    """A step that was recorded. `until`: the last day of a buffer."""

    id: int
    event: str
    on: date
    number: str = ""
    by: str = ""
    until: date | None = None
    cause: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a workshop stands: since when, the last document, and `until`, while it is watched, the last day of its buffer."""

    state: State = "none"
    since: date | None = None
    number: str = ""
    by: str = ""
    until: date | None = None
    before: State = "none"

    @property
    def words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]

    @property
    def steps(self) -> tuple[str, ...]:
        """What may happen next."""
        return tuple(event for event, step in STEPS.items() if self.state in step.before)

    def days_left(self, on: date) -> int | None:
        """Days of the buffer that are left; below zero it is over; None where no buffer runs."""
        return (self.until - on).days if self.until else None


def follow(entries: Iterable[Entry]) -> Standing:
    """Where the steps lead, in their order."""
    found = Standing()
    for entry in entries:
        step = STEPS[entry.event]
        state = step.after or found.before
        number, by = entry.number or found.number, entry.by or found.by
        until = entry.until if entry.event == "watch" else None
        found = Standing(state, entry.on, number, by, until, found.state)
    return found


def check_step(entries: Sequence[Entry], entry: Entry, today: date, can_restore: bool | None = None) -> None:
    """Raises Refused where the step cannot follow, comes too early or in the future, or lacks what it needs."""
    step, standing = STEPS.get(entry.event), follow(entries)
    if step is None:
        raise Refused("没有这一步", "请刷新页面后重新选择", "event")
    if standing.state not in step.before:
        asked = "、".join(STATES[one] for one in step.before)
        raise Refused(
            f"现在是「{standing.words}」,不能登记「{step.title}」", f"要先是{asked};登错了请先冲正上一步", "event"
        )
    if entry.on > today:
        raise Refused(f"{entry.on} 还没有到", "请填文件上的日期", "on")
    if standing.since and entry.on < standing.since:
        raise Refused(f"{entry.on} 在上一步 {standing.since} 之前", "请核对日期;补登早先的事要先冲正后面的", "on")
    for field in step.needs:
        if not getattr(entry, field):
            raise Refused(*NEEDS[field], "months" if field == "until" else field)
    if entry.event == "restore" and can_restore is False:
        raise Refused("这份文件不许恢复", "达标后要重新申请:请登记清理,再登记申请", "event")


def buffer_end(start: date, months: int) -> date:
    """The last day of a buffer: the same day so many months later (民法典 art. 202)."""
    return add_months(start, months)


def list_spans(entries: Sequence[Entry]) -> tuple[Span, ...]:
    """The times of every state, in the words that programmes ask for; the last one is open-ended."""
    spans: list[Span] = []
    for count, entry in enumerate(entries, 1):
        state = follow(entries[:count]).state
        last = entries[count].on - timedelta(days=1) if count < len(entries) else None
        if state in TOLD and (last is None or last >= entry.on):
            spans.append(Span(STATES[state], entry.on, last, entry.number or entry.by))
    return tuple(spans)


def merge_states(by_hand: tuple[Span, ...] | None, tracks: Iterable[Sequence[Entry]]) -> tuple[Span, ...] | None:
    """What claims are told: the steps, and before the first recognition among them what was written down by hand.

    From that day on the steps alone speak; 示范, which no step has, is kept until the workshop is removed.
    """
    tracks = [track for track in tracks if track]
    decided = [entry.on for track in tracks for entry in track if entry.event == "recognise"]
    stepped = [span for track in tracks for span in list_spans(track)]
    if not decided:
        return by_hand if not stepped else join_spans([*(by_hand or ()), *stepped])
    removed = [entry.on for track in tracks for entry in track if entry.event == "remove"]
    kept = [_cut(span, min(decided), min(removed, default=None)) for span in by_hand or ()]
    return join_spans([*(span for span in kept if span), *stepped])


def _cut(span: Span, decided: date, removed: date | None) -> Span | None:
    """A span by hand as far as it still counts."""
    stop = decided if span.name in STATES.values() else removed
    if stop is None or (span.last is not None and span.last < stop):
        return span
    if span.first is not None and span.first >= stop:
        return None
    return replace(span, last=stop - timedelta(days=1))


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of one name that touch become one, so that nothing is told twice."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.name, one.first or date.min)):
        last = joined[-1] if joined else None
        if last and last.name == span.name and (last.last is None or _touches(last.last, span.first)):
            end = None if last.last is None or span.last is None else max(last.last, span.last)
            joined[-1] = replace(last, last=end)
        else:
            joined.append(span)
    return tuple(sorted(joined, key=lambda one: (one.first or date.min, one.name)))


def _touches(end: date, start: date | None) -> bool:
    return start is None or start <= end + timedelta(days=1)


def run_in_season(
    months: Sequence[WorkshopMonth], states: Iterable[Span] | None, until: date
) -> tuple[WorkshopMonth, ...]:
    """The months with those of a seasonal stop counted as running."""
    found = {month.month: month for month in months}
    for span in states or ():
        if span.name != STATES["seasonal"] or span.first is None:
            continue
        for number in range(month_of(span.first), month_of(min(span.last or until, until)) + 1):
            found[number] = replace(found.get(number) or WorkshopMonth(number), running=True)
    return tuple(found[number] for number in sorted(found))
