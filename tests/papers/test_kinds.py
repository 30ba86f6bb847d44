"""The papers there are, and those that rooms above add."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from workshop.papers.kinds import KINDS, get_kind, install_kinds

ADDED = replace(KINDS["roster"], code="added", name="别处的表")


@pytest.fixture(autouse=True)
def kinds_as_they_were() -> Iterator[None]:
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)


def test_a_room_above_adds_a_paper_and_may_do_so_twice() -> None:
    install_kinds(ADDED)
    install_kinds(ADDED)
    assert get_kind("added") == ADDED


def test_a_code_that_is_taken_is_not_given_away() -> None:
    install_kinds(ADDED)
    with pytest.raises(ValueError, match="added"):
        install_kinds(replace(ADDED, name="别的"))
    assert get_kind("added") == ADDED
