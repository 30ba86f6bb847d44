"""Windows 期间: the time a condition or benefit looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from workshop.claims.rules.kinds import At, Choice, Day, Flag, Kind, Many, Whole, Wrong, build, said
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.rules.wordlists import CATEGORY_GROUPS, CATEGORY_WORDS, RUNNING_STATES

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

Days = tuple[date, date]
WINDOWS = {
    "本项期间": "这一项补贴自己的期间(benefit 里写的 window)",
    "申领期间": "这次申领写明的起止日",
    "自然年": "申领期间最后一天所在的那一年,1月1日至12月31日",
    "上一自然年": "申领日的上一年",
    "近若干月": "申领日以前的若干个整月(months = 12)",
    "任意若干月": "任意连续的若干个月(months = 12),取最好的一段;用在条件里",
    "固定期间": "from 至 to 两个日期",
    "某日以来": "从 from 到申领日前一天",
    "入职以来": "从入职到申领日前一天",
    "合同以来": "从第一份合同起到申领日前一天",
    "认定以来": "从车间认定起到申领日前一天",
    "历来": "有记录以来到申领日前一天",
    "所属半年": "申领期间最后一天所在的半年",
    "所属季度": "申领期间最后一天所在的季度",
    "所属月": "申领期间最后一天所在的月",
    "上一半年": "申领日以前的那个半年",
    "上一季度": "申领日以前的那个季度",
    "上月": "申领日的上个月",
}
_SPANS = {"所属半年": 6, "所属季度": 3, "所属月": 1, "上一半年": 6, "上一季度": 3, "上月": 1}


@dataclass(frozen=True, kw_only=True)
class Window:
    """一段期间;只写名称时可以不用表:window = "上一自然年"。"""

    kind: str = said(Choice(WINDOWS, "期间"), ";".join(f"{k}={v}" for k, v in WINDOWS.items()))
    from_: date | None = said(Day(), "起日,固定期间、某日以来用", None)
    to: date | None = said(Day(), "止日,固定期间用", None)
    months: int = said(Whole(1, 240), "几个月,近若干月、任意若干月用", 12)
    not_before: date | None = said(Day(), "不早于这一天", None)
    after_entry: tuple[str, ...] = said(
        Many(Choice(CATEGORY_WORDS, "人员类别")), "不早于纳入这些类别之日(没有纳入过的不限)", ()
    )
    after_recognition: bool = said(Flag(), "true:不早于车间认定之日", False)
    after_hire: bool = said(Flag(), "true:不早于入职之日", False)

    def complaint(self) -> str:
        if self.kind == "固定期间" and not (self.from_ and self.to and self.from_ <= self.to):
            return "固定期间要写 from 和 to,from 不晚于 to"
        if self.kind == "某日以来" and not self.from_:
            return "某日以来要写 from"
        return ""

    @property
    def is_personal(self) -> bool:
        """Whether it lies at a different time for each person."""
        return self.kind in ("入职以来", "合同以来", "历来") or bool(self.after_entry or self.after_hire)

    def resolve(self, look: "Look") -> tuple[list[Days], str]:
        """The stretches of days to look at (one, or several of which the best counts); empty with the reason."""
        found, why = _PLAIN[self.kind](self, look) if self.kind in _PLAIN else _span(self, look)
        if not found:
            return [], why
        start, why = self._earliest(look)
        if why:
            return [], why
        if start is not None:
            found = [(max(first, start), last) for first, last in found]
        return found, ""

    def _earliest(self, look: "Look") -> tuple[date | None, str]:
        starts = [self.not_before] if self.not_before else []
        if self.after_entry and look.has_person:
            if look.person.facts.categories is None:
                return None, "人员类别没有登记"
            _, entry = look.person.entry(expand(self.after_entry))
            starts += [entry] if entry else []  # who never entered is not bound by it
        if self.after_hire and look.has_person:
            if look.person.facts.hired is None:
                return None, "入职日期没有登记"
            starts.append(look.person.facts.hired)
        if self.after_recognition:
            since = recognised_since(look)
            if since is None:
                return None, "车间的认定日期没有登记"
            starts.append(since)
        return (max(starts) if starts else None), ""


class WindowKind(Kind):
    """A window by its name, or as a table."""

    title = "期间:名称或表,名称有 " + " ".join(WINDOWS)

    def parse(self, raw: object, at: At) -> Window:
        if isinstance(raw, str):
            raw = {"kind": raw}
        if not isinstance(raw, dict):
            raise Wrong(at.path, raw, f"应是{self.title}")
        made = build(Window, raw, at.path, at.wrongs)
        return made if made is not None else Window(kind="本项期间")


@lru_cache(512)
def expand(words: tuple[str, ...]) -> frozenset[str]:
    """Words of a paper as the categories of people they stand for."""
    return frozenset().union(*(CATEGORY_GROUPS.get(word, frozenset({word})) for word in words))


def recognised_since(look: "Look") -> date | None:
    """The first day the workshop was recognised, None where no day is known."""
    days = [s.first for s in look.roll.shop.states or () if s.name in RUNNING_STATES and s.first]
    return min(days) if days else None


def _until(look: "Look") -> date:
    return look.asked.on - timedelta(days=1)


def _since(start: date | None, look: "Look", why: str) -> tuple[list[Days], str]:
    return ([(start, max(start, _until(look)))], "") if start else ([], why)


def _year(year: int) -> tuple[list[Days], str]:
    return [(date(year, 1, 1), date(year, 12, 31))], ""


def _recent(window: Window, look: "Look") -> tuple[list[Days], str]:
    last = month_of(look.asked.on) - 1
    return [(first_day(last - window.months + 1), last_day(last))], ""


def _rolling(window: Window, look: "Look") -> tuple[list[Days], str]:
    ends = range(month_of(look.asked.first), month_of(look.asked.last) + 1)
    return [(first_day(end - window.months + 1), last_day(end)) for end in ends], ""


def _fixed(window: Window, look: "Look") -> tuple[list[Days], str]:
    assert window.from_ is not None
    assert window.to is not None
    return [(window.from_, window.to)], ""


def _hired(window: Window, look: "Look") -> tuple[list[Days], str]:
    if not look.has_person:
        return [(look.asked.first, look.asked.last)], ""
    return _since(look.person.facts.hired, look, "入职日期没有登记")


def _contract(window: Window, look: "Look") -> tuple[list[Days], str]:
    if not look.has_person:
        return [(look.asked.first, look.asked.last)], ""
    starts = [c.first for c in look.person.facts.contracts or () if c.first and not c.employer]
    return _since(min(starts) if starts else None, look, "合同的起始日没有登记")


def _ever(window: Window, look: "Look") -> tuple[list[Days], str]:
    if look.has_person:
        starts = [first_day(m.month) for m in look.person.facts.months]
        begun: list[date | None] = [look.person.facts.hired]
    else:
        shop = look.roll.shop
        starts = [first_day(cost.month) for cost in shop.costs or ()]
        begun = [shop.started, shop.founded, recognised_since(look), *(m.bought_on for m in shop.machines or ())]
    return _since(min([*starts, *(day for day in begun if day)], default=look.asked.first), look, "")


def _span(window: Window, look: "Look") -> tuple[list[Days], str]:
    size = _SPANS[window.kind]
    ours = window.kind.startswith("所属")
    start = month_of(look.asked.last if ours else look.asked.on) // size * size - (0 if ours else size)
    return [(first_day(start), last_day(start + size - 1))], ""


_PLAIN: dict[str, Callable[[Window, "Look"], tuple[list[Days], str]]] = {
    "本项期间": lambda w, look: ([look.period], ""),
    "申领期间": lambda w, look: ([(look.asked.first, look.asked.last)], ""),
    "自然年": lambda w, look: _year(look.asked.last.year),
    "上一自然年": lambda w, look: _year(look.asked.on.year - 1),
    "近若干月": _recent,
    "任意若干月": _rolling,
    "固定期间": _fixed,
    "某日以来": lambda w, look: _since(w.from_, look, ""),
    "入职以来": _hired,
    "合同以来": _contract,
    "认定以来": lambda w, look: _since(recognised_since(look), look, "车间的认定日期没有登记"),
    "历来": _ever,
}
assert set(_PLAIN) | set(_SPANS) == set(WINDOWS)
