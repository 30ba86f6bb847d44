"""A count handed in by phone: what it must pass before it is kept, and what a supervisor should look at before approving it.

Quantities in 1/1000 units.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workshop.floor.rules.usual import is_far_above
from workshop.kernel.faults import Refused
from workshop.kernel.money import BadNumber
from workshop.kernel.quantities import QUANTITY_SCALE, format_quantity, parse_quantity
from workshop.kernel.text import fold, to_half_width

DAY_SECONDS = 24 * 3600
MOST_A_DAY = 20_000 * QUANTITY_SCALE  # where an operation has no standard time


@dataclass(frozen=True)
class OpenProposal:
    """A proposal that waits. `usual`: the worker's median day of this operation, None without one. `recorded`: what
    stands recorded for the same worker, operation and day, `elsewhere`: how much of that did not come by phone; `handed_in`:
    what waits for them, this one included.
    """

    id: str
    worker_id: int
    worker_no: str
    worker: str
    operation_id: int
    operation: str
    product: str
    unit: str
    on: date
    good: int
    defect_own: int
    ticket: str
    proposed_at: datetime
    usual: int | None = None
    recorded: int = 0
    elsewhere: int = 0
    handed_in: int = 0

    @property
    def key(self) -> tuple[int, int, date]:
        """Worker, operation, day."""
        return self.worker_id, self.operation_id, self.on

    @property
    def subject(self) -> tuple[int, int, date, int, int, bool]:
        """What makes two counts by badge look like one handed in twice."""
        return (*self.key, self.good, self.defect_own, bool(self.ticket))


@dataclass(frozen=True)
class Weighed:
    """A proposal with what speaks against approving it unseen."""

    proposal: OpenProposal
    doubts: tuple[str, ...]


def read_count(text: str, unit: str, field: str) -> int:
    """A count as it was typed; nothing is zero. Raises Refused at the field."""
    if not (text or "").strip():
        return 0
    try:
        return parse_quantity(text, unit)
    except BadNumber as bad:
        raise Refused(f"「{text.strip()[:20]}」{bad}", "请改正后再交", field) from bad


def check_ceiling(amount: int, already: int, seconds: int | None) -> None:
    """Raises Refused for more than a day and night of work at the standard time, with what there is already."""
    too_much = (amount + already) * seconds > DAY_SECONDS * QUANTITY_SCALE if seconds else amount + already > MOST_A_DAY
    if too_much:
        counted = f"(今天已有 {format_quantity(already)})" if already else ""
        message = f"{format_quantity(amount)} 多到一天一夜也做不完{counted}"
        raise Refused(message, "请看看是不是多按了一位;确实没错请直接找班组长记", "good")


def share_ticket(quantity: int, defects: int) -> tuple[int, int]:
    """(good, defects) of a bundle. Raises Refused for more defects than the bundle has."""
    if defects > quantity:
        message = f"次品 {format_quantity(defects)} 比这一扎的 {format_quantity(quantity)} 还多"
        raise Refused(message, "请改正次品数", "defect")
    return quantity - defects, defects


def pick_worker(typed: str, numbers: Iterable[tuple[int, str, str]]) -> tuple[int, str]:
    """(id, name) of the worker whose number was typed: in full, or only its digits where they fit one person.

    `numbers` are (id, number, name) of those who may be meant. Raises Refused.
    """
    people, wanted = list(numbers), fold(typed)
    if not wanted:
        raise Refused("没有填工号", "请填工牌上的工号", "worker")
    exact = [(key, name) for key, number, name in people if fold(number) == wanted]
    digits = to_half_width(wanted)
    tails = [(key, name) for key, number, name in people if _tail(number) == _tail(digits)] if digits.isdigit() else []
    found = exact or tails
    if len(found) != 1:
        message = f"有 {len(found)} 个人的工号以「{typed[:20]}」结尾" if found else f"没有工号「{typed[:20]}」"
        raise Refused(message, "请填工牌上完整的工号" if found else "请看工牌上的工号再填一次", "worker")
    return found[0]


def _tail(number: str) -> str:
    folded = fold(number)
    head = folded.rstrip("0123456789")
    return folded[len(head) :].lstrip("0")


def weigh(proposals: Sequence[OpenProposal]) -> list[Weighed]:
    """Each with its doubts: far above the usual, handed in twice, recorded already by someone else's hand."""
    twice = Counter(one.subject for one in proposals)
    return [Weighed(one, tuple(_doubts(one, twice[one.subject]))) for one in proposals]


def _doubts(one: OpenProposal, times: int) -> Iterable[str]:
    if is_far_above(one.recorded + one.handed_in, one.usual):
        total = format_quantity(one.recorded + one.handed_in)
        yield f"这一天合计 {total},比往常 {format_quantity(one.usual or 0)} 多出一半以上"
    if not one.ticket and times > 1:
        yield f"同样的数交了 {times} 次"
    if one.elsewhere:
        yield f"这一天这道工序班组已记 {format_quantity(one.elsewhere)},会不会重复"
