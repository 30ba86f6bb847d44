"""What people do with work taken home. Nothing is edited: what was recorded wrongly is taken back and recorded anew."""

from workshop.takehome.actions.bulk import issue_orders, record_returns
from workshop.takehome.actions.clients import (
    add_batch,
    add_client_order,
    receive_material,
    reverse_receipt,
    void_client_order,
)
from workshop.takehome.actions.closing import close_order, reopen_order
from workshop.takehome.actions.correcting import correct_return, reverse_return, reverse_supply, void_order
from workshop.takehome.actions.issuing import issue_order, supply_material
from workshop.takehome.actions.marks import NewLimit, add_photo, add_signature, set_limit
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
from workshop.takehome.rules.clients import NewBatch, NewClientOrder, NewReceipt, NewReceived

__all__ = [
    "Done",
    "Issued",
    "NewBatch",
    "NewClientOrder",
    "NewDelivery",
    "NewInspection",
    "NewIssue",
    "NewLimit",
    "NewMaterial",
    "NewMember",
    "NewOrder",
    "NewReceipt",
    "NewReceived",
    "NewReturn",
    "NewSignature",
    "NewSupply",
    "OrderRef",
    "RefusedTakehome",
    "add_batch",
    "add_client_order",
    "add_photo",
    "add_signature",
    "close_order",
    "correct_return",
    "inspect_return",
    "issue_order",
    "issue_orders",
    "receive_material",
    "receive_return",
    "record_returns",
    "reopen_order",
    "reverse_receipt",
    "reverse_return",
    "reverse_supply",
    "set_limit",
    "supply_material",
    "void_client_order",
    "void_order",
]
