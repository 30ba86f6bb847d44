"""`workshop pay` from the command line, on imported months."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from tests.conftest import BOSS, NOW
from tests.pay.folders import WORKLOADS
from tests.pay.stage import Stage
from workshop.exchange.actions.folder import import_folder
from workshop.kernel.faults import NotFound, Refused
from workshop.pay.commands import pay

ARGUMENTS = ["--workshop", "W001", "--period", "2026-03"]


def call(*arguments, **more):
    return CliRunner().invoke(pay, list(arguments), **more)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def test_a_run_prints_its_totals_and_problems(stage):
    answer = call("run", *ARGUMENTS)
    assert answer.exit_code == 0, answer.output
    assert "2026年3月:3 人,应发 5,920.00 元" in answer.output
    assert "没有身份证号" in answer.output


def test_json_gives_every_line_and_nothing_else(stage):
    document = json.loads(call("run", *ARGUMENTS, "--json").output)
    assert document["run"]["gross"] == 592_000
    assert [line["sentence"][:2] for slip in document["slips"] for line in slip["lines"]] == ["缝合", "缝合", "外发"]
    assert document["problems"][0].keys() == {"worker_no", "name", "kind", "severity", "sentence", "mend"}


def test_a_wrong_period_is_wrong_usage(stage):
    answer = call("run", "--workshop", "W001", "--period", "2026-13")
    assert answer.exit_code == 2
    assert "不是工资期间" in answer.output


def test_an_unknown_workshop_is_told(stage):
    with pytest.raises(NotFound, match="没有编号为 W999"):
        call("run", "--workshop", "W999", "--period", "2026-03", catch_exceptions=False)


def test_a_lock_needs_an_approver_with_his_password(stage):
    call("run", *ARGUMENTS)
    with pytest.raises(Refused, match="不能锁定"):
        call("lock", *ARGUMENTS, catch_exceptions=False)
    with pytest.raises(Refused):
        call("lock", *ARGUMENTS, "--approver", "zhang", input="wrong\n", catch_exceptions=False)
    with pytest.raises(Refused, match="不能审核"):
        call("lock", *ARGUMENTS, "--approver", "zhao", input="glove-and-thread\n", catch_exceptions=False)
    answer = call("lock", *ARGUMENTS, "--approver", "zhang", input="glove-and-thread\n")
    assert answer.exit_code == 0, answer.output
    assert "已锁定" in answer.output


def test_a_difference_is_named_and_the_exit_status_is_one(stage, tmp_path):
    call("run", *ARGUMENTS)
    file = tmp_path / "expected_pay.csv"
    head = "worker_no,period,gross_yuan,topup_yuan,tax_yuan,loss_yuan,advance_yuan,other_yuan,net_yuan,carried_yuan\n"
    file.write_text(head + "001,2026-03,3120.00,0,0,0,0,0,3121.00,0\n009,2026-03,1,0,0,0,0,0,1,0\n", encoding="utf-8")
    answer = call("check", str(file))
    assert answer.exit_code == 1
    assert "001 2026-03:实发 应为 3121.00 算出 3120.00" in answer.output
    assert "009 2026-03:没有算出工资" in answer.output
    assert "002 2026-03:文件里没有" in answer.output


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "worker_no,period,gross_yuan\n001,2026-03,三千\n"])
def test_a_file_of_something_else_is_refused(stage, tmp_path, text):
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused):
        call("check", str(file), catch_exceptions=False)


MONTHS = {"plain50": (["W001"], ["2026-03"]), "w50": (["W001", "W002"], ["2026-03", "2026-03-H1", "2026-03-H2"])}


@pytest.mark.parametrize("name", MONTHS)
def test_an_imported_month_comes_to_its_expected_pay(bare_app, name):
    folder = WORKLOADS / name
    if not folder.exists():
        pytest.skip(f"the shared folder {name} is not beside this checkout")
    import_folder(BOSS, NOW, folder, date(2026, 6, 1))
    shops, periods = MONTHS[name]
    for shop in shops:
        for period in periods:
            assert call("run", "--workshop", shop, "--period", period).exit_code == 0
    answer = call("check", str(folder / "expected_pay.csv"))
    assert (answer.exit_code, "没有不同" in answer.output) == (0, True), answer.output


@pytest.fixture
def bare_app(databases, tmp_path):
    """A database without the cast: the folders bring workshops of the same codes."""
    from workshop.app import create_app
    from workshop.store.database import db

    settings = databases.empty(tmp_path)
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(settings)
