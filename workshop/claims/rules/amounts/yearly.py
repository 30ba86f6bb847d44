"""Parts that change from year to year: five years whole and five years half, the second year eight tenths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workshop.claims.rules.kinds import Whole, said
from workshop.claims.rules.months import month_of
from workshop.claims.rules.scales import RATIO
from workshop.claims.rules.stated import Stated, StatedKind

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@dataclass(frozen=True, kw_only=True)
class Years:
    """比例的一段:头几年按多少;五免五减半写两段。"""

    years: int = said(Whole(1, 50), "几年")
    percent: Stated = said(StatedKind(RATIO), '比例,"100%"')


SINCE_HIRE = "从到岗那个月起逐年的比例(第一年 100%、第二年 80% 写两段),以后没有"


def rate_of_year(look: "Look", schedule: Sequence[Years], start: date, month: int) -> int | None:
    """The part in a month in units of the scale of ratios: that of its year from the month of `start`, 0 outside all."""
    gone = month - month_of(start)
    for part in schedule:
        if 0 <= gone < part.years * 12:
            return part.percent.at(look, look.asked.last).value
        gone -= part.years * 12
    return 0
