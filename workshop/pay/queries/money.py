"""What the money page of a run shows: sums by state, batches, everybody's way to his money; always the same number of reads."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from workshop.pay.queries.four_sums import stored_four_sums
from workshop.pay.queries.payments import (
    Batch,
    PayerLine,
    PaymentLine,
    find_payer,
    list_batches,
    list_payees,
    list_payment_lines,
    load_owners,
)
from workshop.pay.queries.returns import ReturnLine, list_returns
from workshop.pay.queries.runs import Run
from workshop.pay.rules.denominations import DENOMINATIONS, count_notes
from workshop.pay.rules.four_sums import Sum, list_unequal
from workshop.pay.rules.payments import Split, split_payees


@dataclass(frozen=True)
class BatchView:
    """A batch with how its lines stand; `live` is false when nothing of it counts any more."""

    batch: Batch
    paid: int
    open: int
    failed: int
    void: int
    returns: tuple[ReturnLine, ...]

    @property
    def live(self) -> bool:
        """Something of it is on its way or paid."""
        return bool(self.paid or self.open)


@dataclass(frozen=True)
class Part:
    """People and fen of one state."""

    people: int
    amount: int


@dataclass(frozen=True)
class Money:
    """A run's money whole: `split` is on no way yet, `live` is on one (these first) or there, `gone` came to nothing."""

    run: Run
    split: Split
    live: tuple[PaymentLine, ...]
    gone: tuple[PaymentLine, ...]
    batches: tuple[BatchView, ...]
    sums: tuple[Sum, ...]
    payer: PayerLine | None

    def part(self, *kinds: str, paid: bool) -> Part:
        """What went out by these ways and is there, or is still waited for."""
        lines = [line for line in self.live if line.kind in kinds and (line.outcome == "paid") is paid]
        return Part(len(lines), sum(line.amount for line in lines))

    @property
    def waiting(self) -> Part:
        """What is on no way yet."""
        return Part(self.split.number, self.split.total)

    @property
    def shape(self) -> str:
        """The file that the workshop's bank wants."""
        return self.payer.shape if self.payer else "csv"

    @property
    def unequal(self) -> list[str]:
        """The four sums that differ."""
        return list_unequal(self.sums)

    @property
    def notes(self) -> list[tuple[str, int]]:
        """Notes and coins to have at hand for the cash not yet handed out, person by person."""
        counts = [0] * len(DENOMINATIONS)
        for line in self.live:
            if line.kind == "cash" and line.open:
                counts = [have + more for have, more in zip(counts, count_notes(line.amount), strict=True)]
        return [(name, count) for (_, name), count in zip(DENOMINATIONS, counts, strict=True) if count]


def load_money(workshop_id: int, run: Run, on: date) -> Money:
    """The money of a locked run on a day."""
    lines = list_payment_lines(workshop_id, run.id)
    split = split_payees(list_payees(workshop_id, run.id, on), load_owners(workshop_id, on))
    return Money(
        run,
        split,
        tuple(sorted((line for line in lines if line.live), key=lambda line: (line.outcome == "paid", line.worker_no))),
        tuple(line for line in lines if not line.live),
        tuple(_batches(workshop_id, run, lines)),
        tuple(stored_four_sums(workshop_id, run)),
        find_payer(workshop_id, on),
    )


def _batches(workshop_id: int, run: Run, lines: list[PaymentLine]) -> list[BatchView]:
    batches = list_batches(workshop_id, run.id)
    counts = Counter((line.batch_id, "open" if line.open else line.outcome) for line in lines)
    files = list_returns(workshop_id, [batch.id for batch in batches])
    return [
        BatchView(
            batch,
            paid=counts[batch.id, "paid"],
            open=counts[batch.id, "open"],
            failed=counts[batch.id, "failed"],
            void=counts[batch.id, "void"],
            returns=tuple(file for file in files if file.batch_id == batch.id),
        )
        for batch in batches
    ]
