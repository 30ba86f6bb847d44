"""Papers that the vocabulary was not made from, written by its guide alone: each must be sayable, and come out as by hand."""

from pathlib import Path

import pytest

from workshop.claims.files.checking import check_programme
from workshop.claims.files.reading import read_file

UNSEEN = sorted((Path(__file__).parent / "unseen").glob("*.toml"))


@pytest.mark.parametrize("path", UNSEEN, ids=[path.stem for path in UNSEEN])
def test_a_paper_not_seen_before_is_said_and_its_sums_are_those_computed_by_hand(path: Path):
    done = check_programme(read_file(path))
    assert [str(fault) for fault in done.faults] == []
    assert sum(line.startswith("✓") for line in done.lines) == len(done.reading.examples)


def test_the_papers_are_many_and_say_their_sums():
    assert len(UNSEEN) >= 25
    text = "\n".join(path.read_text(encoding="utf-8") for path in UNSEEN)
    assert text.count("\ntotal = ") > 60
