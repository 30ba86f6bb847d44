"""The print centre and the paper command: the figures of the run, and whole numbers only on the record."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import event, select

from tests.conftest import BOSS, NOW, W001
from tests.papers.cast import text_of
from tests.papers.claim_cast import make_claim
from tests.papers.pack_cast import store_claim
from tests.pay.stage import CHEN, DAYS, MARCH, ZHANG, Stage, a_new_worker, at
from workshop.papers import pages
from workshop.papers.commands import paper
from workshop.papers.documents.kinds import DOCUMENT_KINDS
from workshop.papers.kind import Asked, Kind
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.queries import load_attendance_sheet, load_roster, load_slip_facts, load_wages
from workshop.pay.actions import NewAllowance, add_allowances, approve_run, compute_run, lock_run
from workshop.people.actions import add_workers
from workshop.people.queries import find_workshop, worker_ids
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

PAPERS = "/w/W001/papers"
IDNO = "99010019750510016X"


@pytest.fixture
def stage(app, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(pages, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    facts = {
        "id_no": IDNO,
        "birth_date": date(1975, 5, 10),
        "categories": ("脱贫户",),
        "bank_card": "9999990000000000014",
        "phone": "10000000001",
    }
    row = a_new_worker("005", "阿依古丽·买买提", "standard", "劳动合同", **facts)
    stage.workers |= add_workers(BOSS, NOW, W001, [row])
    stage.work_a_month()
    stage.attend("005", DAYS[:10])
    stage.attend("005", [DAYS[10]], "半天")
    stage.output("005", at(2), 300, defect_own=4000)
    stage.output("005", at(8), 100)
    return stage


@pytest.fixture
def run(stage: Stage):
    add_allowances(
        BOSS, NOW, W001, [NewAllowance(stage.workers["005"], "介绍奖", "once", 5000, False, True, at(2), None)]
    )
    return compute_run(CHEN, NOW, W001, MARCH)


@pytest.fixture
def shop(app):
    return find_workshop("W001")


@pytest.fixture
def chen(run, sign_in) -> FlaskClient:
    return sign_in("chen")


def told() -> list[str]:
    """Reasons for which whole numbers were read."""
    row = AuditLeafRow
    return list(db.session.scalars(select(row.detail).where(row.action == "worker.unmask")))


def test_the_wage_sheet_is_the_run_to_the_fen(run, shop) -> None:
    made = make_file(KINDS["wage-sheet"], Asked(shop, MARCH), "xlsx", {})
    rows = list(load_workbook(io.BytesIO(made.content)).active.iter_rows(values_only=True))
    total = next(row for row in rows if row[0] == "合计")
    assert (round(total[13] * 100), round(total[18] * 100)) == (run.gross, run.net)
    assert [row[1] for row in rows if isinstance(row[0], int)] == ["王桂香", "陈小梅", "李秀英", "阿依古丽·买买提"]


def test_overtime_allowances_and_losses_stand_in_their_columns(run, shop) -> None:
    _, workers = load_wages(shop, MARCH)
    found = next(worker for worker in workers if worker.number == "005")
    assert (found.piece_fen, found.overtime_fen) == (6000, 4000)
    assert (found.half_days, found.card_tail, found.category) == (23, "0014", "脱贫户")
    assert {piece.band for piece in found.pieces} == {"", "休息日×2"}
    assert found.extra_fen == found.gross_fen - 10_000 > 5000
    assert found.other_fen == 20


def test_slips_tell_the_minimum_wage_and_the_year(run, shop) -> None:
    _, slips = load_slip_facts(shop, MARCH)
    assert [slip.number for slip in slips] == ["001", "002", "004", "005"]
    assert "2,010.00" in slips[0].note
    assert all(sum(line.fen for line in slip.earnings) == slip.gross_fen == slip.year_fen for slip in slips)


def test_the_attendance_sheet_counts_as_pay_does(run, shop) -> None:
    _, workers, rest, from_pieces = load_attendance_sheet(shop, MARCH)
    by_number = {worker.number: worker for worker in workers}
    _, wages = load_wages(shop, MARCH)
    assert {wage.number: wage.half_days for wage in wages if wage.number != "004"} == {
        number: by_number[number].half_days for number in ("001", "002", "005")
    }
    assert by_number["004"].days == {at(2): "居家", at(9): "居家"}
    assert by_number["004"].half_days == 0
    assert by_number["003"].days[at(2)] == "4"
    assert by_number["003"].minutes == 480
    assert at(1) in rest
    assert from_pieces is True  # 005 worked on Sunday the 8th without a row


def test_the_roster_has_the_categories_it_is_about(run, shop) -> None:
    _, people = load_roster(shop, MARCH)
    assert [(person.name, person.idno, person.months) for person in people] == [
        ("阿依古丽·买买提", "*" * 14 + "016X", 1)
    ]
    assert people[0].pay_fen == next(wage.gross_fen for wage in load_wages(shop, MARCH)[1] if wage.number == "005")


def test_whole_numbers_are_printed_for_the_office_and_told(chen: FlaskClient, tmp_path: Path) -> None:
    answer = chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf")
    assert answer.mimetype == "application/pdf"
    assert IDNO in text_of(answer.data, tmp_path)
    assert [detail for detail in told() if "打印 2026年3月计件工资发放表" in detail]


@pytest.mark.parametrize("address", ["wage-sheet.pdf", "wage-sheet/preview", "roster.pdf", "roster/preview"])
def test_who_only_looks_sees_the_last_four(address: str, chen: FlaskClient, sign_in, tmp_path: Path) -> None:
    before = len(told())
    text = text_of(sign_in("sun").get(f"{PAPERS}/2026-03/{address}").data, tmp_path)
    assert "016X" in text
    assert IDNO not in text
    assert "10000000001" not in text
    assert len(told()) == before


# These need money on its way, a locked run or somebody: test_payment_lists.py, test_wage_ledger.py, test_home_papers.py
OF_CLAIM_OR_ONE = tuple(kind.code for kind in DOCUMENT_KINDS)  # of a chosen claim or person: test_document_kinds.py
ELSEWHERE = ("cash-list", "bank-list", "wage-ledger", "contract", *OF_CLAIM_OR_ONE)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ELSEWHERE])
@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_every_paper_comes_in_both_forms(kind: str, ending: str, chen: FlaskClient) -> None:
    answer = chen.get(f"{PAPERS}/2026-03/{kind}.{ending}")
    assert answer.status_code == 200
    assert answer.data[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")


def test_the_page_lists_every_paper_with_its_ways(chen: FlaskClient) -> None:
    page = chen.get(PAPERS).text
    for kind in (kind for kind in KINDS.values() if not kind.of_ledger and kind.code not in OF_CLAIM_OR_ONE):
        assert kind.name in page
        assert f"/2026-03/{kind.code}.pdf" in page
        assert f"/2026-03/{kind.code}/preview" in page
    assert "还没有锁定" in page


def test_a_month_without_a_run_offers_what_needs_none(chen: FlaskClient) -> None:
    page = chen.get(f"{PAPERS}?month=2026-04").text
    assert "还没有计算工资" in page
    assert "/2026-04/attendance.pdf" in page
    assert "wage-sheet.pdf" not in page


def test_a_paper_of_a_run_that_is_not_there_is_refused_in_words(chen: FlaskClient) -> None:
    answer = chen.get(f"{PAPERS}/2026-02/slips.pdf")
    assert answer.status_code == 400
    assert "2026年2月还没有计算工资" in answer.text


@pytest.mark.parametrize("address", ["2026-13/slips.pdf", "2026-03/cheque.pdf", "2026-03/slips.doc", "x/slips/preview"])
def test_what_is_no_paper_is_404(address: str, chen: FlaskClient) -> None:
    assert chen.get(f"{PAPERS}/{address}").status_code == 404


@pytest.mark.parametrize(("login", "status"), [("zhou", 403), ("wang", 403), ("zhao", 404)])
def test_supervisors_workers_and_strangers_get_no_paper(login: str, status: int, run, sign_in) -> None:
    for address in ("", "/2026-03/wage-sheet.pdf", "/2026-03/slips/preview"):
        assert sign_in(login).get(PAPERS + address).status_code == status


def test_overseers_cannot_ask_for_whole_numbers(run, sign_in) -> None:
    assert sign_in("liu").post(f"{PAPERS}/2026-03/wage-sheet.pdf").status_code == 403


def test_a_paper_says_whether_its_figures_are_locked(run, shop, tmp_path: Path) -> None:
    wanted = (KINDS["slips"], Asked(shop, MARCH), "pdf", {})
    assert "未锁定" in text_of(make_file(*wanted).content, tmp_path)
    approve_run(ZHANG, NOW, W001, MARCH)
    locked = lock_run(ZHANG, NOW, W001, MARCH)
    assert f"校验值 {locked.sha256[:12]}" in text_of(make_file(*wanted).content, tmp_path)


def test_the_command_writes_a_file_and_says_how_long_it_took(run, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    done = CliRunner().invoke(paper, ["wage-sheet", "--workshop", "W001", "--period", "2026-03", "-o", str(file)])
    assert done.exit_code == 0, done.output
    assert re.search(r"sheet\.pdf · 1 页 · \d+\.\d\d 秒", done.output)
    assert IDNO in text_of(file.read_bytes(), tmp_path)
    assert told()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["slips", "--period", "2026-3"], "不是工资期间"),
        (["cheque", "--period", "2026-03"], "cheque"),
        (["slips", "--period", "2026-03", "-o", "x.doc"], "以 .pdf 或 .xlsx 结尾"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told(arguments: list[str], sentence: str, run) -> None:
    done = CliRunner().invoke(paper, ["--workshop", "W001", "-o", "x.pdf", *arguments])
    assert done.exit_code == 2
    assert sentence in done.output


def test_more_workers_cost_no_more_statements(run, shop) -> None:
    def count() -> int:
        seen: list[str] = []

        def listen(*arguments: object) -> None:
            seen.extend(["read"] if str(arguments[2]).lstrip().startswith("SELECT") else [])

        event.listen(db.engine, "before_cursor_execute", listen)
        try:
            for load in (load_wages, load_slip_facts, load_roster, load_attendance_sheet):
                load(shop, MARCH)
        finally:
            event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    few = count()
    add_workers(BOSS, NOW, W001, [a_new_worker(f"{n}", f"李{n}", "standard", "劳动合同") for n in range(100, 140)])
    assert count() == few


def test_papers_of_a_claim_or_a_person_are_chosen_once_for_all_of_them(run, sign_in, monkeypatch) -> None:
    facts = {"purpose": "试一试", "build": lambda asked, numbers: None, "of_run": False}
    made = (
        Kind("claim-form", "补贴申请审批表", of_claim=True, **facts),
        Kind("pledge", "承诺书", of_claim=True, **facts),
        Kind("work-proof", "务工证明", of_one=True, **facts),
    )
    monkeypatch.setattr(pages, "KINDS", {kind.code: kind for kind in made})
    client = sign_in("chen")
    assert "补贴申请审批表" not in client.get(PAPERS).text  # no claim yet
    claim = store_claim(make_claim((), id=7))
    page = client.get(PAPERS).text
    assert page.count('<option value="claim-7">') == 1
    assert f"/w/W001/claims/{claim.id}/pack" in page
    assert page.count(f'<option value="worker-{key_of("001")}">') == 1
    for kind in made:
        assert f'formaction="{PAPERS}/2026-03/{kind.code}.xlsx"' in page


def key_of(number: str) -> int:
    """The key of a worker."""
    return worker_ids(W001)[number]
