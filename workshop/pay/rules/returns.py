"""The bank's answer matched with what was sent: every row to its line, or named with what does not fit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.faults import Fault
from workshop.kernel.money import format_yuan
from workshop.pay.rules.payments import name_key, same_name


@dataclass(frozen=True)
class Answer:
    """A row of a return file as Excel counts it; `card_key` None and `tail` the last digits where the card is masked."""

    place: str
    row: int
    card_key: bytes | None
    tail: str
    name: str
    amount: int | None
    paid: bool
    reason: str


@dataclass(frozen=True)
class SentLine:
    """A line of a bank batch; `live`: the slip's money is on its way by this line and by no other."""

    id: int
    batch_id: int
    slip_id: int
    holder_name: str
    amount: int
    card_key: bytes
    card_tail: str
    outcome: str
    live: bool
    live_elsewhere: bool


@dataclass(frozen=True)
class Matched:
    """Rows and their lines; `existing` rows say what is known already."""

    batch_id: int
    fresh: tuple[tuple[Answer, SentLine], ...]
    existing: int
    faults: tuple[Fault, ...]


def choose_batch(answers: Sequence[Answer], lines: Sequence[SentLine]) -> int | None:
    """The batch that most rows fit, the latest among equals; None where no row fits any."""
    fits: Counter[int] = Counter()
    sent = _Sent(lines)
    for answer in answers:
        fits.update({line.batch_id for line in sent.of(answer) if _fits(answer, line)})
    return max(fits, key=lambda batch: (fits[batch], batch), default=None)


def match_answers(answers: Sequence[Answer], lines: Sequence[SentLine]) -> Matched:
    """Rows against the lines of one batch; a row that fits no line, or a second one, is a fault."""
    fresh, faults, existing = [], [], 0
    taken: set[int] = set()
    sent = _Sent(lines)
    for answer in answers:
        same = sent.of(answer)
        line = _find_line(answer, same)
        fault = _find_fault(answer, line, same, taken)
        if line is not None and fault is None:
            taken.add(line.id)
            if line.outcome == ("paid" if answer.paid else "failed"):
                existing += 1
            else:
                fresh.append((answer, line))
        if fault:
            faults.append(fault)
    return Matched(lines[0].batch_id if lines else 0, tuple(fresh), existing, tuple(faults))


class _Sent:
    """Lines found by card or by name, so that a long file is matched in one pass."""

    def __init__(self, lines: Sequence[SentLine]) -> None:
        self._lines = lines
        self._by_card: dict[bytes, list[SentLine]] = {}
        self._by_name: dict[str, list[SentLine]] = {}
        for line in lines:
            self._by_card.setdefault(line.card_key, []).append(line)
            self._by_name.setdefault(name_key(line.holder_name), []).append(line)

    def of(self, answer: Answer) -> list[SentLine]:
        """Those of the same account: by the card, or where the bank masks it by the name and the last digits."""
        if answer.card_key is not None:
            return self._by_card.get(answer.card_key, [])
        if not (answer.name or answer.tail):
            return []
        found = self._by_name.get(name_key(answer.name), []) if answer.name else self._lines
        return [line for line in found if line.card_tail.endswith(answer.tail)]


def _find_line(answer: Answer, same: Sequence[SentLine]) -> SentLine | None:
    """The one line of the account; among several the one of that amount."""
    found = same if len(same) == 1 else [line for line in same if _fits(answer, line)]
    return found[0] if len(found) == 1 else None


def _fits(answer: Answer, line: SentLine) -> bool:
    return answer.amount in (None, line.amount)


def _find_fault(answer: Answer, line: SentLine | None, same: Sequence[SentLine], taken: set[int]) -> Fault | None:
    shown = answer.name or f"****{answer.tail}"
    if line is None:
        if len(same) > 1:
            return _fault(answer, shown, "ambiguous", "有几笔都对得上", "请在文件里补上完整的收款账号和金额")
        return _fault(answer, shown, "unknown", "这一批里没有这一笔", "请核对账号和户名,或换成这一批的回盘文件")
    if line.id in taken:
        return _fault(answer, shown, "second", "这一笔在文件里出现两次", "请删去多余的一行")
    if answer.amount is not None and answer.amount != line.amount:
        message = f"金额与发出的 {format_yuan(line.amount)} 元不同"
        return _fault(answer, format_yuan(answer.amount), "amount", message, "请与银行核对,不要改动金额后再导入")
    if answer.name and not same_name(answer.name, line.holder_name):
        return _fault(answer, answer.name, "name", f"户名与发出的「{line.holder_name}」不同", "请与银行核对")
    if line.outcome == "void":
        return _fault(answer, shown, "void", "这一批已经作废,银行却有结果", "请与银行核对这笔钱是否付出")
    if answer.paid and line.live_elsewhere:
        message = "这一笔已经登记为没有发成,并在另一批里重新发放"
        return _fault(answer, shown, "paid_again", message, "银行若确已付款,请立即停发另一批,核对后再登记")
    return None


def _fault(answer: Answer, value: str, reason: str, message: str, mend: str) -> Fault:
    return Fault(answer.place, answer.row, "", value, reason, message, mend)
