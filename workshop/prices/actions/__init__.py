"""What is done to products, operations and prices; each action writes its audit leaf in the same transaction."""

from workshop.prices.actions.operations import (
    NewOperation,
    add_operations,
    rename_operation,
    restore_operation,
    undo_operations,
    withdraw_operation,
)
from workshop.prices.actions.own_names import set_own_names
from workshop.prices.actions.pictures import set_picture
from workshop.prices.actions.prices import NewPrice, NewTier, set_prices, set_tiers, undo_prices

__all__ = [
    "NewOperation",
    "NewPrice",
    "NewTier",
    "add_operations",
    "rename_operation",
    "restore_operation",
    "set_own_names",
    "set_picture",
    "set_prices",
    "set_tiers",
    "undo_operations",
    "undo_prices",
    "withdraw_operation",
]
