"""What people do with work taken home. Nothing is edited: what was recorded wrongly is taken back and recorded anew."""

from workshop.takehome.actions.bulk import issue_orders, record_returns
from workshop.takehome.actions.closing import close_order, reopen_order
from workshop.takehome.actions.correcting import correct_return, reverse_return, reverse_supply, void_order
from workshop.takehome.actions.issuing import issue_order, supply_material
from workshop.takehome.actions.recording import Done, Issued
from workshop.takehome.actions.returning import inspect_return, receive_return
from workshop.takehome.rules import (
    NewDelivery,
    NewInspection,
    NewIssue,
    NewMaterial,
    NewMember,
    NewOrder,
    NewReturn,
    NewSignature,
    NewSupply,
    OrderRef,
    RefusedTakehome,
)

__all__ = [
    "Done",
    "Issued",
    "NewDelivery",
    "NewInspection",
    "NewIssue",
    "NewMaterial",
    "NewMember",
    "NewOrder",
    "NewReturn",
    "NewSignature",
    "NewSupply",
    "OrderRef",
    "RefusedTakehome",
    "close_order",
    "correct_return",
    "inspect_return",
    "issue_order",
    "issue_orders",
    "receive_return",
    "record_returns",
    "reopen_order",
    "reverse_return",
    "reverse_supply",
    "supply_material",
    "void_order",
]
