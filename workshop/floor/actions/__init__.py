"""What people do to the records of the day: record, reverse, correct. Nothing is edited, nothing deleted."""

from workshop.floor.actions.attendance import record_attendance, record_full_attendance, set_statuses
from workshop.floor.actions.locking import lock_days
from workshop.floor.actions.output import record_hours, record_output
from workshop.floor.actions.recording import Recorded
from workshop.floor.actions.reversal import (
    correct_output,
    reprice_output,
    reprice_unpriced,
    reverse_hours,
    reverse_import,
    reverse_output,
    reverse_team_output,
)
from workshop.floor.actions.teams import record_team_output
from workshop.floor.rules.entries import (
    EntryFault,
    NewAttendance,
    NewHours,
    NewOutput,
    NewShare,
    NewTeamOutput,
    RefusedRows,
)

__all__ = [
    "EntryFault",
    "NewAttendance",
    "NewHours",
    "NewOutput",
    "NewShare",
    "NewTeamOutput",
    "Recorded",
    "RefusedRows",
    "correct_output",
    "lock_days",
    "record_attendance",
    "record_full_attendance",
    "record_hours",
    "record_output",
    "record_team_output",
    "reprice_output",
    "reprice_unpriced",
    "reverse_hours",
    "reverse_import",
    "reverse_output",
    "reverse_team_output",
    "set_statuses",
]
