"""The four sums of a run (pay rules 8.4): slips, wage sheet, money out, ledger; and whether the batches say what their lines say."""

from datetime import date
from typing import Any

from workshop.kernel.money import format_yuan
from workshop.pay.queries.ledger import ledger_sums, planned_sums
from workshop.pay.queries.payments import list_payees, load_owners
from workshop.pay.queries.runs import Run, sum_slips
from workshop.pay.rules.four_sums import Sum, list_unequal
from workshop.pay.rules.payments import split_payees
from workshop.store.database import fetch_all

_LIVE = """
SELECT COALESCE(SUM(l.amount), 0) FROM live_payment v
JOIN payment_line l ON l.workshop_id = v.workshop_id AND l.id = v.line_id
JOIN slip s ON s.workshop_id = v.workshop_id AND s.id = v.slip_id
WHERE v.workshop_id = :w AND s.run_id = :run"""
_WAITING = """
SELECT COALESCE(SUM(s.net), 0) FROM slip s WHERE s.workshop_id = :w AND s.run_id = :run AND NOT EXISTS (
  SELECT 1 FROM live_payment v WHERE v.workshop_id = s.workshop_id AND v.slip_id = s.id)"""
_WRONG_LINES = """
SELECT l.worker_no, l.name, b.number FROM payment_line l
JOIN payment_batch b ON b.workshop_id = l.workshop_id AND b.id = l.batch_id
JOIN slip s ON s.workshop_id = l.workshop_id AND s.id = l.slip_id
WHERE b.workshop_id = :w AND b.run_id = :run
  AND (l.amount <> s.net OR l.worker_id <> s.worker_id OR s.run_id <> b.run_id) ORDER BY b.number, l.position"""
_WRONG_BATCHES = """
SELECT b.number FROM payment_batch b WHERE b.workshop_id = :w AND b.run_id = :run AND (
  b.total <> (SELECT COALESCE(SUM(l.amount), 0) FROM payment_line l WHERE l.workshop_id = b.workshop_id AND l.batch_id = b.id)
  OR b.lines <> (SELECT COUNT(*) FROM payment_line l WHERE l.workshop_id = b.workshop_id AND l.batch_id = b.id))
ORDER BY b.number"""


def _one(sql: str, workshop_id: int, run_id: int) -> int:
    [(value,)] = fetch_all(sql, w=workshop_id, run=run_id)
    return int(value)


def planned_four_sums(workshop_id: int, run: Run, on: date) -> list[Sum]:
    """The four sums before the lock: money as it would be split, the ledger as it would be written."""
    split = split_payees(list_payees(workshop_id, run.id, on), load_owners(workshop_id, on))
    money = Sum("发放(银行、现金)", None, None, split.total)
    return [*_of_slips(workshop_id, run), money, Sum("工资台账", *planned_sums(workshop_id, run.id))]


def stored_four_sums(workshop_id: int, run: Run) -> list[Sum]:
    """The four sums of a locked run as they are stored."""
    money = _one(_LIVE, workshop_id, run.id) + _one(_WAITING, workshop_id, run.id)
    ledger = Sum("工资台账", *ledger_sums(workshop_id, run.id))
    return [*_of_slips(workshop_id, run), Sum("发放(银行、现金、待发)", None, None, money), ledger]


def _of_slips(workshop_id: int, run: Run) -> list[Sum]:
    slips: Any = sum_slips(workshop_id, run.id)
    return [Sum("工资条", *slips), Sum("工资表", run.workers, run.gross, run.net)]


def check_four_sums(workshop_id: int, run: Run) -> list[str]:
    """What does not agree in a locked run: Chinese sentences, none when all does."""
    broken = [f"{run.title} {sentence}" for sentence in list_unequal(stored_four_sums(workshop_id, run))]
    names = {"w": workshop_id, "run": run.id}
    broken += [
        f"{run.title} 第 {batch} 批 {number} {name} 的金额与工资条不同"
        for number, name, batch in fetch_all(_WRONG_LINES, **names)
    ]
    broken += [f"{run.title} 第 {batch} 批的合计与各笔之和不同" for (batch,) in fetch_all(_WRONG_BATCHES, **names)]
    if run.state == "paid" and (waiting := _one(_WAITING, workshop_id, run.id)):
        broken.append(f"{run.title} 记为已发放,却还有 {format_yuan(waiting)} 元没有发放记录")
    return broken
