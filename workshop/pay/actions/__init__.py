"""What a person does in the pay room: record what is agreed, compute, approve and lock runs."""

from workshop.pay.actions.agreed import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    NewMinimumWage,
    NewPriorMonths,
    add_advances,
    add_allowances,
    add_deductions,
    set_minimum_wages,
    set_prior_months,
)

__all__ = [
    "NewAdvance",
    "NewAllowance",
    "NewDeduction",
    "NewMinimumWage",
    "NewPriorMonths",
    "add_advances",
    "add_allowances",
    "add_deductions",
    "set_minimum_wages",
    "set_prior_months",
]
