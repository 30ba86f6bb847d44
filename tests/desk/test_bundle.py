"""A matter as one file: everything in it, nobody else, checked offline, whatever was changed is found, and told on the record."""

import base64
import io
import json
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import NOW, W001
from tests.desk.cast import objected, picture, raised, work_three_days
from tests.pay.stage import CHEN, MARCH, Stage, at
from workshop.claims.queries.attachments import read_attachment
from workshop.claims.rows import ClaimAttachmentRow, ClaimRow
from workshop.desk.actions.scans import attach_scan
from workshop.desk.actions.steps import add_words, close_matter
from workshop.desk.bundle.issuing import MatterBundleAsked, issue_matter_bundle
from workshop.desk.commands import desk
from workshop.desk.queries.contracts import list_contract_scans
from workshop.floor.actions import correct_output
from workshop.kernel.faults import Refused
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.people.actions import Correction, correct_worker
from workshop.people.queries import find_workshop
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.transaction import transaction
from workshop.store.vault import seal

IDNO = "990100198001010026"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    for number in ("001", "002"):
        told = Correction(id_no=IDNO if number == "001" else "990100198001010042", phone=f"1000000000{number[-1]}")
        correct_worker(CHEN, NOW, W001, stage.workers[number], told, "补号码")
    work_three_days(stage)
    stage.output("002", at(2), 77)
    return stage


def issue(key: int, actor=CHEN, **more):
    told = {"first": MARCH.first, "last": MARCH.last, "reason": "劳动仲裁"} | more
    return issue_matter_bundle(actor, LATER, MatterBundleAsked(find_workshop("W001"), key, **told))


def handled(stage) -> int:
    """An objection that was looked into, mended and closed, with a photo of the notebook."""
    key = objected(stage, now=LATER)
    add_words(CHEN, LATER, W001, key, "翻了记录本", kind="do")
    attach_scan(CHEN, LATER, W001, key, "记录本", "IMG.jpg", picture())
    correct_output(CHEN, LATER, W001, "e1", (620_000, 0, 0), "漏数一捆", on=at(31))
    close_matter(CHEN, LATER, W001, key, "founded", "补 20 双")
    return key


MADE: list[bytes] = []


@pytest.fixture
def handed_out(request, tmp_path) -> Path:
    """The bundle of a matter that was handled, unpacked: made once, whichever test asks first, for it knows no database."""
    if not MADE:
        MADE.append(issue(handled(request.getfixturevalue("stage"))).content)
    return unpack(MADE[0], tmp_path)


def unpack(content: bytes, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return folder


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "核对.py"], cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"}
    )


def test_the_bundle_holds_the_matter_its_records_and_nobody_else(handed_out):
    folder = handed_out
    texts = {file.name: file.read_text("utf-8-sig") for file in folder.rglob("*.csv")}
    assert "翻了记录本" in texts["事项经过.csv"]
    assert "漏数一捆" in texts["产量记录.csv"]
    assert "劳动合同" in texts["合同.csv"]
    assert (folder / "事项/附件/01记录本.jpg").read_bytes().startswith(b"\xff\xd8")
    assert (folder / "工资条/工资条.pdf").read_bytes().startswith(b"%PDF")
    everything = "".join(texts.values()) + (folder / "说明.txt").read_text("utf-8-sig")
    assert IDNO in everything
    assert "陈小梅" not in everything
    assert "990100198001010042" not in everything


def test_every_version_of_the_slip_stands_in_it(stage, tmp_path):
    key = handled(stage)
    compute_run(CHEN, LATER, W001, MARCH)
    rows = (unpack(issue(key).content, tmp_path) / "记录/工资条各版.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[2] for row in rows] == ["", "是"]
    assert len({row.split(",")[1] for row in rows}) == 2


def test_of_locked_pay_the_ledger_comes_along(stage, tmp_path):
    key = raised(stage, first=at(2), last=at(4))
    stage.attend("002", [at(2)])
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(Actor(12, "张主任", "manager"), NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    assert (unpack(issue(key).content, tmp_path) / "台账/工资支付台账.pdf").exists()


def test_without_any_pay_it_is_handed_out_too_and_says_so(stage, tmp_path):
    key = raised(stage, number="004", kind="injury", words="摔了一跤")
    folder = unpack(issue(key, first=date(2025, 1, 1), last=date(2025, 1, 31)).content, tmp_path)
    assert not (folder / "台账").exists()
    assert "没有:这段时间没有算过工资" in (folder / "说明.txt").read_text("utf-8-sig")


def test_a_contract_that_was_scanned_for_a_claim_comes_along(stage):
    worker = stage.workers["001"]
    with transaction(CHEN, NOW) as tx:
        row = {"workshop_id": W001, "id": 3, "number": "SL-2026-0001", "programme": "p", "benefit": "b"}
        tx.insert(ClaimRow, [row | {"prepared_at": NOW, "prepared_by": "陈会计", "prepared_by_id": 2}])
        common = {
            "workshop_id": W001,
            "claim_id": 3,
            "worker_id": worker,
            "file_name": "a.jpg",
            "media_type": "image/jpeg",
        }
        common |= {"size": 9, "sha256": "", "replaces": None, "reason": "", "at": NOW, "by": "陈会计", "by_id": 2}
        for key, document in ((31, "劳动合同"), (32, "身份证")):
            sealed = seal(base64.b64encode(picture()).decode(), "claim_attachment", "content", W001, key)
            tx.insert(ClaimAttachmentRow, [common | {"id": key, "document": document, "content": sealed}])
    [(key, name)] = list_contract_scans(W001, worker)
    assert (name, read_attachment(W001, key)[:2]) == ("劳动合同.jpg", b"\xff\xd8")


def test_it_checks_itself_offline(handed_out):
    done = check(handed_out)
    assert (done.returncode, done.stdout[:1]) == (0, "✓")


def test_a_changed_file_is_named(handed_out):
    folder = handed_out
    told = folder / "记录/事项经过.csv"
    told.write_text(told.read_text("utf-8-sig").replace("补 20 双", "补 10 双"), "utf-8-sig")
    done = check(folder)
    assert done.returncode == 1
    assert "事项经过.csv" in done.stdout


def test_a_changed_leaf_is_named(handed_out):
    folder = handed_out
    file = folder / "审计链/记录.json"
    leaves = json.loads(file.read_text("utf-8"))
    leaf = next(one for one in leaves if one["action"] == "matter.close")
    leaf["detail"] = leaf["detail"].replace("founded", "not")
    file.write_text(json.dumps(leaves), "utf-8")
    assert f"审计记录 {leaf['id']}" in check(folder).stdout


def test_that_numbers_were_read_and_the_file_was_handed_out_is_on_the_record(stage):
    key = handled(stage)
    issue(key)
    told = dict(fetch_all("SELECT action, detail FROM audit_leaf WHERE action IN ('worker.unmask', 'matter.bundle')"))
    assert "劳动仲裁" in told["worker.unmask"]
    assert "sha256" in told["matter.bundle"]
    assert IDNO not in "".join(told.values())


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"reason": ""}, "原因"),
        ({"first": date(2027, 1, 1)}, "止日在起日前面"),
        ({"actor": Actor(9, "孙工", "auditor")}, "只有会计和负责人"),
    ],
)
def test_it_is_refused_without_reason_span_or_right(stage, more, sentence):
    key = raised(stage)
    with pytest.raises(Refused, match=sentence):
        issue(key, **more)


def test_of_a_matter_of_the_workshop_there_is_none(stage):
    with pytest.raises(Refused, match="没有本人"):
        issue(raised(stage, "other", "水不干净", CHEN, None))


def test_the_command_checks_a_file_and_refuses_what_is_none(handed_out, tmp_path_factory):
    file = tmp_path_factory.mktemp("zip") / "x.zip"
    file.write_bytes(MADE[0])
    assert CliRunner().invoke(desk, ["check", str(file)]).exit_code == 0
    file.write_bytes(b"hello")
    assert isinstance(CliRunner().invoke(desk, ["check", str(file)]).exception, Refused)
