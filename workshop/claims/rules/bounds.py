"""Bounds: at least, more than, at most, less than; 以上、以下 include the number, 超过、不满 do not (Civil Code art. 1259)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.kinds import said
from workshop.claims.rules.results import Finding, Shortfall
from workshop.claims.rules.scales import COUNT, Scale
from workshop.claims.rules.stated import Exactly, Stated, StatedKind, number_text

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

_BOUNDS = (("at_least", "至少"), ("more_than", "超过"), ("at_most", "至多"), ("less_than", "不满"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Bounded(Condition):
    """A condition that compares a figure. SCALE says what the numbers in the file mean."""

    SCALE: ClassVar[Scale] = COUNT
    at_least: Stated | None = said(StatedKind(), "至少(含本数)", None)
    more_than: Stated | None = said(StatedKind(), "超过(不含本数)", None)
    at_most: Stated | None = said(StatedKind(), "至多(含本数)", None)
    less_than: Stated | None = said(StatedKind(), "不满(不含本数)", None)

    def complaint(self) -> str:
        """What is wrong with the bounds together."""
        if not any(getattr(self, name) is not None for name, _ in _BOUNDS):
            return "要写 at_least、more_than、at_most、less_than 中至少一个"
        return ""

    def thresholds(self) -> tuple[str, ...]:
        return tuple(name for name, _ in _BOUNDS if isinstance(getattr(self, name), Exactly))

    def compare(self, look: "Look", what: str, low: int | None, high: int | None, on: date | None = None) -> Finding:
        """The finding for a figure between `low` and `high` (both None: unknown; high None: no upper limit known)."""
        scale, day = self.SCALE, on or look.asked.last
        if low is None:
            return Finding("undecided", f"{what}没有登记,要求{self._asked(look, day)}")
        answers: list[bool | None] = []
        exact, shortfall = [], None
        for name, _ in _BOUNDS:
            stated = getattr(self, name)
            if stated is None:
                continue
            asked = stated.at(look, day).value
            if asked is None:
                answers.append(None)
                continue
            answers.append(_holds(name, low, high, asked))
            if low == high == asked:
                exact.append(name)
            if name in ("at_least", "more_than") and low <= asked and answers[-1] is not True:
                gap = asked - low + (name == "more_than")
                shortfall = Shortfall(gap, scale.unit, scale.gap(gap)) if gap > 0 else None
        found = ("" if high is not None else "已知 ") + number_text(low, scale)
        found += "" if high is None or high == low else f" 至 {number_text(high, scale)}"
        answer = "not_met" if False in answers else "undecided" if None in answers else "met"
        why = ",有的月份没有登记" if answer == "undecided" and high != low else ""
        sentence = f"{what} {found},要求{self._asked(look, day)}{why}"
        gap_left = shortfall if answer != "met" else None
        return Finding(answer, sentence, shortfall=gap_left, exact=tuple(exact), figure=(low, high))  # type: ignore[arg-type]

    def _asked(self, look: "Look", on: date) -> str:
        return "、".join(
            f"{word} {getattr(self, name).at(look, on).text}"
            for name, word in _BOUNDS
            if getattr(self, name) is not None
        )


def _holds(name: str, low: int, high: int | None, asked: int) -> bool | None:
    if name in ("at_least", "more_than"):
        need = asked + (name == "more_than")
        return True if low >= need else False if high is not None and high < need else None
    most = asked - (name == "less_than")
    return True if high is not None and high <= most else False if low > most else None
