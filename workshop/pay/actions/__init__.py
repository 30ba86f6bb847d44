"""What a person does in the pay room: record what is agreed, compute, approve and lock runs."""

from workshop.pay.actions.acknowledging import Sight, acknowledge_problems, set_four_eyes
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
from workshop.pay.actions.answers import (
    answer_objection,
    confirm_on_paper,
    confirm_slip,
    object_to_slip,
    publish_slips,
    record_seen,
)
from workshop.pay.actions.bank_files import fetch_bank_file
from workshop.pay.actions.due import compute_due
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
from workshop.pay.actions.leaving import compute_leaving
from workshop.pay.actions.members import put_back, take_out
from workshop.pay.actions.offsets import Target, offset_slip, withdraw_offset
from workshop.pay.actions.payers import NewPayer, record_payer
from workshop.pay.actions.payments import pay_by_bank, pay_in_cash
from workshop.pay.actions.returns import take_returns
from workshop.pay.actions.rewriting import Place, check_row, withdraw_row
from workshop.pay.actions.runs import approve_run, compute_run, lock_run, return_run
from workshop.pay.actions.settling import (
    record_cash,
    record_payment,
    release_lines,
    reverse_payment,
    settle_batch,
    void_batch,
)
from workshop.pay.actions.sheets import confirm_by_sheet

__all__ = [
    "Agreement",
    "NewAdvance",
    "NewAllowance",
    "NewDeduction",
    "NewMinimumWage",
    "NewPaySetting",
    "NewPayer",
    "NewPriorMonths",
    "NewSocialBase",
    "NewSocialRate",
    "NewTaxTable",
    "Place",
    "Sight",
    "Target",
    "acknowledge_problems",
    "add_advances",
    "add_allowances",
    "add_deductions",
    "answer_objection",
    "approve_run",
    "check_row",
    "compute_due",
    "compute_leaving",
    "compute_run",
    "confirm_by_sheet",
    "confirm_on_paper",
    "confirm_slip",
    "end_allowance",
    "fetch_bank_file",
    "lock_run",
    "object_to_slip",
    "offset_slip",
    "pay_by_bank",
    "pay_in_cash",
    "publish_slips",
    "put_back",
    "record_agreement",
    "record_cash",
    "record_payer",
    "record_payment",
    "record_seen",
    "release_lines",
    "return_run",
    "reverse_agreed",
    "reverse_payment",
    "set_four_eyes",
    "set_minimum_wages",
    "set_pay_settings",
    "set_prior_months",
    "set_social_bases",
    "set_social_rates",
    "set_tax_tables",
    "settle_batch",
    "take_out",
    "take_returns",
    "void_batch",
    "withdraw_offset",
    "withdraw_row",
]
