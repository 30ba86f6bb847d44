"""Tables of a bundle as CSV: an office opens them in a spreadsheet, which must not compute what somebody typed."""

import csv
import io

import pytest

from workshop.papers.bundle.tables import Table
from workshop.papers.bundle.writing import write_csv


def cell(text: str) -> str:
    """A text as it stands in the file."""
    content = write_csv(Table("记录", ("姓名",), [(text,)])).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))[1][0]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r="])
def test_what_a_spreadsheet_would_compute_is_text(sign: str):
    assert cell(f"{sign}HYPERLINK(A1)") == f"'{sign}HYPERLINK(A1)"


@pytest.mark.parametrize("text", ["-12.5", "+3", "王桂香", "3-5", ""])
def test_a_number_and_a_name_stay_as_they_are(text: str):
    assert cell(text) == text
