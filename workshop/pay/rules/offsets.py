"""Offsets 冲正 of locked slips: a wrong sum is taken back in the first open period and the right one put in its place (8.3)."""

from typing import NamedTuple

from workshop.kernel.periods import Period
from workshop.pay.rules.carrying import CARRIES
from workshop.pay.rules.facts import Offset, Owed, Step, WorkerFacts
from workshop.pay.rules.results import LineKind, PayLine
from workshop.pay.rules.sentences import yuan

OF_ENTRIES: frozenset[LineKind] = frozenset({"piece", "team", "hourly"})  # reversed and recorded anew, entry by entry
_NAME = 60  # characters: what a slip's column holds beside the period


class Pair(NamedTuple):
    """What stands in the locked slip and what should stand there, in fen."""

    taken_back: int
    put: int


def offset_lines(worker: WorkerFacts) -> list[PayLine]:
    """The pairs that change gross: 冲正 takes the wrong sum back, 更正 puts the right one; a zero is not written."""
    lines = []
    for offset in sorted(worker.offsets):
        period, name = Period.parse(offset.period).chinese, offset.name[:_NAME]
        if offset.taken_back:
            sentence = f"冲正{period}「{name}」原 {yuan(offset.taken_back)} 元({offset.reason})"
            lines.append(_line(f"冲正{period}{name}", -offset.taken_back, sentence, offset))
        if offset.put:
            sentence = f"更正{period}「{name}」应为 {yuan(offset.put)} 元({offset.reason})"
            lines.append(_line(f"更正{period}{name}", offset.put, sentence, offset))
    return lines


def _line(name: str, amount: int, sentence: str, offset: Offset) -> PayLine:
    counts, taxable = offset.counts, offset.taxable
    return PayLine("offset", "8.3", name, 1000, amount, "normal", 2, amount, counts, sentence, 0, taxable)


def offset_owed(step: Step, name: str, period: Period, pair: Pair, reason: str) -> Owed:
    """A deduction put right: what was taken too much comes back in its own step, what was taken too little is owed.

    A step that carries nothing would lose what is owed when little is left, so that goes to the last step; so does insurance,
    whose own step is filled from the table when nothing was typed.
    """
    amount = pair.put - pair.taken_back
    returned: tuple[Step, ...] = ("tax", "court")
    where: Step = step if step in CARRIES or (amount < 0 and step in returned) else "other"
    words = f"冲正{period.chinese}「{name[:_NAME]}」{yuan(pair.taken_back)} 元改为 {yuan(pair.put)} 元({reason})"
    return Owed(where, words, period.last, amount)


def settled_owed(step: Step, name: str, period: Period, amount: int, reason: str) -> Owed:
    """A carried balance that was paid back in cash: it meets the balance in its own step, so nobody is paid by it."""
    return Owed(step, f"现金归还「{name[:_NAME]}」({reason})", period.last, -amount)
