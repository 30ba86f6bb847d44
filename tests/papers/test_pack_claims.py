"""Whole packs of three places: complete, issued once, and every figure the same wherever it stands, read back out of the PDF."""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import BOSS, NOW, W001
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.pack_cast import photo, store_claim, store_scan
from tests.papers.reading import amount_after, read_amounts, read_list, read_pages, squeeze
from tests.pay.paying import a_card, lock
from tests.pay.stage import CHEN, Stage, a_new_worker, at, count_statements
from workshop.claims.queries.claims import list_steps
from workshop.claims.values import Claim
from workshop.kernel.periods import Period
from workshop.papers.issue.queries import Wanted, list_issued
from workshop.papers.kinds import KINDS
from workshop.papers.pack.loading import load_pack
from workshop.papers.pack.values import Own
from workshop.papers.pack_commands import pack
from workshop.pay.actions import pay_by_bank
from workshop.people.actions import add_workers
from workshop.people.queries import find_workshop
from workshop.store.database import db
from workshop.store.jobs.queries import get_job, list_waiting
from workshop.store.jobs.running import run_job
from workshop.store.jobs.values import Job
from workshop.store.rows import AuditLeafRow
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns

FEBRUARY, MARCH = Period(2026, 2), Period(2026, 3)
MONTHS = (2026 * 12 + 1, 2026 * 12 + 2)
PEOPLE = {
    "C01": ("阿依古丽", "standard", "劳动合同", "99010019750510016X"),
    "C02": ("马海霞", "standard", "劳动合同", "990100198001010026"),
    "C03": ("王秀莲", "contract", "承揽", "990100199001010020"),
}
ONE_PERSON = ("身份证", "工作照")
SHOP_PAPERS = ("营业执照", "开户许可证")


@dataclass(frozen=True)
class Made:
    """A pack that was made: its job, the PDF, the pages of each piece by its name."""

    claim: Claim
    job: Job
    pdf: bytes
    pieces: dict[str, bytes]
    names: list[str]

    def find(self, *words: str) -> bytes | None:
        """The pages of the piece whose name has one of these words."""
        return next((pages for name, pages in self.pieces.items() if any(word in name for word in words)), None)


@pytest.fixture
def claimed(app: Flask):
    """`claimed(programme, ...)` puts a checked claim of three people and two locked, paid months on the stage."""
    stage = Stage()
    rows = [
        a_new_worker(
            no,
            name,
            system,
            kind,
            id_no=idno,
            birth_date=date(int(idno[6:10]), int(idno[10:12]), int(idno[12:14])),
            categories=("脱贫户",),
            bank_card=a_card(at),
            phone=f"1000000000{at}",
        )
        for at, (no, (name, system, kind, idno)) in enumerate(PEOPLE.items(), 1)
    ]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    for month in (FEBRUARY, MARCH):
        work_and_pay(stage, month)

    def make(lump: bool = False, **facts: object) -> Claim:
        part = {"months": () if lump else MONTHS, "fen": 0 if lump else 30_000, "sentence": ""}
        people = [claim_person(name, stage.workers[no], worker_no=no, **part) for no, (name, *_) in PEOPLE.items()]
        span = {"first": FEBRUARY.first, "last": MARCH.last, "on": date(2026, 4, 5), "id": 7}
        return store_claim(make_claim(tuple(people), **span | facts))

    return make


def work_and_pay(stage: Stage, month: Period) -> None:
    """Work in the house and at home, the run locked, everybody paid by bank."""
    today = month.last
    for no, days in (("C01", 3), ("C02", 2)):
        for day in range(2, 2 + days):
            stage.output(no, at(day, today.month), 250, today=today)
    order = NewOrder(
        f"D{month.code}",
        stage.workers["C03"],
        stage.operations["HOM-01"],
        at(3, today.month),
        material="标",
        material_issued=0,
    )
    [key] = issue_orders(BOSS, NOW, W001, [order], on=today).values()
    record_returns(BOSS, NOW, W001, [NewReturn(key, at(9, today.month), at(9, today.month), 321_000, 0, 0)], on=today)
    pay_by_bank(CHEN, NOW, W001, lock(month).id, "csv", date(2026, 4, 2))


def scans_for(claim: Claim, contracts: tuple[str, ...] = ("劳动合同", "劳动合同", "承揽合同")) -> None:
    """Everything that only an office or a hand can make, photographed; the application too where no kind prints it."""
    for word in (*SHOP_PAPERS, *(() if "claim-form" in KINDS else ("审批表",))):
        store_scan(claim, word)
    for person, contract in zip(claim.people, contracts, strict=True):
        for word in (*ONE_PERSON, contract):
            store_scan(claim, word, person.worker_id, photo(240, 320))


def make_pack(client: FlaskClient, claim: Claim, **said: str) -> Made:
    """Presses the button and does what the worker does."""
    answer = client.post(f"/w/W001/claims/{claim.id}/pack", data=said)
    assert answer.location.endswith("/papers/jobs"), client.get(answer.location).text
    [(shop, key)] = list_waiting()
    run_job(shop, key)
    db.session.rollback()
    job = get_job(shop, key)
    assert job.state == "done", job.message
    pdf = client.post(f"/w/W001/papers/jobs/files/{job.files[0].id}").data
    with zipfile.ZipFile(io.BytesIO(client.post(f"/w/W001/papers/jobs/files/{job.files[1].id}").data)) as archive:
        names = archive.namelist()
    return Made(claim, job, pdf, split(pdf), names)


def split(pdf: bytes) -> dict[str, bytes]:
    """The pieces by the bookmarks of the whole."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as whole, whole.open_outline() as outline:
        begins = [whole.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        for item, first, end in zip(outline.root, begins, [*begins[1:], len(whole.pages)], strict=True):
            with pikepdf.new() as part:
                part.pages.extend(whole.pages[first:end])
                buffer = io.BytesIO()
                part.save(buffer)
            found[item.title] = buffer.getvalue()
    return found


def fengxin(claimed) -> Claim:
    """江西奉新: two copies of everything."""
    claim = claimed(programme_id="fengxin_2023", benefit="帮扶车间就业补贴", version="")
    scans_for(claim, ("劳动合同",) * 3)
    return claim


def hunan(claimed) -> Claim:
    """湖南: those who work at home count, with a contract of their own kind."""
    claim = claimed(programme_id="hunan_2022_33", benefit="稳岗补贴", version="")
    scans_for(claim)
    return claim


def kaizhou(claimed) -> Claim:
    """重庆开州: a lump by steps, nothing for each person; the paper does not say what is to be handed in."""
    claim = claimed(programme_id="kaizhou", benefit="带动就业奖补", version="", payee="车间", fen=500_000, lump=True)
    scans_for(claim)
    return claim


@pytest.mark.parametrize("place", [fengxin, hunan, kaizhou])
def test_a_pack_is_complete_and_a_figure_the_same_wherever_it_stands(place, claimed, sign_in) -> None:
    claim = place(claimed)
    planned = load_pack(find_workshop("W001"), claim.id)
    assert planned.complete, [lack for piece in planned.pieces for lack in piece.lacks]
    made = make_pack(sign_in("chen"), claim)
    same_everywhere(made)
    papers, count = list_issued(W001, Wanted(claim_id=claim.id))
    assert count == len(made.names) == sum(isinstance(one, Own) for piece in planned.pieces for one in piece.contents)
    text = squeeze("".join(read_pages(made.pdf)))
    assert all(paper.number in text and paper.state == "valid" for paper in papers)
    assert "未齐全" not in text


def same_everywhere(made: Made) -> None:
    """Roster, wage sheet, attendance, bank list, form, notice and cover agree."""
    roster = read_list("roster", made.find("花名册") or b"")
    assert roster.people == len(made.claim.people) == 3
    if sheet := made.find("工资发放表"):
        wages = read_list("wage-sheet", sheet)
        assert roster.sums["pay"] == wages.sums["gross"] == wages.add("gross")
        for idno in (idno for *_, idno in PEOPLE.values()):
            mine = sum(row.figures["gross"] for row in wages.rows if row.idno == idno)
            assert roster.row_of(idno).figures["pay"] == mine > 0
        if bank := made.find("发放凭证"):
            assert read_list("bank-list", bank).sums["net"] == wages.sums["net"]
    if sheet := made.find("考勤表"):
        assert {row.words[1] for row in read_list("attendance", sheet).rows} == {name for name, *_ in PEOPLE.values()}
    assert amount_after(made.pdf, "申请金额") == made.claim.fen
    for form in filter(None, (made.find("审批表") if "claim-form" in KINDS else None, made.find("公示"))):
        assert made.claim.fen in read_amounts(form)


def test_made_again_nothing_is_issued_twice_and_every_reading_is_told(claimed, sign_in) -> None:
    claim, client = hunan(claimed), sign_in("chen")
    make_pack(client, claim)
    before, _ = list_issued(W001, Wanted(claim_id=claim.id))
    make_pack(client, claim)
    after, _ = list_issued(W001, Wanted(claim_id=claim.id))
    assert [paper.number for paper in after] == [paper.number for paper in before]
    steps = list_steps(W001, claim.id)
    assert [step.state for step in steps] == ["checked", "issued"]
    assert set(steps[-1].papers) == {paper.number for paper in after}
    row = AuditLeafRow
    told = db.session.execute(select(row.actor_name, row.detail).where(row.action == "worker.unmask")).all()
    assert {actor for actor, _ in told} == {"陈会计"}
    assert all(claim.number in detail for _, detail in told)


def test_copies_are_printed_or_told(claimed, sign_in) -> None:
    claim, client = fengxin(claimed), sign_in("chen")
    once = read_pages(make_pack(client, claim).pdf)
    twice = read_pages(make_pack(client, claim, copies="repeat").pdf)
    assert ["打印2份" in squeeze(pages[1]) for pages in (once, twice)] == [True, False]
    assert len(twice) == 2 * len(once) - 2


def test_an_incomplete_pack_is_a_draft_without_numbers(claimed, sign_in) -> None:
    claim, client = claimed(programme_id="fengxin_2023", benefit="帮扶车间就业补贴", version=""), sign_in("chen")
    page = client.get(f"/w/W001/claims/{claim.id}/pack").text
    assert "缺 3 人的身份证:阿依古丽、马海霞、王秀莲" in page
    assert "先出一份草稿" in page
    assert "出全套材料</button>" not in page
    refused = client.post(f"/w/W001/claims/{claim.id}/pack")
    assert "不能出正式的全套" in client.get(refused.location).text
    made = make_pack(client, claim, draft="1")
    text = squeeze("".join(read_pages(made.pdf)))
    assert "未齐全" in made.job.title
    assert not any(idno in text for *_, idno in PEOPLE.values())
    assert list_issued(W001, Wanted(claim_id=claim.id))[1] == 0


def test_a_claim_that_was_not_checked_goes_out_only_as_a_draft_and_only_from_the_office(claimed, sign_in) -> None:
    claim = claimed(programme_id="hunan_2022_33", benefit="稳岗补贴", version="", state="draft", sha256="")
    scans_for(claim)
    address, client = f"/w/W001/claims/{claim.id}/pack", sign_in("chen")
    assert "还没有核对" in client.get(client.post(address).location).text
    for login, status in {"sun": 200, "liu": 200, "zhou": 403, "wang": 403, "zhao": 404}.items():
        other = sign_in(login)
        assert other.get(address).status_code == status
        assert other.post(address).status_code in (403, 404)
    assert list_waiting() == []


def test_more_people_cost_no_more_statements(claimed) -> None:
    few = claimed(programme_id="hunan_2022_33", benefit="稳岗补贴", version="")
    scans_for(few)
    shop = find_workshop("W001")
    one = store_claim(replace(few, id=8, number="W001-2026-0002", people=few.people[:1]))
    store_scan(one, "劳动合同", few.people[0].worker_id)
    load_pack(shop, 7), load_pack(shop, 8)  # what is read once is read
    assert count_statements(lambda: load_pack(shop, 8)) == count_statements(lambda: load_pack(shop, 7))


def test_the_command_writes_a_pack_into_a_folder_or_says_what_is_missing(claimed, tmp_path: Path) -> None:
    claim = claimed(programme_id="fengxin_2023", benefit="帮扶车间就业补贴", version="")
    wanted = [claim.number, "--workshop", "W001", "-o", str(tmp_path / "out")]
    refused = CliRunner().invoke(pack, wanted)
    assert "缺营业执照" in refused.output
    assert "不能出正式的全套" in str(refused.exception)
    done = CliRunner().invoke(pack, [*wanted, "--draft"])
    assert done.exit_code == 0, done.output
    assert sorted(file.suffix for file in (tmp_path / "out").iterdir()) == [".pdf", ".zip"]


def test_the_name_of_a_file_says_its_months_once(claimed, sign_in) -> None:
    made = make_pack(sign_in("chen"), fengxin(claimed))
    assert all(name.count("2026年2月") == 1 for name in made.names), made.names
