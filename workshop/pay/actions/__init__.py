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
from workshop.pay.actions.ending import Agreement, end_allowance, record_agreement, reverse_agreed
from workshop.pay.actions.law import (
    NewPaySetting,
    NewSocialBase,
    NewSocialRate,
    NewTaxTable,
    set_pay_settings,
    set_social_bases,
    set_social_rates,
    set_tax_tables,
)
from workshop.pay.actions.members import put_back, take_out
from workshop.pay.actions.rewriting import Place, check_row, withdraw_row
from workshop.pay.actions.runs import approve_run, compute_run, lock_run, record_payment, return_run

__all__ = [
    "Agreement",
    "NewAdvance",
    "NewAllowance",
    "NewDeduction",
    "NewMinimumWage",
    "NewPaySetting",
    "NewPriorMonths",
    "NewSocialBase",
    "NewSocialRate",
    "NewTaxTable",
    "Place",
    "add_advances",
    "add_allowances",
    "add_deductions",
    "approve_run",
    "check_row",
    "compute_run",
    "end_allowance",
    "lock_run",
    "put_back",
    "record_agreement",
    "record_payment",
    "return_run",
    "reverse_agreed",
    "set_minimum_wages",
    "set_pay_settings",
    "set_prior_months",
    "set_social_bases",
    "set_social_rates",
    "set_tax_tables",
    "take_out",
    "withdraw_row",
]
