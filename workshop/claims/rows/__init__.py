"""Tables of the room: what claims ask that no other table holds."""

from workshop.claims.rows.county import CountySettingRow, CountyStandardRow
from workshop.claims.rows.facts import ClaimCostRow, ClaimFactRow, ClaimMonthRow, ClaimReceiptRow, ClaimTrainingRow

__all__ = [
    "ClaimCostRow",
    "ClaimFactRow",
    "ClaimMonthRow",
    "ClaimReceiptRow",
    "ClaimTrainingRow",
    "CountySettingRow",
    "CountyStandardRow",
]
