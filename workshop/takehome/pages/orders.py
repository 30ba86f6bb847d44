"""外发单: what is out, with whom, since when; overdue first."""

from datetime import date
from typing import NamedTuple

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.kernel.text import fold
from workshop.people.queries import list_workers
from workshop.prices.queries import list_products
from workshop.takehome.pages.blueprint import READERS, pages
from workshop.takehome.queries.balances import Only
from workshop.takehome.queries.names import list_batches, load_names
from workshop.takehome.queries.orders import STATES, OrderLine, list_orders
from workshop.takehome.queries.totals import count_orders
from workshop.takehome.rules.loss import MaterialUse, compute_losses

SIZE = 100
MOST = 2_000  # of a state; a workshop that has more out filters


class Wish(NamedTuple):
    """What is asked of the list, as it stands in the address."""

    state: str
    q: str
    worker: int | None
    household: int | None
    operation: int | None
    batch: int | None
    page: int

    @property
    def only(self) -> Only:
        """As the queries take it."""
        return Only(
            worker_id=self.worker, household_id=self.household, operation_id=self.operation, batch_id=self.batch
        )

    @property
    def asked(self) -> dict[str, object]:
        """For addresses, without the page."""
        kept = self._asdict() | {"page": None, "state": None if self.state == "open" else self.state}
        return {name: value or None for name, value in kept.items()}

    @property
    def linked(self) -> dict[str, object]:
        """For addresses that say another page."""
        return {name: value for name, value in self.asked.items() if name != "page"}


@pages.get("/w/<workshop_code>/takehome")
@policy(*READERS)
def orders(workshop_code: str) -> ResponseReturnValue:
    """The orders that are asked for, a hundred at a time."""
    wish, on = read_wish(), civil_today()
    found = list_orders(g.workshop.id, on, wish.state, wish.only, limit=MOST + 1)
    matching = in_order(search(found[:MOST], wish.q, on), on)
    people, homes = load_names(g.workshop.id)
    start = (wish.page - 1) * SIZE
    return render_template(
        "takehome/orders.html",
        wish=wish,
        lines=matching[start : start + SIZE],
        number=len(matching),
        size=SIZE,
        cut=MOST if len(found) > MOST else 0,
        losses={line.id: loss_so_far(line) for line in matching[start : start + SIZE]},
        totals=count_orders(g.workshop.id, on),
        products=list_products(g.workshop.id, on, withdrawn=True),
        batches=list_batches(g.workshop.id),
        homes=homes,
        people=people,
    )


def read_wish() -> Wish:
    """The address; what cannot be meant is left out."""
    asked = request.args
    state = asked.get("state", "open")
    worker, household, operation, batch = (
        asked.get(name, type=int) for name in ("worker", "household", "operation", "batch")
    )
    return Wish(
        state if state in STATES else "open",
        asked.get("q", "").strip()[:40],
        worker,
        household,
        operation,
        batch,
        max(1, asked.get("page", 1, type=int)),
    )


def search(lines: list[OrderLine], q: str, on: date) -> list[OrderLine]:
    """Those meant by a number, a bag, a household, a batch, a client, or a person by name or pinyin."""
    sought = fold(q)
    if not sought:
        return lines
    meant = {line.id for line in list_workers(g.workshop.id, on, search=q, who="all")}
    return [line for line in lines if line.worker_id in meant or _meant(line, sought)]


def _meant(line: OrderLine, sought: str) -> bool:
    bag = str(line.bag_no) if line.bag_no is not None else ""
    texts = (line.order_no, line.operation, line.household_no, line.batch_no, line.client)
    return sought in (bag, f"{bag}号袋") or any(sought in fold(text) for text in texts)


def in_order(lines: list[OrderLine], on: date) -> list[OrderLine]:
    """Overdue first, then by the day they are due; what is over stays as it came, the newest first."""
    return sorted(
        lines,
        key=lambda line: (
            not line.overdue(on),
            line.state != "open",
            (line.due_on or date.max) if line.state == "open" else date.min,
        ),
    )


def loss_so_far(line: OrderLine) -> int | None:
    """Fen of a closed order's loss, or of one whose pieces are all back; None while work is at home: nothing is lost yet."""
    if line.voided_on is not None or (line.closed_on is None and (line.outstanding or line.due is None)):
        return None
    uses = tuple(
        MaterialUse(
            m.name, m.unit, m.balance.issued, m.balance.returned, m.pieces.back, m.per_piece, m.loss_allowance, m.price
        )
        for m in line.materials
    )
    return sum(loss.amount for loss in compute_losses(uses))
