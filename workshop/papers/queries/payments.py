"""Facts of the cash list and the bank list: the lines by which a run's money goes, or that of a claim's people."""

from collections import defaultdict
from typing import NamedTuple

from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.bank_list import BankFacts, BankFileFacts
from workshop.papers.lists.cash_list import CashFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.heads import build_claim_head, build_head, get_run
from workshop.pay.queries.payments import Batch, PaymentLine, list_batches, list_payment_lines
from workshop.pay.queries.runs import Run, list_runs
from workshop.people.queries import Workshop


class BankMonth(NamedTuple):
    """A bank list: head, workers by number, the files that carry them."""

    head: PaperHead
    workers: list[BankFacts]
    files: list[BankFileFacts]


def load_cash(shop: Workshop, period: Period, part: int = 1) -> tuple[PaperHead, list[CashFacts]]:
    """Head and workers of a run who are paid in cash, by number."""
    run = get_run(shop, period, part)
    return build_head(shop, period, run), [_cash(line) for line in _live(shop, run.id, "cash")]


def load_bank(shop: Workshop, period: Period, part: int = 1) -> BankMonth:
    """Head, workers of a run who are paid by bank, and the files that carry them."""
    run = get_run(shop, period, part)
    lines = _live(shop, run.id, "bank")
    return BankMonth(build_head(shop, period, run), [_bank(line) for line in lines], _files(shop, [run], lines))


def load_claim_bank(shop: Workshop, claimed: Claimed) -> list[BankMonth]:
    """Of each period of a claim the payments by bank to its people; periods without any are left out."""
    months = []
    for period, runs in _runs_of(shop, claimed).items():
        if lines := _claimed_lines(shop, claimed, period, runs, "bank"):
            head = build_claim_head(shop, claimed, period, runs)
            months.append(BankMonth(head, [_bank(line) for line in lines], _files(shop, runs, lines)))
    return months


def load_claim_cash(shop: Workshop, claimed: Claimed) -> list[tuple[PaperHead, list[CashFacts]]]:
    """As `load_claim_bank`, of payments in cash."""
    months = []
    for period, runs in _runs_of(shop, claimed).items():
        if lines := _claimed_lines(shop, claimed, period, runs, "cash"):
            months.append((build_claim_head(shop, claimed, period, runs), [_cash(line) for line in lines]))
    return months


def _runs_of(shop: Workshop, claimed: Claimed) -> dict[Period, list[Run]]:
    """The runs of a claim's time by period, in their order; a half month is a period of its own."""
    found: dict[Period, list[Run]] = defaultdict(list)
    for run in list_runs(shop.id):
        period = Period.parse(run.period)
        if claimed.claim.first <= period.last and period.first <= claimed.claim.last:
            found[period].append(run)
    return {period: found[period] for period in sorted(found)}


def _claimed_lines(shop: Workshop, claimed: Claimed, period: Period, runs: list[Run], kind: str) -> list[PaymentLine]:
    lines = [line for run in runs for line in _live(shop, run.id, kind) if claimed.holds(line.worker_id, period)]
    return sorted(lines, key=lambda line: line.worker_no)


def _live(shop: Workshop, run_id: int, kind: str) -> list[PaymentLine]:
    lines = [line for line in list_payment_lines(shop.id, run_id) if line.live and line.kind == kind]
    return sorted(lines, key=lambda line: line.worker_no)


def _files(shop: Workshop, runs: list[Run], lines: list[PaymentLine]) -> list[BankFileFacts]:
    live = {line.batch_id for line in lines}
    batches: list[Batch] = [batch for run in runs for batch in reversed(list_batches(shop.id, run.id))]
    return [BankFileFacts(b.number, b.file_name, b.lines, b.total, b.sha256) for b in batches if b.id in live]


def _cash(line: PaymentLine) -> CashFacts:
    return CashFacts(line.worker_no, line.name, line.amount, line.note)


def _bank(line: PaymentLine) -> BankFacts:
    names = (line.worker_no, line.name, line.holder_name, line.bank_name, line.card_tail)
    return BankFacts(*names, line.amount, line.number, line.outcome_words, line.paid_on)
