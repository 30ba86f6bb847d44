"""What the wage ledger says of a slip: items and sums, cross-footed, in one canonical form (保障农民工工资支付条例 art. 15)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from workshop.kernel.money import round_half_up
from workshop.pay.rules.results import LINE_KINDS, STEPS


class Earned(Protocol):
    """A line of a slip, as `rules.results.PayLine` and `queries.slips.Line` both are."""

    kind: str
    quantity: int
    amount: int
    sentence: str


class Taken(Protocol):
    """A deduction of a slip."""

    step: str
    name: str
    taken: int
    sentence: str


class LedgerItem(NamedTuple):
    """An item of pay or a deduction: its kind in Chinese, fen, and the sentence that says how it came about."""

    kind: str
    amount: int
    sentence: str


class LedgerLine(NamedTuple):
    """A slip as the ledger keeps it. Fen; `attended` half days, `minutes` of work by the hour."""

    slip_id: int
    worker_id: int
    worker_no: str
    name: str
    period: str
    attended: int
    minutes: int
    earned: tuple[LedgerItem, ...]
    deducted: tuple[LedgerItem, ...]
    gross: int
    net: int
    slip_sha256: str

    @property
    def taken(self) -> int:
        """The sum of the deductions."""
        return sum(item.amount for item in self.deducted)

    @property
    def foots(self) -> bool:
        """Items add up to gross, and gross less deductions is net."""
        return sum(item.amount for item in self.earned) == self.gross and self.gross - self.taken == self.net


def build_ledger_lines(slips: Iterable[Any]) -> list[LedgerLine]:
    """A ledger line for each slip (`queries.slips.SlipView`), in the order given; pure: nothing is looked up."""
    return [_line(slip.head, slip.lines, slip.deductions) for slip in slips]


def _line(head: Any, lines: Sequence[Earned], deductions: Sequence[Taken]) -> LedgerLine:
    return LedgerLine(
        slip_id=head.id,
        worker_id=head.worker_id,
        worker_no=head.worker_no,
        name=head.name,
        period=head.period,
        attended=head.attended_halves,
        minutes=sum(line.quantity for line in lines if line.kind == "hourly"),
        earned=tuple(LedgerItem(LINE_KINDS[line.kind], line.amount, line.sentence) for line in lines),
        deducted=tuple(LedgerItem(STEPS[one.step], one.taken, one.sentence) for one in deductions if one.taken),
        gross=head.gross,
        net=head.net,
        slip_sha256=head.sha256,
    )


def sum_ledger(lines: Iterable[LedgerLine]) -> tuple[int, int, int]:
    """(number, gross, net): one of the four sums that must be equal (8.4)."""
    lines = list(lines)
    return len(lines), sum(line.gross for line in lines), sum(line.net for line in lines)


def write_items(line: LedgerLine) -> str:
    """Items as canonical JSON: the same slip gives the same bytes."""
    content = {"deducted": [list(item) for item in line.deducted], "earned": [list(item) for item in line.earned]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_items(text: str) -> tuple[tuple[LedgerItem, ...], tuple[LedgerItem, ...]]:
    """(earned, deducted) of `write_items`."""
    content = json.loads(text)
    return tuple(LedgerItem(*item) for item in content["earned"]), tuple(
        LedgerItem(*item) for item in content["deducted"]
    )


def sum_by_kind(items: Iterable[LedgerItem]) -> list[tuple[str, int]]:
    """Fen by kind, in the order of first appearance: 计件 3,120.00; 津贴 50.00."""
    sums: dict[str, int] = {}
    for item in items:
        sums[item.kind] = sums.get(item.kind, 0) + item.amount
    return list(sums.items())


def fingerprint_ledger(*values: object) -> str:
    """SHA-256 over a ledger row's own words and sums."""
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def average_month(months: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """(average gross in fen, of how many months): the last twelve months that have pay, fewer where there are fewer.

    The base of 经济补偿 (劳动合同法 art. 47): gross, not net; halves of a month are given as one month.
    """
    last = [gross for _, gross in sorted(months, reverse=True)[:12]]
    return (round_half_up(sum(last), len(last)), len(last)) if last else (0, 0)
