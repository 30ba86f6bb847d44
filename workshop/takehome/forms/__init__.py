"""Forms of work taken home."""

from workshop.takehome.forms.clients import BatchForm, ClientOrderForm, ReceiptForm
from workshop.takehome.forms.issue import MOST_ROWS, IssueForm, LimitForm, MaterialPart, SupplyForm
from workshop.takehome.forms.returns import (
    BulkForm,
    CloseForm,
    CorrectForm,
    CountsForm,
    InspectForm,
    PhotoForm,
    ReasonForm,
    ReturnForm,
)

__all__ = [
    "MOST_ROWS",
    "BatchForm",
    "BulkForm",
    "ClientOrderForm",
    "CloseForm",
    "CorrectForm",
    "CountsForm",
    "InspectForm",
    "IssueForm",
    "LimitForm",
    "MaterialPart",
    "PhotoForm",
    "ReasonForm",
    "ReceiptForm",
    "ReturnForm",
    "SupplyForm",
]
