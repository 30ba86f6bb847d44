"""Tables of the floor."""

from workshop.floor.rows.entries import (
    AttendanceRow,
    HoursRow,
    LockedRow,
    OutputRow,
    TeamOutputRow,
    TeamShareRow,
)
from workshop.floor.rows.inbox import (
    ClearedDoubleRow,
    ConfirmationRow,
    ConflictRow,
    InboxRow,
    JudgementRow,
    PendingRow,
)
from workshop.floor.rows.proposals import (
    OpenProposalRow,
    ProposalDecisionRow,
    ProposalRow,
)
from workshop.floor.rows.targets import (
    TargetRow,
)
from workshop.floor.rows.tickets import (
    TicketBatchRow,
    TicketRow,
    VoidTicketRow,
)

__all__ = [
    "AttendanceRow",
    "ClearedDoubleRow",
    "ConfirmationRow",
    "ConflictRow",
    "HoursRow",
    "InboxRow",
    "JudgementRow",
    "LockedRow",
    "OpenProposalRow",
    "OutputRow",
    "PendingRow",
    "ProposalDecisionRow",
    "ProposalRow",
    "TargetRow",
    "TeamOutputRow",
    "TeamShareRow",
    "TicketBatchRow",
    "TicketRow",
    "VoidTicketRow",
]
