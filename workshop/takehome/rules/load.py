"""How much work lies at a home, and whether one more order is too much (set)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workshop.floor.rules.checks import Trouble
from workshop.kernel.quantities import format_quantity

DAY_SECONDS = 8 * 3600
LOOK_BACK = 90  # days from which the usual pace is taken


class Limit(NamedTuple):
    """`pieces` in 1/1000, `days` of work; None: no limit. `whose`: 本人, 全户 or 全车间."""

    pieces: int | None
    days: int | None
    blocks: bool
    whose: str


class Work(NamedTuple):
    """Pieces of one operation still to come, in 1/1000."""

    operation_id: int
    pieces: int


class Load(NamedTuple):
    """What is out with the new order in it: pieces, tenths of days of work; None: the pace of some work is not known."""

    pieces: int
    tenths: int | None


def daily_pace(pieces: int, days: int, std_seconds: int | None) -> int | None:
    """Pieces a day in 1/1000: as delivered over `days`, else by the operation's standard seconds, else not known."""
    if pieces > 0 and days > 0:
        return max(1, pieces // days)
    return DAY_SECONDS * 1000 // std_seconds if std_seconds else None


def compute_load(work: Iterable[Work], paces: Mapping[int, int | None]) -> Load:
    """Everything that is out, each operation at its own pace."""
    pieces, tenths, known = 0, 0, True
    for one in work:
        pace = paces.get(one.operation_id)
        pieces += one.pieces
        if one.pieces and not pace:
            known = False
        elif pace:
            tenths += -(-one.pieces * 10 // pace)
    return Load(pieces, tenths if known else None)


def over_limit(limit: Limit | None, load: Load) -> Trouble | None:
    """What goes over the limit, as a sentence."""
    if limit is None:
        return None
    if limit.pieces is not None and load.pieces > limit.pieces:
        message = (
            f"{limit.whose}未交的活加上这一张共 {format_quantity(load.pieces)},超过限额 {format_quantity(limit.pieces)}"
        )
    elif limit.days is not None and load.tenths is not None and load.tenths > limit.days * 10:
        message = f"{limit.whose}未交的活加上这一张约要做 {load.tenths / 10:g} 天,超过限额 {limit.days} 天"
    else:
        return None
    return Trouble("quantity", "", "load_over", message, "请少发一些,等交回一部分再发,或请负责人放行")


def pace_unknown(limit: Limit | None, load: Load) -> Trouble | None:
    """A limit in days that cannot be compared because nobody knows the pace."""
    if limit is None or limit.days is None or load.tenths is not None:
        return None
    message = "限额按天数算,但这道工序没有标准工时,本人也没有交过货,算不出要做几天"
    return Trouble("quantity", "", "load_unknown", message, "请给工序填标准秒,或把限额改成件数")
