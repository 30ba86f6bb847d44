"""The tax year of a worker month by month, so that cumulative withholding can be followed (pay rules 7.2)."""

from collections.abc import Iterable
from typing import NamedTuple

from workshop.pay.rules.facts import TaxBefore, TaxTable
from workshop.pay.rules.tax import wage_tax


class TaxedSlip(NamedTuple):
    """A slip of the year: what 7.2 took as income of its period, and what was withheld, in fen."""

    period: str
    taxed: int
    tax: int


class TaxMonth(NamedTuple):
    """A row of the table: this slip, and the year up to it. `free` is what stays untaxed; `sentence` the arithmetic."""

    period: str
    taxed: int
    tax: int
    months: int
    income: int
    free: int
    taxable: int
    withheld: int
    sentence: str


def build_tax_months(prior: TaxBefore, slips: Iterable[TaxedSlip], table: TaxTable) -> list[TaxMonth]:
    """Each wage slip of the year in order; two halves of a month are one month."""
    before, seen, rows = prior, "", []
    for slip in slips:
        fresh = slip.period[:7] != seen
        seen = slip.period[:7]
        others = before if fresh else before._replace(months=before.months - 1)
        months, income = others.months + 1, before.income + slip.taxed
        free = months * table.free
        sentence = wage_tax(slip.taxed, others, table).sentence
        withheld = before.withheld + slip.tax
        taxable = max(0, income - free)
        rows.append(TaxMonth(slip.period, slip.taxed, slip.tax, months, income, free, taxable, withheld, sentence))
        before = TaxBefore(income, months, withheld)
    return rows
