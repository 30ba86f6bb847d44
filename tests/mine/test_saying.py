"""What a worker's pages say: every word in the closed list, the figures those of the page."""

from datetime import date
from fractions import Fraction

import pytest

from workshop.mine.rules.days import WorkDay, WorkLine
from workshop.mine.rules.saying import say_debts, say_home, say_month, say_slip, say_work
from workshop.mine.speaking import is_sayable, write_words

ON = date(2026, 3, 2)


def a_day(*counts: tuple[int, str], fen: int = 4_200) -> WorkDay:
    lines = [
        WorkLine("piece", n, "缝合", unit, quantity, 2000, 2, "normal", Fraction(fen, len(counts)))
        for n, (quantity, unit) in enumerate(counts)
    ]
    return WorkDay(ON, tuple(lines), 2, "出勤")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (say_work(a_day((120_000, "双")), ON), "今天做了一百二十双,挣了四十二元"),
        (say_work(a_day((120_000, "双"), (3_500, "公斤")), ON), "今天做了一百二十双,三点五公斤,挣了四十二元"),
        (say_work(a_day((2_000, "双")), date(2026, 3, 3)), "三月二号做了两双,挣了四十二元"),
        (say_work(WorkDay(ON, (), 0, ""), ON), "今天还没有记"),
        (say_month(3, 35, 200_050, running=True), "这个月上班十七点五天,一共挣了两千元五角"),
        (say_month(2, 0, 0, running=False), "二月,一共挣了零元"),
        (say_slip(3, 250_462, paid=True, asked=False), "三月工资到手两千五百零四元六角二分,已经发了"),
        (say_slip(3, 250_462, paid=False, asked=True), "三月工资到手两千五百零四元六角二分,还没有发,请对一对"),
        (say_home([(80_000, "双")]), "带回家做的,手里还有八十双"),
        (say_home([(0, "双")]), "带回家做的,没有"),
        (say_debts(30_000), "借支还剩三百元"),
        (say_debts(0), "没有借支"),
    ],
)
def test_a_page_is_read_aloud_in_words_that_a_voice_has(words, said):
    assert write_words(words) == said
    assert is_sayable(words)


def test_a_unit_that_no_voice_knows_is_left_to_the_eye():
    words = say_work(a_day((7_000, "扎")), ON)
    assert write_words(words) == "今天做了七,挣了四十二元"
    assert is_sayable(words)
