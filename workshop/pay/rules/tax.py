"""Income tax 个税 (pay rules 7.2; 个人所得税扣缴申报管理办法: cumulative withholding for wages, by the month for services)."""

from typing import NamedTuple

from workshop.kernel.money import round_half_up
from workshop.pay.rules.facts import TaxBefore
from workshop.pay.rules.sentences import yuan

MONTHLY_FREE = 5_000_00
# (up to, per cent, quick deduction), in fen; the last has no upper end.
WAGES = (
    (36_000_00, 3, 0),
    (144_000_00, 10, 2_520_00),
    (300_000_00, 20, 16_920_00),
    (420_000_00, 25, 31_920_00),
    (660_000_00, 30, 52_920_00),
    (960_000_00, 35, 85_920_00),
    (None, 45, 181_920_00),
)
SERVICES = ((20_000_00, 20, 0), (50_000_00, 30, 2_000_00), (None, 40, 7_000_00))
_FREE_UP_TO, _FREE = 4_000_00, 800_00


class Tax(NamedTuple):
    """What is withheld now, with the sentence that shows how it came about."""

    amount: int
    sentence: str


def wage_tax(income: int, before: TaxBefore) -> Tax:
    """Cumulative withholding 累计预扣: `income` of this period is gross − untaxed allowances − 7.1; negative months carry."""
    months = before.months + 1
    cumulative = before.income + income
    taxable = max(0, cumulative - months * MONTHLY_FREE)
    percent, total = _by_bracket(taxable, 1, WAGES)
    amount = max(0, total - before.withheld)
    sentence = (
        f"累计收入 {yuan(cumulative)} − 5,000 × {months} 个月 = 应纳税所得额 {yuan(taxable)} 元,"
        f"{percent}% 一档累计税 {yuan(total)} 元,已扣 {yuan(before.withheld)} 元,本期 {yuan(amount)} 元"
    )
    return Tax(amount, sentence)


def service_tax(income: int) -> Tax:
    """Labour-service pay 劳务报酬 of a month: 800 yuan off up to 4,000, 20 % off above."""
    small = income <= _FREE_UP_TO
    fifths = max(0, income - _FREE) * 5 if small else income * 4  # of the taxable sum, so that nothing is rounded yet
    percent, amount = _by_bracket(fifths, 5, SERVICES)
    off = "− 800" if small else "× 80%"
    return Tax(amount, f"劳务报酬 {yuan(income)} {off},预扣率 {percent}%,预扣 {yuan(amount)} 元")


def _by_bracket(parts: int, scale: int, brackets: tuple[tuple[int | None, int, int], ...]) -> tuple[int, int]:
    """Rate and tax on `parts` / `scale` fen, rounded once."""
    for up_to, percent, quick in brackets:
        if up_to is None or parts <= up_to * scale:
            return percent, round_half_up(parts * percent, 100 * scale) - quick
    raise AssertionError("the last bracket has no upper end")
