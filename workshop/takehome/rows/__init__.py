"""Tables of take-home work."""

from workshop.takehome.rows.clients import (
    BatchOrderRow,
    BatchReceiptRow,
    BatchRow,
    ClientOrderOperationRow,
    ClientOrderRow,
)
from workshop.takehome.rows.marks import TakehomeLimitRow, TakehomeMarkRow
from workshop.takehome.rows.orders import (
    TakehomeMaterialRow,
    TakehomeMemberRow,
    TakehomeOrderRow,
    TakehomeSupplyRow,
)
from workshop.takehome.rows.returns import TakehomeReturnMaterialRow, TakehomeReturnRow, TakehomeReturnShareRow

__all__ = [
    "BatchOrderRow",
    "BatchReceiptRow",
    "BatchRow",
    "ClientOrderOperationRow",
    "ClientOrderRow",
    "TakehomeLimitRow",
    "TakehomeMarkRow",
    "TakehomeMaterialRow",
    "TakehomeMemberRow",
    "TakehomeOrderRow",
    "TakehomeReturnMaterialRow",
    "TakehomeReturnRow",
    "TakehomeReturnShareRow",
    "TakehomeSupplyRow",
]
