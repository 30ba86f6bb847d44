"""Facts of the cash list and the bank list: the lines by which a run's money goes."""

from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.bank_list import BankFacts, BankFileFacts
from workshop.papers.lists.cash_list import CashFacts
from workshop.papers.queries.heads import build_head, get_run
from workshop.pay.queries.payments import PaymentLine, list_batches, list_payment_lines
from workshop.people.queries import Workshop


def load_cash(shop: Workshop, period: Period, part: int = 1) -> tuple[PaperHead, list[CashFacts]]:
    """Head and workers of a run who are paid in cash, by number."""
    run = get_run(shop, period, part)
    lines = _live(shop, run.id, "cash")
    return build_head(shop, period, run), [
        CashFacts(line.worker_no, line.name, line.amount, line.note) for line in lines
    ]


def load_bank(shop: Workshop, period: Period, part: int = 1) -> tuple[PaperHead, list[BankFacts], list[BankFileFacts]]:
    """Head, workers of a run who are paid by bank, and the files that carry them."""
    run = get_run(shop, period, part)
    lines = _live(shop, run.id, "bank")
    live = {line.batch_id for line in lines}
    batches = [batch for batch in reversed(list_batches(shop.id, run.id)) if batch.id in live]
    files = [BankFileFacts(b.number, b.file_name, b.lines, b.total, b.sha256) for b in batches]
    return build_head(shop, period, run), [_bank(line) for line in lines], files


def _live(shop: Workshop, run_id: int, kind: str) -> list[PaymentLine]:
    lines = [line for line in list_payment_lines(shop.id, run_id) if line.live and line.kind == kind]
    return sorted(lines, key=lambda line: line.worker_no)


def _bank(line: PaymentLine) -> BankFacts:
    names = (line.worker_no, line.name, line.holder_name, line.bank_name, line.card_tail)
    return BankFacts(*names, line.amount, line.number, line.outcome_words, line.paid_on)
