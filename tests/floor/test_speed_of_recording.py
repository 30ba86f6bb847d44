"""A month of a big workshop is recorded in seconds."""

from datetime import date
from time import process_time

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import SEW, set_the_stage
from workshop.floor.actions import NewAttendance, NewOutput, record_attendance, record_output


def test_fifty_two_thousand_entries_take_seconds(app):
    set_the_stage(people=500)
    rows = [
        NewOutput(
            f"E{n:07d}", date(2026, 3, 2 + n // 2000 % 26), 1000 + n % 500, SEW, 300_000 + n * 1000 % 90_000, 0, 0
        )
        for n in range(52_000)
    ]
    started = process_time()
    recorded = record_output(BOSS, NOW, W001, rows)
    assert len(recorded.ids) == 52_000
    assert process_time() - started < 15


def test_thirteen_thousand_days_take_seconds(app):
    set_the_stage(people=500)
    rows = [NewAttendance(1000 + n % 500, date(2026, 3, 2 + n // 500), "出勤", 480, 1080) for n in range(13_000)]
    started = process_time()
    assert len(record_attendance(BOSS, NOW, W001, rows).ids) == 13_000
    assert process_time() - started < 10
