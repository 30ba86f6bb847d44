"""Income tax 个税 (pay rules 7.2; 个人所得税扣缴申报管理办法: cumulative withholding for wages, by the month for services).

The figures are dated data: the table in force on the period's last day comes with the facts.
"""

from typing import NamedTuple

from workshop.kernel.money import round_half_up
from workshop.pay.rules.facts import TaxBefore, TaxTable
from workshop.pay.rules.sentences import yuan


class Tax(NamedTuple):
    """What is withheld now, with the sentence that shows how it came about."""

    amount: int
    sentence: str


NO_TAX = Tax(0, "")


def wage_tax(income: int, before: TaxBefore, table: TaxTable) -> Tax:
    """Cumulative withholding 累计预扣: `income` of this period is gross − untaxed allowances − 7.1; negative months carry."""
    months = before.months + 1
    cumulative = before.income + income
    taxable = max(0, cumulative - months * table.free)
    percent, total = _by_bracket(taxable, 1, table)
    amount = max(0, total - before.withheld)
    sentence = (
        f"累计收入 {yuan(cumulative)} − {_round(table.free)} × {months} 个月 = 应纳税所得额 {yuan(taxable)} 元,"
        f"{percent}% 一档累计税 {yuan(total)} 元,已扣 {yuan(before.withheld)} 元,本期 {yuan(amount)} 元"
    )
    return Tax(amount, sentence)


def service_tax(income: int, table: TaxTable) -> Tax:
    """Labour-service pay 劳务报酬 of a month: a fixed sum off a small one, a share off a larger one."""
    small = table.free_to is not None and income <= table.free_to
    left = 100 - table.percent_off
    hundredths = max(0, income - table.free) * 100 if small else income * left  # so that nothing is rounded yet
    percent, amount = _by_bracket(hundredths, 100, table)
    off = f"− {_round(table.free)}" if small else f"× {left}%"
    return Tax(amount, f"劳务报酬 {yuan(income)} {off},预扣率 {percent}%,预扣 {yuan(amount)} 元")


def _round(fen: int) -> str:
    """`5,000` rather than `5,000.00`."""
    return yuan(fen).removesuffix(".00")


def _by_bracket(parts: int, scale: int, table: TaxTable) -> tuple[int, int]:
    """Rate and tax on `parts` / `scale` fen, rounded once."""
    for up_to, percent, quick in table.brackets:
        if up_to is None or parts <= up_to * scale:
            return percent, round_half_up(parts * percent, 100 * scale) - quick
    raise ValueError("the last bracket has no upper end")
