"""Tables of pay: what is agreed and imported, runs and their slips."""

from workshop.pay.rows.agreed import AdvanceRow, AllowanceRow, DeductionRow, MinimumWageRow, PriorMonthsRow
from workshop.pay.rows.frozen import frozen_triggers
from workshop.pay.rows.law import (
    AgreedReversalRow,
    PaySettingRow,
    RunLawRow,
    SocialBaseRow,
    SocialRateRow,
    TaxBracketRow,
    TaxTableRow,
)
from workshop.pay.rows.ledger import WageLedgerRow
from workshop.pay.rows.matters import (
    AcknowledgementRow,
    FourEyesRow,
    ObjectionAnswerRow,
    ObjectionRow,
    OffsetRow,
    RunMemberRow,
    RunReturnRow,
    SlipAnswerRow,
)
from workshop.pay.rows.payments import (
    LivePaymentRow,
    PayerAccountRow,
    PaymentBatchRow,
    PaymentLineRow,
    PaymentReturnRow,
    PaymentSettlementRow,
)
from workshop.pay.rows.runs import (
    PayRunRow,
    RunAbsenceRow,
    RunInputsRow,
    RunProblemRow,
    SlipBalanceRow,
    SlipDeductionRow,
    SlipLineRow,
    SlipRow,
    SlipSourceRow,
)

__all__ = [
    "AcknowledgementRow",
    "AdvanceRow",
    "AgreedReversalRow",
    "AllowanceRow",
    "DeductionRow",
    "FourEyesRow",
    "LivePaymentRow",
    "MinimumWageRow",
    "ObjectionAnswerRow",
    "ObjectionRow",
    "OffsetRow",
    "PayRunRow",
    "PaySettingRow",
    "PayerAccountRow",
    "PaymentBatchRow",
    "PaymentLineRow",
    "PaymentReturnRow",
    "PaymentSettlementRow",
    "PriorMonthsRow",
    "RunAbsenceRow",
    "RunInputsRow",
    "RunLawRow",
    "RunMemberRow",
    "RunProblemRow",
    "RunReturnRow",
    "SlipAnswerRow",
    "SlipBalanceRow",
    "SlipDeductionRow",
    "SlipLineRow",
    "SlipRow",
    "SlipSourceRow",
    "SocialBaseRow",
    "SocialRateRow",
    "TaxBracketRow",
    "TaxTableRow",
    "WageLedgerRow",
    "frozen_triggers",
]
