"""Facts put together from registers and books: what nobody entered stays unknown, what was checked and is not there is none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workshop.claims.rules.facts import (
    CostFacts,
    FigureFacts,
    MachineFacts,
    MonthFacts,
    PersonFacts,
    ReceivedFacts,
    Span,
    TrainingFacts,
    WorkshopFacts,
    WorkshopMonth,
)
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.rules.registered import Entry, build_spans, latest
from workshop.kernel.calendar import Calendar, CalendarMissing

_NOTHING: dict[str, list[Entry]] = {}


@dataclass
class Known:
    """The register by worker (None: the workshop) and kind, asked as it stands on a day."""

    entries: Mapping[int | None, Sequence[Entry]]
    on: date
    by_kind: dict[int | None, dict[str, list[Entry]]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_kind = {}
        for worker, mine in self.entries.items():
            kinds = self.by_kind.setdefault(worker, defaultdict(list))
            for entry in mine:
                kinds[entry.kind].append(entry)

    def of(self, worker: int | None, kind: str) -> list[Entry]:
        """The entries of a kind."""
        return self.by_kind.get(worker, _NOTHING).get(kind, [])

    def one(self, worker: int | None, kind: str) -> Entry | None:
        """The entry of a kind without names that is in force."""
        return latest(self.of(worker, kind), self.on)

    def text(self, worker: int | None, kind: str) -> str | None:
        """Its words."""
        found = self.one(worker, kind)
        return found.text if found else None

    def yes(self, worker: int | None, kind: str) -> bool | None:
        """Yes, no, or nobody has said."""
        found = self.one(worker, kind)
        return found.holds if found else None

    def answers(self, worker: int | None, kind: str) -> dict[str, bool]:
        """By name yes or no, as the last entry says."""
        names = {entry.name for entry in self.of(worker, kind)}
        found = {name: latest([e for e in self.of(worker, kind) if e.name == name], self.on) for name in names}
        return {name: entry.holds for name, entry in found.items() if entry}

    def holding(self, kind: str) -> frozenset[str] | None:
        """Names that hold for the workshop on the day; None: nobody has said."""
        if not self.of(None, kind):
            return None
        return frozenset(name for name, holds in self.answers(None, kind).items() if holds)

    def spans(self, kind: str) -> tuple[Span, ...] | None:
        """The times of the workshop's names of a kind; None: nobody has said."""
        if not self.of(None, kind):
            return None
        return tuple(span for spans in build_spans(self.of(None, kind)).values() for span in spans)

    def figures(self, worker: int | None, kind: str) -> dict[str, tuple[FigureFacts, ...]]:
        """Figures by name, in order of their first day; the later entry of a day counts."""
        found: dict[str, dict[date, FigureFacts]] = defaultdict(dict)
        for entry in self.of(worker, kind):
            fact = FigureFacts(entry.value or 0, entry.valid_from, entry.valid_to, entry.source)
            found[entry.name][entry.valid_from] = fact
        return {name: tuple(days[on] for on in sorted(days)) for name, days in found.items()}

    def checked(self, worker: int | None, what: str) -> bool:
        """Whether somebody said that what is recorded is all there is, of one person or of everybody."""
        return self._checked_of(worker, what) or (worker is not None and self._checked_of(None, what))

    def _checked_of(self, worker: int | None, what: str) -> bool:
        return any(e.name == what and e.holds and e.valid_from <= self.on for e in self.of(worker, "已核对"))


def share_households(
    entries: Mapping[int | None, Sequence[Entry]], homes: Mapping[int, str]
) -> dict[int | None, list[Entry]]:
    """The register with the figures of each household at everybody of it, whoever they were written down with."""
    shared: dict[int | None, list[Entry]] = {worker: list(mine) for worker, mine in entries.items()}
    of_home: dict[str, list[Entry]] = defaultdict(list)
    for worker, mine in entries.items():
        home = homes.get(worker, "") if worker is not None else ""
        of_home[home] += [entry for entry in mine if home and entry.kind == "户登记数字"]
    for worker, home in homes.items():
        others = [entry for entry in of_home.get(home, ()) if entry.worker_id != worker]
        if others:
            shared[worker] = others + shared.get(worker, [])
    return shared


def build_person(
    known: Known,
    worker: int,
    household: str,
    named: dict[str, Any],
    trainings: Sequence[TrainingFacts],
    received: Sequence[ReceivedFacts],
    months: Sequence[MonthFacts],
) -> PersonFacts:
    """One person. `named` are the facts that other rooms keep."""
    graduated = known.one(worker, "毕业")
    return PersonFacts(
        id=worker,
        household=household,
        registered=known.text(worker, "户籍"),
        rural=known.yes(worker, "农村户口"),
        statuses=build_spans(known.of(worker, "身份")),
        graduated=graduated.valid_from if graduated else None,
        trainings=tuple(trainings) if trainings or known.checked(worker, "培训") else None,
        received=tuple(received) if received or known.checked(worker, "已领补贴") else None,
        months=_insured(months, known, worker),
        elsewhere_known=known.checked(worker, "其他单位务工"),
        answers=known.answers(worker, "确认"),
        figures=known.figures(worker, "登记数字"),
        household_figures=known.figures(worker, "户登记数字"),
        documents=known.answers(worker, "材料"),
        **named,
    )


def _insured(months: Sequence[MonthFacts], known: Known, worker: int) -> tuple[MonthFacts, ...]:
    """The months with insurance, from the first entry about it on: what is not named then is not paid."""
    entries = known.of(worker, "参保")
    if not entries:
        return tuple(months)
    since = month_of(min(entry.valid_from for entry in entries))
    spans = build_spans(entries)
    paid = {(entry.name, entry.valid_from): entry.fen for entry in entries if entry.holds}
    return tuple(
        month
        if month.month < since or month.employer
        else replace(month, insurance=_insurance(month.month, spans, paid))
        for month in months
    )


def _insurance(
    month: int, spans: Mapping[str, tuple[Span, ...]], paid: Mapping[tuple[str, date], int | None]
) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for name, mine in spans.items():
        if any(
            (s.first is None or s.first <= last_day(month)) and (s.last is None or s.last >= first_day(month))
            for s in mine
        ):
            begun = [(since, fen) for (what, since), fen in paid.items() if what == name and since <= last_day(month)]
            found[name] = max(begun)[1] if begun else None
    return found


def build_shop(
    known: Known,
    named: dict[str, Any],
    costs: Sequence[CostFacts],
    received: Sequence[ReceivedFacts],
    calendar: Calendar,
) -> WorkshopFacts:
    """The workshop. `named` are the facts that other rooms keep."""
    area, posts = known.one(None, "面积"), known.one(None, "岗位数")
    founded, started = known.one(None, "注册日期"), known.one(None, "投产日期")
    machines = tuple(MachineFacts(e.name, (e.value or 0) // 1000, e.valid_from, e.fen) for e in known.of(None, "设备"))
    return WorkshopFacts(
        **{**named, "region": known.text(None, "区划代码") or named["region"]},
        kind=known.text(None, "车间类型"),
        entity=known.text(None, "主体类型"),
        founded=founded.valid_from if founded else None,
        started=started.valid_from if started else None,
        area=area.value if area else None,
        posts=(posts.value or 0) // 1000 if posts else None,
        seasonal=known.yes(None, "季节性"),
        licences=known.holding("证照"),
        sites=known.holding("所在地"),
        titles=known.spans("称号"),
        states=known.spans("认定状态"),
        grades={entry.valid_from.year: entry.text for entry in known.of(None, "年度等级")},
        costs=tuple(costs) if costs or known.checked(None, "费用") else None,
        machines=machines if machines or known.checked(None, "设备") else None,
        received=tuple(received) if received or known.checked(None, "已领补贴") else None,
        months=_workdays(named, calendar),
        answers=known.answers(None, "确认"),
        figures=known.figures(None, "登记数字"),
        documents=known.answers(None, "材料"),
    )


def _workdays(named: dict[str, Any], calendar: Calendar) -> tuple[WorkshopMonth, ...]:
    """Working days of the months that the books cover; not known in a year without a calendar."""
    if "books_from" not in named:
        return ()
    numbers = range(month_of(named["books_from"]), month_of(named["books_to"]) + 1)
    return tuple(WorkshopMonth(number, _count_workdays(number, calendar)) for number in numbers)


def _count_workdays(month: int, calendar: Calendar) -> int | None:
    start, end = first_day(month).toordinal(), last_day(month).toordinal()
    try:
        return sum(calendar.band(date.fromordinal(day)) == "normal" for day in range(start, end + 1))
    except CalendarMissing:
        return None
