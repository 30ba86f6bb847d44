"""The printed ledger has the law's fields; the bundle holds everything of one worker and can be checked without the program."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.floor.actions import correct_output
from workshop.kernel.faults import Refused
from workshop.papers.actions import issue_copy
from workshop.papers.bundle.issuing import BundleAsked, issue_bundle
from workshop.papers.kind import PDF, XLSX, Asked
from workshop.papers.kinds import get_kind
from workshop.papers.lists.wage_ledger import LEDGER_COLUMNS, build_wage_ledger
from workshop.papers.queries import load_ledger
from workshop.pay.actions import NewAdvance, add_advances, approve_run, compute_run, lock_run
from workshop.people.actions import Correction, correct_worker
from workshop.people.queries import find_workshop
from workshop.store.audit import Actor
from workshop.store.database import fetch_all

IDNO = "990100198001010026"
# 保障农民工工资支付条例 art. 15
STATUTORY = (
    "支付周期",
    "支付日期",
    "姓名",
    "身份证号码",
    "联系方式",
    "工作时间",
    "应发项目及数额",
    "扣除",
    "实发工资",
    "银行代发凭证",
    "签字",
)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    told = Correction(phone="13800001234", id_no=IDNO)
    correct_worker(BOSS, NOW, W001, stage.workers["001"], told, "补登")
    stage.work_a_month()
    first = stage.output("001", at(2), 40)
    correct_output(BOSS, NOW, W001, first, (50_000, 0, 0), "数错了", on=at(31))
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), 20_000, "看病")])
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    return stage


def ask(stage: Stage, **more) -> BundleAsked:
    facts = {"shop": find_workshop("W001"), "worker_id": stage.workers["001"], "first": MARCH, "last": MARCH}
    return BundleAsked(**facts | {"reason": "劳动仲裁"} | more)


def unpack(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def check(folder: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-I", str(folder / "核对.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})


def test_the_ledger_has_every_field_of_the_law(stage):
    titles = "".join(column.title.replace("\n", "") for column in LEDGER_COLUMNS)
    assert [name for name in STATUTORY if name not in titles] == []
    paper = build_wage_ledger(*_facts(stage))
    assert any("用人单位名称:巫山手套车间" in field for field in paper.fields)
    assert any("支付周期:2026年3月1日至2026年3月31日" in field for field in paper.fields)


def _facts(stage):
    head, rows = load_ledger(find_workshop("W001"), MARCH, MARCH)
    return head, MARCH, MARCH, rows


def test_without_a_reason_numbers_are_masked(stage):
    _, _, _, rows = _facts(stage)
    wang = next(row for row in rows if row.name == "王桂香")
    assert wang.idno == "*" * 14 + "0026"
    assert wang.phone.endswith("1234")
    assert "13800001234" not in wang.phone


def test_pdf_and_workbook_come_with_whole_numbers_and_it_is_told(stage):
    asked = Asked(find_workshop("W001"), MARCH)
    for ending in (PDF, XLSX):
        made = issue_copy(CHEN, NOW, get_kind("wage-ledger"), asked, ending)
        assert len(made.content) > 3000
    assert fetch_all("SELECT COUNT(*) FROM audit_leaf WHERE action = 'ledger.read'") == [(2,)]


def test_an_empty_ledger_is_refused_with_what_to_do(stage):
    asked = Asked(find_workshop("W001"), MARCH.next)
    with pytest.raises(Refused, match="锁定以后才记入台账"):
        issue_copy(CHEN, NOW, get_kind("wage-ledger"), asked, PDF)


def test_a_row_that_does_not_foot_is_not_printed(stage):
    head, first, last, rows = _facts(stage)
    with pytest.raises(Refused, match="与合计不符"):
        build_wage_ledger(head, first, last, [replace(rows[0], net_fen=rows[0].net_fen + 1)])


def test_one_worker_has_a_ledger_of_his_own(stage):
    _, rows = load_ledger(find_workshop("W001"), MARCH, MARCH.next, stage.workers["001"])
    assert [row.name for row in rows] == ["王桂香"]


def test_the_bundle_holds_the_worker_and_nobody_else(stage, tmp_path):
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    for name in ("台账/工资支付台账.pdf", "工资条/工资条.pdf", "记录/全部记录.xlsx", "记录/合同.csv", "说明.txt"):
        assert (folder / name).stat().st_size > 50, name
    everything = "".join(
        file.read_text("utf-8-sig") for file in folder.rglob("*") if file.suffix in (".csv", ".json", ".txt")
    )
    assert "陈小梅" not in everything
    assert "李秀英" not in everything


def test_the_bundle_shows_reversals_and_who_recorded_them(stage, tmp_path):
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    lines = (folder / "记录/产量记录.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 26 + 3
    assert sum("数错了" in line for line in lines) == 3
    assert all("张主任" in line for line in lines[1:])
    assert "看病" in (folder / "记录/借支和扣款.csv").read_text("utf-8-sig")


def test_the_bundle_checks_itself_and_finds_what_was_changed(stage, tmp_path):
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    whole = check(folder)
    assert (whole.returncode, "审计记录都在链上" in whole.stdout) == (0, True), whole.stdout + whole.stderr
    file = folder / "记录/产量记录.csv"
    file.write_bytes(file.read_bytes().replace("王".encode(), "黄".encode()) + b"x")
    assert "产量记录.csv」缺少或被改过" in check(folder).stdout


@pytest.mark.parametrize("name", ["detail", "actor_name", "at"])
def test_a_forged_leaf_is_found_even_with_a_new_list(stage, tmp_path, name):
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    file = folder / "审计链/记录.json"
    leaves = json.loads(file.read_text("utf-8"))
    leaves[-1][name] += " "
    file.write_text(json.dumps(leaves, ensure_ascii=False), "utf-8")
    answer = check(folder)
    assert answer.returncode == 1
    assert "与审计链不符" in answer.stdout


def test_a_forged_link_breaks_the_chain(stage, tmp_path):
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    file = folder / "审计链/环.csv"
    text = file.read_text("utf-8")
    last = text.splitlines()[1]
    forged = last[:-1] + ("0" if last[-1] != "0" else "1")
    file.write_text(text.replace(last, forged), "utf-8")
    assert "断开" in check(folder).stdout


def test_handing_out_is_told_with_its_hash(stage):
    import hashlib

    made = issue_bundle(CHEN, NOW, ask(stage))
    [(detail,)] = fetch_all("SELECT detail FROM audit_leaf WHERE action = 'bundle.issue'")
    assert hashlib.sha256(made.content).hexdigest() in detail
    assert "劳动仲裁" in detail


@pytest.mark.parametrize(
    ("actor", "more"),
    [
        (Actor(5, "刘科", "officer"), {}),
        (CHEN, {"reason": " "}),
        (CHEN, {"first": MARCH.next, "last": MARCH.next}),
        (CHEN, {"first": MARCH.next}),
    ],
)
def test_a_bundle_is_refused_without_right_reason_or_rows(stage, actor, more):
    with pytest.raises(Refused):
        issue_bundle(actor, NOW, ask(stage, **more))


def test_a_formula_in_a_name_stays_text_in_the_csv(stage, tmp_path):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(6), 100, "=1+1")])
    folder = unpack(issue_bundle(CHEN, NOW, ask(stage)).content, tmp_path)
    assert "'=1+1" in (folder / "记录/借支和扣款.csv").read_text("utf-8-sig")


def test_the_office_exports_on_the_page_and_others_do_not(stage, sign_in):
    here, mine = "/w/W001/papers/ledger", stage.workers["001"]
    told = {"first": "2026-03", "last": "2026-03", "reason": "监察检查"}
    chen = sign_in("chen")
    page = chen.get(f"/w/W001/pay/ledger/{mine}").text
    assert "仲裁材料(压缩包)" in page
    assert chen.post(f"{here}/{mine}/bundle", data=told).mimetype == "application/zip"
    assert chen.post(f"{here}/{mine}/pdf", data=told).mimetype == "application/pdf"
    assert chen.post(f"{here}/xlsx", data=told).status_code == 200
    again = chen.post(f"{here}/{mine}/bundle", data=told | {"reason": ""}, follow_redirects=True)
    assert "请填写原因" in again.text
    assert chen.post(f"{here}/{mine}/bundle", data=told | {"first": "三月"}, follow_redirects=True).status_code == 200
    for login in ("liu", "sun", "zhou"):
        assert sign_in(login).post(f"{here}/{mine}/bundle", data=told).status_code == 403
    assert "仲裁材料(压缩包)" not in sign_in("liu").get(f"/w/W001/pay/ledger/{mine}").text
    assert sign_in("zhao").post(f"{here}/{mine}/bundle", data=told).status_code == 404


def test_the_command_writes_the_bundle(stage, tmp_path):
    from click.testing import CliRunner

    from workshop.papers.bundle_commands import bundle

    target = tmp_path / "b.zip"
    words = ["--workshop", "W001", "--worker", "001", "--from", "2026-03", "--to", "2026-03", "-o", str(target)]
    answer = CliRunner().invoke(bundle, words)
    assert answer.exit_code == 0, answer.output
    assert zipfile.is_zipfile(target)


def test_the_print_centre_offers_the_ledger_of_locked_runs_only(stage, sign_in):
    chen = sign_in("chen")
    assert "工资支付台账" in chen.get("/w/W001/papers?month=2026-03").text
    compute_run(CHEN, NOW, W001, MARCH.next)
    assert "wage-ledger" not in chen.get("/w/W001/papers?month=2026-04").text
