"""The month for the county: page, paper and JSON tell the same numbers, and no name."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from tests.conftest import NOW, TODAY, W001
from tests.desk.cast import objected, raised, work_three_days
from tests.pay.stage import CHEN, MARCH, Stage, at
from workshop.desk.actions.liaison import record_visit
from workshop.desk.actions.steps import close_matter
from workshop.desk.commands import desk
from workshop.desk.documents.month_sheet import make_month_sheet
from workshop.desk.queries.month import load_month, tell_month
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS
from workshop.papers.making import print_paper, write_paper
from workshop.people.actions import record_leaving
from workshop.people.queries import find_workshop


@pytest.fixture
def month(app) -> Stage:
    stage = Stage()
    work_three_days(stage)
    early = NOW - timedelta(days=20)
    close_matter(CHEN, early + timedelta(days=1), W001, raised(stage, now=early), "partly", "补 80 元")
    raised(stage, "injury", "针扎了手", number="002", now=early)
    objected(stage)
    record_visit(CHEN, NOW, W001, at(5), "home", "trouble", "婆婆中风", worker_id=stage.workers["001"])
    record_leaving(CHEN, NOW, W001, stage.workers["003"], at(20), "外出")
    return stage


def test_the_numbers_are_counted_by_kind(month):
    view = load_month(W001, MARCH, TODAY)
    rows = {one.kind: (one.raised, one.closed, one.open, one.due, one.in_time) for one in view.month.kinds}
    assert rows["dispute"] == (1, 1, 0, 1, 1)
    assert rows["injury"] == (1, 0, 1, 1, 0)
    assert rows["objection"] == (1, 0, 1, 0, 0)
    assert (view.visits, view.left, view.reasons) == (1, 1, (("还没问原因", 1),))


def test_paper_and_json_tell_the_same_and_no_name(month):
    paper = make_month_sheet(Asked(find_workshop("W001"), MARCH, on=TODAY), {})
    told = tell_month(load_month(W001, MARCH, TODAY))
    assert [row.values[2] for row in paper.rows] == [one["raised"] for one in told["kinds"]]
    everything = json.dumps(told, ensure_ascii=False) + str(paper)
    for name in ("王桂香", "陈小梅", "赵大山", "针扎", "婆婆"):
        assert name not in everything


def test_it_prints_and_goes_into_a_workbook(month):
    paper = KINDS["desk-month"].build(Asked(find_workshop("W001"), MARCH, on=TODAY), {})
    assert print_paper(paper).pages == 1
    assert write_paper(paper).startswith(b"PK")


def test_an_empty_month_is_an_answer(app):
    paper = make_month_sheet(Asked(find_workshop("W001"), MARCH, on=TODAY), {})
    assert [row.values[2] for row in paper.rows] == [0] * 5
    assert print_paper(paper).pages == 1


def test_the_command_writes_json(month):
    done = CliRunner().invoke(desk, ["month", "--workshop", "W001", "--period", "2026-03"])
    assert (done.exit_code, json.loads(done.output)["total"]["raised"]) == (0, 3)


def test_a_bundle_is_told_its_days_and_a_wrong_one_is_named(app):
    days = ["--from", "三月", "--to", "2026-03-31"]
    done = CliRunner().invoke(desk, ["bundle", "--workshop", "W001", "--matter", "SX-2026-0001", *days, "-o", "m.zip"])
    assert (done.exit_code, "「三月」不是日期" in done.output) == (2, True)
