"""Papers that the vocabulary was not made from, written by its guide alone: each must be sayable, and come out as by hand."""

from pathlib import Path

import pytest

from workshop.claims.files.checking import check_programme
from workshop.claims.files.reading import read_file
from workshop.claims.queries.asking import list_names

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


def test_the_register_offers_every_number_that_papers_compute_from():
    papers = [found for path in UNSEEN if (found := read_file(path).programme)]
    assert {"绩效得分", "年度考核得分", "出疆货值", "贷款本金", "离家公里", "交通费"} <= set(
        list_names("登记数字", papers)
    )
    assert "户人均纯收入" in list_names("户登记数字", papers)
    assert not {"面积", "岗位数", "工资总额", "费用"} & set(list_names("登记数字", papers))
