"""Sheets of the floor as offices send them: a day's output 产量 as a matrix, a month's attendance 考勤."""
