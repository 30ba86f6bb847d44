"""Finding people by what somebody types."""

import pytest

from workshop.kernel.text import fold
from workshop.people.rules import matches, readings_of


def found(sought: str, name: str, worker_no: str = "A00017", phone_tail: str = "1234") -> bool:
    return matches(fold(sought), worker_no, fold(name), readings_of(name), phone_tail)


@pytest.mark.parametrize(
    "typed", ["wgx", "WGX", "wg", "wanggx", "wangguixiang", "wguix", "wanguix", "桂香", "王", "1234"]
)
def test_wang_guixiang_is_found(typed):
    assert found(typed, "王桂香")


@pytest.mark.parametrize("typed", ["gx", "wgxx", "wx", "xiang", "5678", "李"])
def test_wang_guixiang_is_not_meant(typed):
    assert not found(typed, "王桂香")


READINGS = {"单丽": "sl dl shanli", "曾梅": "zm cm", "仇英": "qy cy", "解志强": "xzq jzq", "吕": "lv"}


@pytest.mark.parametrize(
    ("typed", "name"), [(typed, name) for name, all_ in READINGS.items() for typed in all_.split()]
)
def test_every_reading_of_a_surname_finds_it(typed, name):
    assert found(typed, name)


@pytest.mark.parametrize("typed", ["a000", "A00017", "17", "00017"])
def test_a_worker_number_is_found_from_either_end(typed):
    assert found(typed, "王桂香")


def test_a_name_with_a_dot_and_a_rare_character_are_found():
    assert found("ablkm", "阿布都·力克木") is False  # four characters of five initials: abdlkm
    assert found("abdlkm", "阿布都·力克木")
    assert found("𠮷", "𠮷祥")


def test_a_long_name_with_many_readings_stays_within_its_column():
    assert len(readings_of("单曾仇解朴乐尉" * 9)) <= 400
