"""Decisions on work taken home. Pure."""

from workshop.takehome.rules.balance import Balance, MaterialFacts, Pieces, add_balances, compute_balance, sum_by
from workshop.takehome.rules.bulk import (
    NewOrder,
    NewReturn,
    OrderFacts,
    TakehomeFacts,
    find_order_faults,
    find_return_faults,
    spare,
)
from workshop.takehome.rules.entries import (
    ACCEPTABLE,
    NewDelivery,
    NewInspection,
    NewIssue,
    NewMaterial,
    NewMember,
    NewSignature,
    NewSupply,
    OrderRef,
    RefusedTakehome,
)
from workshop.takehome.rules.loss import Closing, MaterialLoss
from workshop.takehome.rules.relation import Relation, relation_of
from workshop.takehome.rules.sharing import split_pieces

__all__ = [
    "ACCEPTABLE",
    "Balance",
    "Closing",
    "MaterialFacts",
    "MaterialLoss",
    "NewDelivery",
    "NewInspection",
    "NewIssue",
    "NewMaterial",
    "NewMember",
    "NewOrder",
    "NewReturn",
    "NewSignature",
    "NewSupply",
    "OrderFacts",
    "OrderRef",
    "Pieces",
    "RefusedTakehome",
    "Relation",
    "TakehomeFacts",
    "add_balances",
    "compute_balance",
    "find_order_faults",
    "find_return_faults",
    "relation_of",
    "spare",
    "split_pieces",
    "sum_by",
]
