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
from workshop.pay.actions.members import put_back, take_out
from workshop.pay.actions.runs import approve_run, compute_run, lock_run, record_payment, return_run

__all__ = [
    "NewAdvance",
    "NewAllowance",
    "NewDeduction",
    "NewMinimumWage",
    "NewPriorMonths",
    "add_advances",
    "add_allowances",
    "add_deductions",
    "approve_run",
    "compute_run",
    "lock_run",
    "put_back",
    "record_payment",
    "return_run",
    "set_minimum_wages",
    "set_prior_months",
    "take_out",
]
