"""Rosters 花名册 as offices send them: recognised, read, with faults."""

from workshop.people.files.roster import FIELDS, KIND, RosterKnown, RosterLine, read, recognise

__all__ = ["FIELDS", "KIND", "RosterKnown", "RosterLine", "read", "recognise"]
