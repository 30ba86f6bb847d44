"""A hostile upload is refused in words, quickly, and without taking the machine's memory (twins: the guard switched off)."""

import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from tests.sheets import hostile
from workshop.kernel.faults import Refused
from workshop.sheets import guard, limits
from workshop.sheets.opening import open_workbook

MOST_SECONDS, MOST_MEMORY = 2.0, 64 * 1024
_CHILD = """
import sys, time
from workshop.kernel.faults import Refused
from workshop.people.files import recognise
from workshop.sheets.opening import open_workbook

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

content = open(sys.argv[1], "rb").read()
before, start, said = peak(), time.process_time(), "opened"
try:
    recognise(open_workbook(content, "a.xlsx"))
except Refused as refused:
    said = "refused: " + str(refused)
print(time.process_time() - start, peak() - before, said)
"""


def opened_by_a_child(content: bytes, tmp_path) -> tuple[float, int, str]:
    """Processor seconds, kilobytes of memory on top, and what was said, measured in a process of its own."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    command = [sys.executable, "-X", "utf8", "-c", _CHILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    seconds, memory, said = done.stdout.strip().split(" ", 2)
    return float(seconds), int(memory), said


@pytest.mark.parametrize("make", hostile.HOSTILE, ids=lambda make: make.__name__)
def test_it_is_refused_quickly_and_cheaply(make, tmp_path):
    seconds, memory, said = opened_by_a_child(make(), tmp_path)
    assert said.startswith("refused: ")
    assert "。" in said
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


def test_a_cell_in_the_farthest_corner_costs_nothing(tmp_path):
    seconds, memory, said = opened_by_a_child(hostile.far_cell(), tmp_path)
    assert said == "opened" or said.startswith("refused")
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


@pytest.mark.parametrize("make", [hostile.far_link, hostile.long_shared_formula], ids=lambda make: make.__name__)
def test_what_openpyxl_would_unfold_is_left_folded(make, tmp_path):
    seconds, memory, said = opened_by_a_child(make(), tmp_path)
    assert said == "opened"
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


def test_a_whole_worksheet_of_openpyxl_has_a_cell_for_each_place_of_a_link():
    content = hostile.far_link("A1:Z500")
    (sheet,) = open_workbook(content, "a.xlsx").sheets
    assert list(sheet.rows) == [1]
    assert openpyxl.load_workbook(io.BytesIO(content)).active.dimensions == "A1:Z500"


def test_a_good_workbook_passes_the_guard():
    assert open_workbook(hostile.GOOD, "a.xlsx").sheets[0].cell(2, 1).text == "王桂香"


@pytest.mark.parametrize(
    ("make", "protection"),
    [
        (hostile.upward_path, "check_declared"),
        (hostile.many_parts, "both"),
        (hostile.many_bombs, "check_declared"),
    ],
)
def test_without_the_measuring_it_would_be_opened(make, protection, monkeypatch):
    monkeypatch.setattr(guard, "check_declared", lambda archive: None)
    if protection == "both":
        monkeypatch.setattr(guard, "check_directory", lambda content: None)
    assert open_workbook(make(), "a.xlsx").sheets


def test_without_the_limit_of_ratio_the_bomb_would_be_unpacked(monkeypatch):
    monkeypatch.setattr(guard, "check_declared", lambda archive: None)
    archive = guard.open_zip(hostile.bomb())
    assert sum(len(piece) for piece in guard.pieces(archive, hostile.SHEET)) > 200 * hostile.MEGABYTE


def test_without_the_ban_on_dtds_the_entity_would_be_told(monkeypatch):
    monkeypatch.setattr(guard, "_refuse_dtd", lambda *_: None)
    assert open_workbook(hostile.dtd(), "a.xlsx").sheets


@pytest.mark.parametrize(
    ("make", "limit"),
    [(hostile.many_cells, "MOST_CELLS"), (hostile.giant_text, "MOST_CELL_TEXT")],
    ids=["cells", "text"],
)
def test_without_the_count_of_what_is_kept_it_would_be_kept(make, limit, monkeypatch):
    monkeypatch.setattr(limits, limit, 10**12)
    monkeypatch.setattr(limits, "MOST_ELEMENTS", 10**12)
    monkeypatch.setattr(limits, "MOST_RATIO", 10**12)
    monkeypatch.setattr(limits, "MOST_TEXT", 10**12)
    if limit == "MOST_CELLS":
        make = _fewer_cells
    assert open_workbook(make(), "a.xlsx").sheets


def _fewer_cells() -> bytes:
    return hostile.many_cells(160_000)


def test_the_cells_are_counted_over_all_sheets():
    with pytest.raises(Refused, match="单元格"):
        open_workbook(_fewer_cells(), "a.xlsx")


def test_a_part_that_lies_about_its_size_is_found_by_unpacking(monkeypatch):
    with pytest.raises(Refused, match="大小不符"):
        open_workbook(hostile.lying_small(), "a.xlsx")
    monkeypatch.setattr(guard, "check_actual", lambda archive: None)
    assert guard.open_zip(hostile.lying_small()).getinfo(hostile.SHEET).file_size == 100


def test_what_python_itself_calls_a_bad_zip_is_refused_in_words():
    with pytest.raises(Refused):
        open_workbook(hostile.GOOD[:-10], "a.xlsx")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(hostile.GOOD[:-10]))
