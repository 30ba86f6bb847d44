"""Tables of the room: what claims ask that no other table holds."""

from workshop.claims.rows.cases import (
    ClaimAttachmentRow,
    ClaimEyesRow,
    ClaimHoldRow,
    ClaimPersonRow,
    ClaimRow,
    ClaimSheetRow,
    ClaimStepRow,
)
from workshop.claims.rows.county import CountySettingRow, CountyStandardRow
from workshop.claims.rows.facts import ClaimCostRow, ClaimFactRow, ClaimMonthRow, ClaimReceiptRow, ClaimTrainingRow
from workshop.claims.rows.inspections import InspectionAnswerRow
from workshop.claims.rows.notices import (
    PublicNoticeEventRow,
    PublicNoticeObjectionRow,
    PublicNoticePhotoRow,
    PublicNoticeRow,
)
from workshop.claims.rows.recognition import RecognitionEntryRow

__all__ = [
    "ClaimAttachmentRow",
    "ClaimCostRow",
    "ClaimEyesRow",
    "ClaimFactRow",
    "ClaimHoldRow",
    "ClaimMonthRow",
    "ClaimPersonRow",
    "ClaimReceiptRow",
    "ClaimRow",
    "ClaimSheetRow",
    "ClaimStepRow",
    "ClaimTrainingRow",
    "CountySettingRow",
    "CountyStandardRow",
    "InspectionAnswerRow",
    "PublicNoticeEventRow",
    "PublicNoticeObjectionRow",
    "PublicNoticePhotoRow",
    "PublicNoticeRow",
    "RecognitionEntryRow",
]
