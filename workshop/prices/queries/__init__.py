"""Reads of products, operations and prices."""

from workshop.prices.queries.book import load_price_book, load_tiers, operation_ids, units
from workshop.prices.queries.lists import (
    OperationLine,
    PriceLine,
    ProductLines,
    TierLine,
    get_operation,
    list_prices,
    list_products,
    list_tiers,
)
from workshop.prices.queries.own_names import list_own_names, load_own_names
from workshop.prices.queries.pictures import find_picture, find_picture_of

__all__ = [
    "OperationLine",
    "PriceLine",
    "ProductLines",
    "TierLine",
    "find_picture",
    "find_picture_of",
    "get_operation",
    "list_own_names",
    "list_prices",
    "list_products",
    "list_tiers",
    "load_own_names",
    "load_price_book",
    "load_tiers",
    "operation_ids",
    "units",
]
