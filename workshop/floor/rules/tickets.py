"""Bundle tickets 菲票: how a lot is divided into bundles, and in what state a ticket is."""

from dataclasses import dataclass
from datetime import datetime

from workshop.kernel.faults import Refused

MOST_TICKETS = 2000  # of one batch: sixty pages


@dataclass(frozen=True)
class Ticket:
    """A ticket with what it says and what became of it. `state`: open, handed_in, counted, void.

    `worker`, `at` tell of its use; `turn` is the use that comes next. Quantity in 1/1000 units.
    """

    id: int
    batch_id: int
    lot: str
    bundle: int
    operation_id: int
    operation: str
    product: str
    unit: str
    quantity: int
    state: str = "open"
    at: datetime | None = None
    worker: str = ""
    reason: str = ""
    turn: int = 1

    @property
    def number(self) -> str:
        """What a person reads out: lot, bundle."""
        return f"{self.lot} 第 {self.bundle} 扎" if self.lot else f"第 {self.bundle} 扎"


def divide(quantity: int, bundle_size: int, operations: int) -> list[int]:
    """The quantities of the bundles; the last one takes the rest. Raises Refused for nothing and for too many."""
    if quantity <= 0 or bundle_size <= 0:
        raise Refused("总数和每扎数都要大于 0", "请填整批的总数和一扎几件", "quantity")
    whole, rest = divmod(quantity, bundle_size)
    if (whole + bool(rest)) * operations > MOST_TICKETS:
        raise Refused(f"一批最多 {MOST_TICKETS} 张菲票", "请把每扎数改大,或分几批做", "bundle_size")
    return [bundle_size] * whole + ([rest] if rest else [])


def refusal(ticket: Ticket, moment: str) -> Refused:
    """Why a ticket that is not open cannot be handed in; `moment` is its use as people write time."""
    if ticket.state == "void":
        return Refused("这张菲票已作废" + (f"({ticket.reason})" if ticket.reason else ""), "请找车间办公室换一张")
    what = "已经记过数" if ticket.state == "counted" else "已经交给班组长确认"
    return Refused(f"这张菲票 {moment} {what},一张只算一次", "不是您交的,请马上告诉班组长")
