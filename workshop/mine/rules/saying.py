"""What a page says when it is read aloud 朗读: short sentences in the closed list of words, the figures as they stand on the page."""

from collections.abc import Iterable
from datetime import date

from workshop.mine.rules.days import WorkDay
from workshop.mine.speaking import PAUSE, Words, say_amount, say_day, say_number, say_quantity


def say_work(day: WorkDay, today: date) -> Words:
    """今天做了一百二十双,挣了四十二元."""
    when = ("今天",) if day.on == today else say_day(day.on)
    if not day.lines:
        return (*when, "还没有记")
    made = (("做了", *_quantities(day.pieces)),) if day.pieces else ()
    return _joined(
        (*when, *part) if at == 0 else part for at, part in enumerate((*made, ("挣了", *say_amount(day.fen))))
    )


def say_month(month: int, halves: int, fen: int, running: bool) -> Words:
    """这个月上班十七点五天,一共挣了二千元."""
    when = ("这个月",) if running else (*say_number(month, False), "月")
    days = ("上班", *_days(halves)) if halves else ()
    return _joined(part for part in ((*when, *days), ("一共", "挣了", *say_amount(fen))) if part)


def say_slip(month: int, net: int, paid: bool, asked: bool) -> Words:
    """三月工资到手二千五百元,已经发了; `asked`: the worker is to compare it."""
    head = (*say_number(month, False), "月", "工资", "到手", *say_amount(net))
    state = ("已经发了",) if paid else ("还没有发",)
    return _joined((head, state, *((("请对一对",),) if asked else ())))


def say_home(out: Iterable[tuple[int, str]]) -> Words:
    """带回家做的,手里还有八十双."""
    left = [(quantity, unit) for quantity, unit in out if quantity]
    return (*("带回家做的", PAUSE), *(("手里还有", *_quantities(left)) if left else ("没有",)))


def say_debts(fen: int) -> Words:
    """借支还剩三百元."""
    return ("借支", "还剩", *say_amount(fen)) if fen else ("没有", "借支")


def _quantities(counts: Iterable[tuple[int, str]]) -> Words:
    return _joined(say_quantity(quantity, unit) for quantity, unit in counts)


def _days(halves: int) -> Words:
    return (*say_quantity(halves * 500, ""), "天")


def _joined(parts: Iterable[Words]) -> Words:
    """Parts with a breath between them."""
    words: list[str] = []
    for part in parts:
        words += [PAUSE, *part] if words else part
    return tuple(words)
