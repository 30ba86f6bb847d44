"""What is put down for claims; each action writes its audit leaf in the same transaction."""

from workshop.claims.actions.county import NewSetting, NewStandard, set_settings, set_standards
from workshop.claims.actions.facts import NewFact, record_facts
from workshop.claims.actions.registers import (
    NewCost,
    NewMonth,
    NewReceipt,
    NewTraining,
    record_costs,
    record_months,
    record_receipts,
    record_trainings,
    reverse_entry,
)

__all__ = [
    "NewCost",
    "NewFact",
    "NewMonth",
    "NewReceipt",
    "NewSetting",
    "NewStandard",
    "NewTraining",
    "record_costs",
    "record_facts",
    "record_months",
    "record_receipts",
    "record_trainings",
    "reverse_entry",
    "set_settings",
    "set_standards",
]
