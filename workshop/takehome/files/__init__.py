"""Take-home ledgers 外发加工领料交货登记 as offices keep them: one row an event."""

from workshop.takehome.files.columns import FIELDS, KIND, recognise
from workshop.takehome.files.ledger import read
from workshop.takehome.files.lines import CloseLine, KnownOrder, OrderLine, ReturnLine, TakehomeKnown

__all__ = [
    "FIELDS",
    "KIND",
    "CloseLine",
    "KnownOrder",
    "OrderLine",
    "ReturnLine",
    "TakehomeKnown",
    "read",
    "recognise",
]
