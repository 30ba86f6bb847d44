"""What is still owed after 7, 15 and 30 days, run by run."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.queries.runs import STATES
from workshop.pay.rules.payments import breaks_part_time_law, count_days_unpaid, find_step
from workshop.store.database import fetch_all

_OWED = """s.net > 0 AND NOT EXISTS (
  SELECT 1 FROM live_payment v JOIN payment_settlement t ON t.workshop_id = v.workshop_id AND t.line_id = v.line_id
  WHERE v.workshop_id = s.workshop_id AND v.slip_id = s.id AND t.outcome = 'paid' AND t.seq = (
    SELECT MAX(u.seq) FROM payment_settlement u WHERE u.workshop_id = t.workshop_id AND u.line_id = t.line_id))"""

_UNPAID = f"""
SELECT r.period, r.part, r.state, COUNT(*), SUM(s.net) FROM pay_run r
JOIN slip s ON s.workshop_id = r.workshop_id AND s.run_id = r.id
WHERE r.workshop_id = :w AND r.state <> 'paid' AND {_OWED}
GROUP BY r.period, r.part, r.state ORDER BY r.period, r.part"""

_UNTOLD = """
SELECT r.workshop_id, r.id FROM pay_run r WHERE r.state = 'paid' AND r.net > 0 AND NOT EXISTS (
  SELECT 1 FROM payment_batch b WHERE b.workshop_id = r.workshop_id AND b.run_id = r.id)
ORDER BY r.workshop_id, r.period, r.part"""

_COUNT = f"SELECT COUNT(*) FROM slip s WHERE s.workshop_id = :w AND s.run_id = :run AND {_OWED}"


@dataclass(frozen=True)
class Unpaid:
    """A run with money not yet with the worker; `days` since the period's last day, `step` of 7, 15, 30 that is reached."""

    period: str
    part: int
    state: str
    people: int
    amount: int
    days: int
    step: int
    unlawful: bool

    @property
    def title(self) -> str:
        """`2026年3月`, a supplement named as such."""
        return Period.parse(self.period).chinese + (f"(补发 {self.part - 1})" if self.part > 1 else "")

    @property
    def sentence(self) -> str:
        """Who waits, for how much, since when."""
        state = "" if self.state == "locked" else f"({STATES[self.state]},未锁定)"
        return (
            f"{self.title}工资{state}还有 {self.people} 人 {format_yuan(self.amount)} 元没有发,期末已过 {self.days} 天"
        )

    @property
    def mend(self) -> str:
        """What to do, and the law where it is broken."""
        if self.unlawful:
            return "非全日制用工的工资结算支付周期最长不超过十五日(劳动合同法第七十二条),请马上发放"
        return {
            0: "请按约定的日子发放",
            7: "请尽快发放",
            15: "已过半个月,请尽快发放或查明原因",
            30: "已满三十天,可能构成拖欠工资,请马上发放",
        }[self.step]


def list_unpaid(workshop_id: int, on: date) -> list[Unpaid]:
    """Runs not wholly paid, those of the oldest period first; a period that still lasts is not due."""
    found = []
    for period, part, state, people, amount in fetch_all(_UNPAID, w=workshop_id):
        span = Period.parse(period)
        days = count_days_unpaid(span, on)
        facts = (period, part, state, people, int(amount), days)
        found.append(Unpaid(*facts, find_step(days), breaks_part_time_law(span, days)))
    return found


def list_overdue(workshop_id: int, on: date) -> list[Unpaid]:
    """Those of them that have waited seven days or more."""
    return [unpaid for unpaid in list_unpaid(workshop_id, on) if unpaid.step]


def is_paid_out(workshop_id: int, run_id: int) -> bool:
    """Whether every slip of a run with money in it has been paid."""
    [(count,)] = fetch_all(_COUNT, w=workshop_id, run=run_id)
    return int(count) == 0


def list_unrecorded_payments() -> list[tuple[int, int]]:
    """(workshop, run) of runs marked as paid of which no batch tells."""
    return [(workshop_id, run_id) for workshop_id, run_id in fetch_all(_UNTOLD)]
