"""`workshop claim evaluate`: persons of a year explained by hand, in the table and in the JSON document."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.claims.year import Month, Person, add_people, fill_year
from tests.conftest import BOSS, NOW, W001
from tests.databases import Databases
from workshop.app import create_app
from workshop.claims.actions import NewFact, NewSetting, NewStandard, record_facts, set_settings, set_standards
from workshop.claims.commands import COMMANDS
from workshop.claims.files.library import SHIPPED, load_programmes
from workshop.claims.queries.evaluation import evaluate
from workshop.claims.queries.registers import load_county
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.telling import build_document
from workshop.exchange.actions.folder import import_folder
from workshop.kernel.dated import value_on
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import NewMinimumWage, compute_run, set_minimum_wages
from workshop.people.queries import find_workshop
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db

YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")
HUNAN = ("evaluate", "--programme", "hunan_2022_33", "--workshop", "W001", *YEAR)


def months(count: int, fen: int, first: int = 1, **more: Any) -> dict[int, Month]:
    return {number: Month(fen, **({"half_days": 40} | more)) for number in range(first, first + count)}


CREW = [
    Person("B1", months(6, 100_000)),  # 6 months, exactly 6,000 yuan
    Person("B2", months(11, 52_727) | {11: Month(52_730, 40)}),  # 11 months, 5,800.00 yuan
    Person("B3", months(5, 300_000)),  # 5 months
    Person("B4", {n: Month(87_500, 0, home_fen=87_500) for n in range(3, 11)}),  # 8 months at home, 7,000 yuan
    Person("B5", months(12, 300_000), categories=("一般户",)),
    Person("B6", months(12, 300_000), categories=()),  # nobody has looked
]


@pytest.fixture
def own_app(databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    """An application without the cast's workshops."""
    settings = databases.empty(tmp_path)
    made = create_app(settings)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()
    databases.drop(settings)


@pytest.fixture
def year(app: Flask) -> dict[str, int]:
    ids = add_people(W001, CREW)
    fill_year(W001, CREW, ids)
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "认定文件"}
    record_facts(BOSS, NOW, W001, [NewFact(None, "认定状态", "认定", **told)])
    return ids


def run(*words: str) -> Result:
    return CliRunner().invoke(COMMANDS["claim"], list(words))


def benefit(*words: str) -> dict[str, Any]:
    answer = run(*words, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)["versions"][0]["benefits"][0]


def of(found: dict[str, Any], number: str) -> dict[str, Any]:
    return next(person for person in found["people"] if person["worker_no"] == number)


def leaves(finding: dict[str, Any]) -> list[dict[str, Any]]:
    parts = finding.get("parts", [])
    return [leaf for part in parts for leaf in leaves(part)] if parts else [finding]


@pytest.mark.parametrize(
    ("number", "answer", "yuan"),
    [
        ("B1", "met", "2,000.00"),
        ("B2", "not_met", "0.00"),
        ("B3", "not_met", "0.00"),
        ("B4", "met", "2,000.00"),
        ("B5", "not_met", "0.00"),
        ("B6", "undecided", None),
    ],
)
def test_each_person_gets_the_answer_worked_out_by_hand(
    year: dict[str, int], number: str, answer: str, yuan: str | None
):
    found = of(benefit(*HUNAN), number)
    assert (found["answer"], found["amount"]["yuan"]) == (answer, yuan)


def test_who_falls_short_is_told_by_how_much(year: dict[str, int]):
    found = benefit(*HUNAN)
    short = {
        number: [
            leaf["shortfall"]["sentence"]
            for one in of(found, number)["findings"]
            for leaf in leaves(one)
            if leaf["shortfall"]
        ]
        for number in ("B2", "B3")
    }
    assert any("200.00 元" in sentence for sentence in short["B2"])
    assert any("1 个月" in sentence for sentence in short["B3"])


def test_the_document_adds_up(year: dict[str, int]):
    document = json.loads(run(*HUNAN, "--json").stdout)
    assert document["final"] is True
    assert document["workshop"] == {"code": "W001", "name": "巫山手套车间"}
    found = document["versions"][0]["benefits"][0]
    assert found["counts"] == {"met": 2, "not_met": 3, "undecided": 1}
    assert (found["amount"]["low_fen"], found["amount"]["high_fen"]) == (400_000, 600_000)
    assert document["totals"]["low_fen"] == sum(
        b["amount"]["low_fen"] for b in document["versions"][0]["benefits"] if b["answer"] == "met"
    )
    assert "这份文件适用于 43" in "".join(document["notes"])


def test_the_table_says_the_same(year: dict[str, int]):
    shown = run(*HUNAN)
    assert shown.exit_code == 0
    assert "满足 B1 工人B1 2,000.00 元" in shown.output
    assert "待定 B6 工人B6 待定(确定 0.00 元,最多 2,000.00 元)" in shown.output
    assert "算法 2 人 × 2,000.00 元 = 4,000.00 元,另有 1 人待定" in shown.output


def test_pay_that_is_not_locked_counts_and_is_called_not_final(app: Flask):
    crew = [Person("1", months(6, 100_000))]
    fill_year(W001, crew, add_people(W001, crew), open_=(6,))
    document = json.loads(run(*HUNAN, "--json").stdout)
    assert document["final"] is False
    assert "2025年6月的工资还没有锁定" in document["notes"][0]
    assert of(document["versions"][0]["benefits"][0], "1")["final"] is False


def test_months_that_nobody_computed_leave_the_answer_open(app: Flask):
    crew = [Person("1", months(3, 300_000))]
    fill_year(W001, crew, add_people(W001, crew), months=(1, 2, 3))
    assert of(benefit(*HUNAN), "1")["answer"] == "undecided"


def test_a_time_without_a_version_makes_no_sum(year: dict[str, int]):
    words = (
        "evaluate",
        "--programme",
        "jinzhai_workshop",
        "--workshop",
        "W001",
        "--from",
        "2020-06-01",
        "--to",
        "2020-12-31",
    )
    document = json.loads(run(*words, "--json").stdout)
    assert document["gaps"]
    assert document["totals"]["fen"] is None
    assert document["totals"]["high_fen"] is None


@pytest.mark.parametrize(
    ("change", "status", "why"),
    [
        (("--programme", "hunan_2022_34"), 1, "hunan_2022_33"),
        (("--workshop", "W999"), 1, "没有编号为 W999 的车间"),
        (("--to", "2024-12-31"), 2, "--to"),
        (("--from", "去年"), 2, "「去年」不是日期,应写成 2026-03-05"),
        (("--from", "2025-02-30"), 2, "「2025-02-30」不是日期"),
        (("--from", "0001-01-01"), 2, "2000-01-01 至 2100-12-31"),
        (("--to", "9999-12-31"), 2, "2000-01-01 至 2100-12-31"),
    ],
)
def test_what_cannot_be_asked_is_said(
    year: dict[str, int], app: Flask, tmp_path: Path, change: tuple[str, str], status: int, why: str
):
    from workshop.cli import main

    words = list(HUNAN)
    words[words.index(change[0]) + 1] = change[1]
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    answer = CliRunner(env={"WORKSHOP_KEY_FILE": str(tmp_path / "keys.json")}).invoke(
        main, ["--database", url, "claim", *words]
    )
    assert answer.exit_code == status
    assert why in answer.output


def test_a_county_s_standards_and_choices_reach_the_rules(app: Flask):
    day, later = date(2025, 1, 1), date(2025, 7, 1)
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", day, 185_000, 1800)])
    rows = [
        NewStandard("990100", "贫困线", day, 690_000, "公布"),
        NewStandard("990100", "贫困线", day, 700_000, "更正"),
    ]
    set_standards(BOSS, NOW, rows)
    chosen = [NewSetting("990100", "jingan", "租金比例", day, "50%", "会议纪要")]
    set_settings(BOSS, NOW, [*chosen, NewSetting("990100", "jingan", "租金比例", later, "", "会议纪要")])
    found = load_county("990100")
    held = {name: value_on(values, later) for name, values in found.standards.items()}
    assert {name: value.value for name, value in held.items() if value} == {
        "最低月工资": 185_000,
        "最低小时工资": 1800,
        "贫困线": 700_000,
    }
    assert [(d.valid_from, d.value) for d in found.settings["jingan", "租金比例"]] == [(day, "50%")]
    assert load_county("990200").standards == {}


@pytest.mark.parametrize("value", ["很多", "20.%"])
def test_a_choice_that_is_no_number_is_refused(app: Flask, value: str):
    with pytest.raises(Refused, match="不是数字或比例"):
        set_settings(BOSS, NOW, [NewSetting("990100", "jingan", "租金比例", date(2025, 1, 1), value, "会议纪要")])


def test_an_imported_workshop_is_assessed_by_every_shipped_paper(own_app: Flask, shared: Path):
    """Months come from slips that the run made: what a person earned is what the expected pay says."""
    folder = shared / "workload" / "w50"
    import_folder(COMMAND_LINE, datetime(2026, 4, 1), folder, date(2026, 4, 1))
    expected = _gross(folder / "expected_pay.csv")
    programmes, _ = load_programmes([SHIPPED])
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    seen = 0
    for code in ("W001", "W002"):
        place = find_workshop(code)
        assert place is not None
        for half in (0, 1, 2):
            compute_run(COMMAND_LINE, NOW, place.id, Period(2026, 3, half))
        done = evaluate(place, list(programmes.values()), asked)
        for person in done.facts.people:
            pay = sum(m.pay_fen or 0 for m in person.months)
            assert pay == expected.get(done.facts.worker_no[person.id], 0), person.name
            seen += 1
        for programme, found in zip(programmes.values(), done.found, strict=True):
            document = build_document(programme, found, done.facts.worker_no, done.open)
            assert json.loads(json.dumps(document)) == document
            assert document["versions"] or document["gaps"]
    assert seen == 50


def _gross(file: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            fen = int(row["gross_yuan"].replace(".", ""))
            found[row["worker_no"]] = found.get(row["worker_no"], 0) + fen
    return found
