"""Published minimum wages by province and class, from which a manager takes the figure of the own county."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STANDINGS: dict[str, str] = {
    "listed": "汇总表里有,没有和本省文件核对",
    "unverified": "没有找到正式文件",
    "draft": "征求意见稿,还没有执行",
}


@dataclass(frozen=True)
class WageClass:
    """A class of counties, `一类`; sums in fen, None: not found anywhere, to be looked up, never guessed."""

    name: str
    monthly: int
    hourly: int | None


@dataclass(frozen=True)
class WageList:
    """What a source says of a province: `start` the day it came into force, None: the source does not say."""

    as_of: date
    start: date | None
    standing: str
    source: str
    classes: tuple[WageClass, ...]


@dataclass(frozen=True)
class Province:
    """A province with its lists, the newest first; `code` are the first two digits of its county codes."""

    code: str
    name: str
    lists: tuple[WageList, ...]


def find_province(provinces: Iterable[Province], county_code: str) -> Province | None:
    """The province of a county, by the first two digits of its code; None for a code of no province."""
    return next((province for province in provinces if county_code.startswith(province.code)), None)


def find_class(province: Province, place: int, name: str) -> tuple[WageList, WageClass] | None:
    """A class by its name in the list at a place; None where there is none."""
    if not 0 <= place < len(province.lists):
        return None
    chosen = province.lists[place]
    return next(((chosen, one) for one in chosen.classes if one.name == name), None)
