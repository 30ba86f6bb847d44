"""What the rules give back: lines and deductions with their sentences, the slip, and problems for a person to mend."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from workshop.kernel.periods import Period
from workshop.pay.rules.facts import Owed

LineKind = Literal[
    "piece", "team", "hourly", "daily", "monthly", "takehome", "guarantee", "allowance", "offset", "minimum"
]
Severity = Literal["blocking", "warning"]
LINE_KINDS: dict[str, str] = {
    "piece": "计件",
    "team": "集体计件",
    "hourly": "计时",
    "daily": "日薪",
    "monthly": "月薪",
    "takehome": "外发",
    "guarantee": "保底补差",
    "allowance": "津贴",
    "offset": "冲正",
    "minimum": "最低工资补差",
}
STEPS: dict[str, str] = {
    "social": "社保个人",
    "tax": "个税",
    "court": "司法扣款",
    "advance": "借支",
    "loss": "赔偿",
    "other": "其他扣款",
}


class PayLine(NamedTuple):
    """A line that adds to gross (1.6).

    `subject` is the operation's key, the activity or the item's name. `quantity` is in 1/1000 units (piece, take-home), fen of
    shares (team), minutes (hourly), half days (daily); `price` in 1/10000 yuan or, for time, fen. `twice` is double the
    multiplier of 4.3. `late` is the part of `quantity` that is 补录. `counts`: towards the minimum wage; `taxable`: for 7.2.
    """

    kind: LineKind
    rule: str
    subject: int | str
    quantity: int
    price: int
    band: str
    twice: int
    amount: int
    counts: bool
    sentence: str
    late: int = 0
    taxable: bool = True


class Deduction(NamedTuple):
    """A sum taken in its step of 7: `owed` at first, `taken` now, `carried` to the next run (7.7)."""

    step: str
    rule: str
    name: str
    owed: int
    taken: int
    carried: int
    sentence: str


@dataclass(frozen=True)
class Problem:
    """Something a person must see (8.2). `blocking` holds the lock until mended; `worker` empty: the whole run.

    `subject` leads to where it is mended: the operation of a price, the first day of an attendance, the year of a calendar.
    """

    kind: str
    severity: Severity
    worker: str
    sentence: str
    mend: str
    subject: str = ""


class MinimumTest(NamedTuple):
    """The window and the figures that were compared (6.6), in fen."""

    rule: str
    required: int
    counted: int
    topup: int
    sentence: str


@dataclass(frozen=True)
class Slip:
    """One worker's pay of one period.

    `other` is 7.1, 7.3 and 7.6 taken; `taxed` is what 7.2 took as income of the period; `attended` counts half days.
    """

    worker: str
    period: Period
    lines: tuple[PayLine, ...]
    deductions: tuple[Deduction, ...]
    minimum: MinimumTest | None
    gross: int
    topup: int
    tax: int
    loss: int
    advance: int
    other: int
    net: int
    taxed: int
    labour_service: bool
    attended: int
    due: int
    balances: tuple[Owed, ...]
    problems: tuple[Problem, ...]

    @property
    def carried(self) -> int:
        """The sum of the balances after the period."""
        return sum(balance.amount for balance in self.balances)
