"""Names as people write them: rare characters printed, missing ones named, columns kept straight."""

from pathlib import Path

import pytest

from tests.papers.cast import HEAD, slip, text_of, wage
from workshop.papers.lists.slips import build_slips
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting.fitting import printable, text_units, wrap
from workshop.papers.setting.glyphs import BODY_FAMILY, char_units, find_font, is_printable
from workshop.papers.setting.printing import print_list, print_slips

RARE = "𠮷㛃䶮𫖯𬱖"
NOWHERE = ("\U00030ede", "\U000323af", "\U0001fac9", "\U0001fbf9")


@pytest.fixture
def missing() -> str:
    """A character that no font on this machine has."""
    found = next((char for char in NOWHERE if not is_printable(char)), "")
    if not found:
        pytest.skip("every test character has a glyph on this machine")
    return found


def test_rare_characters_are_printed_and_read_back(tmp_path: Path) -> None:
    printed = print_list(build_wage_sheet(HEAD, [wage(f"陈{char}") for char in RARE]))
    text = text_of(printed.pdf, tmp_path)
    assert all(f"陈{char}" in text for char in RARE)
    assert printed.faults == ()


def test_a_character_without_a_glyph_is_named_and_not_boxed(missing: str, tmp_path: Path) -> None:
    printed = print_list(build_wage_sheet(HEAD, [wage(), wage(f"王{missing}")]))
    (fault,) = printed.faults
    assert (fault.row, fault.column, fault.outcome) == (2, "姓名", "warned")
    assert f"U+{ord(missing):04X}" in fault.message
    assert "王〓" in text_of(printed.pdf, tmp_path)


def test_a_slip_names_missing_characters_too(missing: str) -> None:
    (fault,) = print_slips(build_slips(HEAD, [slip(f"王{missing}")])).faults
    assert fault.value == f"A00001 王{missing}"


@pytest.mark.parametrize("name", ["陈𠮷", "ئابدۇرېھىم", "José Núñez", "བཀྲ་ཤིས", "A–B"])
def test_the_columns_after_any_name_stay_where_they_were(name: str, tmp_path: Path) -> None:
    sheet = build_wage_sheet(HEAD, [wage(name, piece_fen=111_111), wage("王桂香", piece_fen=222_222)])
    boxes = text_of(print_list(sheet).pdf, tmp_path, "-bbox").splitlines()
    ends = [line.split('xMax="')[1].split('"')[0] for line in boxes if ">1,111.11<" in line or ">2,222.22<" in line]
    assert len(ends) == 2
    assert abs(float(ends[0]) - float(ends[1])) < 0.2


@pytest.mark.parametrize(
    "text", ["阿卜杜热合曼·买买提", "床品四件套(1.8米)等2种", "ABCDEFGHIJKLMNOPQRSTUVW", "0.0768~13.50", "一 二"]
)
@pytest.mark.parametrize("width", [4, 7, 10, 30])
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_units(line) <= width for line in lines)


def test_a_middle_dot_does_not_begin_a_line() -> None:
    assert wrap("阿卜杜热合·曼买买提", 10)[1].startswith("合·")


def test_controls_and_direction_marks_do_not_reach_the_paper() -> None:
    assert printable("王\n桂\u202e香\x00") == "王 桂 香"


def test_widths_are_those_of_the_font() -> None:
    if find_font(BODY_FAMILY) is None:
        pytest.skip(f"{BODY_FAMILY} is not installed")
    assert [char_units(char) for char in "A王√ "] == [1, 2, 2, 1]
    assert char_units("–") is None
    assert char_units("𠮷") == 2
