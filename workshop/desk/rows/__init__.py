"""Tables of the desk."""

from workshop.desk.rows.families import FamilyMemberRow, FamilyWorkRow
from workshop.desk.rows.liaison import DepartureRow, LiaisonRow, VisitRow, VisitStepRow
from workshop.desk.rows.matters import MatterAttachmentRow, MatterInjuryRow, MatterLimitRow, MatterRow, MatterStepRow
from workshop.desk.rows.messages import MessageChoiceRow, MessageRow, MessageTryRow
from workshop.desk.rows.openings import (
    OpeningEndRow,
    OpeningRow,
    OpeningUntilRow,
    ReferralRow,
    SeekerRow,
    SeekerStepRow,
)

__all__ = [
    "DepartureRow",
    "FamilyMemberRow",
    "FamilyWorkRow",
    "LiaisonRow",
    "MatterAttachmentRow",
    "MatterInjuryRow",
    "MatterLimitRow",
    "MatterRow",
    "MatterStepRow",
    "MessageChoiceRow",
    "MessageRow",
    "MessageTryRow",
    "OpeningEndRow",
    "OpeningRow",
    "OpeningUntilRow",
    "ReferralRow",
    "SeekerRow",
    "SeekerStepRow",
    "VisitRow",
    "VisitStepRow",
]
