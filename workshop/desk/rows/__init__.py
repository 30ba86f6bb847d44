"""Tables of the desk."""

from workshop.desk.rows.families import FamilyMemberRow, FamilyWorkRow
from workshop.desk.rows.liaison import DepartureRow, LiaisonRow, VisitRow, VisitStepRow
from workshop.desk.rows.matters import MatterAttachmentRow, MatterInjuryRow, MatterLimitRow, MatterRow, MatterStepRow

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
    "VisitRow",
    "VisitStepRow",
]
