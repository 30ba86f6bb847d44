"""What can be relied on in the import wizard, page by page."""

import io
import re
import stat
import time
import zipfile

import pytest
from sqlalchemy import func, select

from tests.exchange.stage import bring_in, copy_known
from workshop.exchange import waiting
from workshop.exchange.wizard import waiting_room
from workshop.floor.rows import OutputRow
from workshop.kernel.idno import check_character
from workshop.people.rows import ImportRow, WorkerRow
from workshop.sheets.opening import open_workbook
from workshop.store.database import db

HOME = "/w/W001/imports"


@pytest.fixture
def known(app, shared, tmp_path):
    """What the real sheets lean on, in the workshop of the cast."""
    bring_in(copy_known(shared, tmp_path / "known", "W001"), only="W001")
    return shared / "real-input"


def send(client, content: bytes, name: str, kind: str = ""):
    return client.post(HOME, data={"file": (io.BytesIO(content), name), "kind": kind})


def upload(client, path, kind: str = "") -> str:
    """Sends a file; answers the address of its steps."""
    answer = send(client, path.read_bytes(), path.name, kind)
    assert answer.status_code == 303, answer.text
    return answer.location.removesuffix("/columns")


def say(client, at: str, **changes: str):
    """Confirms the columns as they were recognised, with changes."""
    page = client.get(f"{at}/columns").text
    selects = re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.S)
    chosen = {name: "".join(re.findall(r'<option value="([^"]*)" selected', options)) for name, options in selects}
    chosen |= dict.fromkeys(re.findall(r'name="(s\d+-use)"', page), "1")
    fixed = re.findall(r'name="(s\d+-fixed-\w+)" value="([^"]*)"', page)
    return client.post(f"{at}/columns", data=dict(fixed) | chosen | changes)


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(WorkerRow).where(WorkerRow.workshop_id == 1))


def test_a_roster_goes_through_all_steps(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    assert "身份证号码" in client.get(f"{at}/columns").text
    assert say(client, at).location == f"{at}/rows"
    page = client.get(f"{at}/rows").text
    assert "确认导入 30 行" in page
    assert "第 11 行 D 列" in page
    assert people() == 48
    assert client.post(f"{at}/confirm", data={"rows": "30"}).status_code == 303
    assert people() == 78
    assert "a-roster.xlsx" in client.get(HOME).text


def test_nothing_is_written_before_it_is_confirmed(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    say(client, at)
    client.get(f"{at}/rows")
    client.get(f"{at}/mend.xlsx")
    assert people() == 48
    assert db.session.scalar(select(func.count()).select_from(ImportRow).where(ImportRow.kind == "roster")) == 0


def test_numbers_of_people_are_masked_until_they_are_faulty(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    for page in (client.get(f"{at}/columns").text, client.get(f"{at}/rows").text):
        assert "990100199809176015" not in page
        assert "990100********6015" in page
    assert "990100199211110881" in client.get(f"{at}/rows").text


def test_a_column_that_was_taken_wrongly_can_be_put_right(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "b-daily-output.xlsx")
    say(client, at, **{"s2-G": ""})
    assert "unknown_operation" not in client.get(f"{at}/rows").text
    assert "没有这道工序" not in client.get(f"{at}/rows").text


def test_a_day_that_contradicts_its_sheet_can_be_said(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "b-daily-output.xlsx")
    assert "与工作表名「3.6」不一致" in client.get(f"{at}/columns").text
    say(client, at, **{"s4-fixed-date": "2026-03-06"})
    page = client.get(f"{at}/rows?sheet=3.6").text
    assert "2026-03-06" in page


def test_a_sheet_can_be_left_out(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "b-daily-output.xlsx")
    page = client.get(f"{at}/columns").text
    fixed = dict(re.findall(r'name="(s\d+-fixed-\w+)" value="([^"]*)"', page))
    assert client.post(f"{at}/columns", data=fixed | {"s0-use": "1"}).status_code == 303
    assert "3.3" not in re.findall(r">(\d\.\d)<", client.get(f"{at}/rows").text)


def test_a_required_column_must_be_named(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    answer = say(client, at, **{"s0-B": ""})
    assert answer.status_code == 400
    assert "没有找到「姓名」这一列" in answer.text


def test_what_the_form_did_not_offer_changes_nothing(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    assert say(client, at, **{"s0-B": "../../etc", "s0-fixed-date": "x", "s99-A": "name"}).status_code == 303
    assert "确认导入 30 行" in client.get(f"{at}/rows").text


@pytest.mark.parametrize("only", ["good", "refused", "warned", "nonsense"])
def test_the_filters_narrow_what_is_shown(known, sign_in, only):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    page = client.get(f"{at}/rows?only={only}&page=99").text
    assert ("张鹏" in page) == (only in ("good", "nonsense"))
    assert ("末位校验不对。" in page) == (only != "good")


def test_the_faulty_rows_come_back_as_a_workbook(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    answer = client.get(f"{at}/mend.xlsx")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"].encode("ascii").decode()
    [sheet] = open_workbook(answer.data, "mend.xlsx").sheets
    texts = {cell.text for cells in sheet.rows.values() for cell in cells.values()}
    assert "990100199211110881" in texts
    assert "张鹏" not in texts


def test_after_the_confirmation_they_are_kept_for_a_day(known, sign_in, monkeypatch):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    client.post(f"{at}/confirm", data={"rows": "30"})
    [link] = re.findall(r'href="([^"]+mend\.xlsx)"', client.get(HOME).text)
    assert client.get(link).status_code == 200
    day = time.time() + waiting.LIFE_SECONDS + 60
    monkeypatch.setattr(waiting.time, "time", lambda: day)
    waiting_room().sweep()
    assert client.get(link).status_code == 404


def test_an_import_can_be_taken_back_from_the_list(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    client.post(f"{at}/confirm", data={"rows": "30"})
    [address] = re.findall(r'action="([^"]+/undo)"', client.get(HOME).text)
    assert client.post(address).status_code == 303
    assert people() == 48
    assert "已撤销" in client.get(HOME).text
    again = client.post(address)
    assert again.status_code == 400
    assert "已经撤销过了" in again.text


def test_an_import_that_is_used_says_why_it_stays(known, sign_in):
    client = sign_in("chen")
    for name in ("d-price-list.xlsx", "b-daily-output.xlsx"):
        at = upload(client, known / name)
        rows = re.search(r"确认导入 (\d+) 行", client.get(f"{at}/rows").text)[1]
        assert client.post(f"{at}/confirm", data={"rows": rows}).status_code == 303
    last = re.findall(r'action="([^"]+/undo)"', client.get(HOME).text)[-1]
    answer = client.post(last)
    assert answer.status_code == 400
    assert "已经用在产量上" in answer.text


def test_pressed_twice_it_comes_in_once(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    for _ in range(2):
        assert client.post(f"{at}/confirm", data={"rows": "30", "nonce": "n-1"}).status_code == 303
    assert people() == 78
    assert "已经确认过" in client.get(HOME).text


def test_two_presses_at_the_same_moment_are_one(known, sign_in, monkeypatch):
    """The upload is still there when the second press is read: the form's nonce decides."""
    client = sign_in("chen")
    at = upload(client, known / "d-price-list.xlsx")
    monkeypatch.setattr(waiting.WaitingRoom, "drop", lambda room, upload: None)
    for _ in range(2):
        assert client.post(f"{at}/confirm", data={"nonce": "n-2"}).status_code in (303, 400)
    assert db.session.scalar(select(func.count()).select_from(ImportRow).where(ImportRow.kind == "prices")) == 1


def test_other_rows_than_were_seen_want_another_look(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    answer = client.post(f"{at}/confirm", data={"rows": "29"})
    assert answer.status_code == 400
    assert "请再看一遍" in answer.text
    assert people() == 48


def test_a_second_upload_of_the_same_output_is_recognised(known, sign_in):
    client = sign_in("chen")
    for expected in (303, 400):
        at = upload(client, known / "b-daily-output.xlsx")
        assert client.post(f"{at}/confirm").status_code == expected
    assert db.session.scalar(select(func.count()).select_from(OutputRow)) == 252


def test_the_waiting_file_is_its_owners_alone(known, sign_in):
    at = upload(sign_in("chen"), known / "a-roster.xlsx")
    folder = waiting_room().folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert sign_in("zhang").get(f"{at}/rows").status_code == 404
    assert sign_in("zhao").get(f"{at}/rows").status_code == 404
    assert sign_in("zhao").get(at.replace("W001", "W002") + "/rows").status_code == 404


def test_the_waiting_file_goes_with_the_confirmation_or_the_giving_up(known, sign_in):
    client = sign_in("chen")
    for step in ("confirm", "discard"):
        at = upload(client, known / "d-price-list.xlsx")
        assert client.post(f"{at}/{step}").status_code == 303
        assert not list(waiting_room().folder.glob("*.bin"))
        assert client.get(f"{at}/rows").status_code == 404


def test_a_waiting_file_that_was_changed_is_not_trusted(known, sign_in):
    client = sign_in("chen")
    at = upload(client, known / "a-roster.xlsx")
    [path] = waiting_room().folder.glob("*.bin")
    path.write_bytes((known / "d-price-list.xlsx").read_bytes())
    assert client.get(f"{at}/rows").status_code == 404


@pytest.mark.parametrize("token", ["x", "..%2f..%2fetc%2fpasswd", "A" * 32, "A" * 5000])
def test_a_token_that_was_never_given_finds_nothing(known, sign_in, token):
    assert sign_in("chen").get(f"{HOME}/new/{token}/rows").status_code == 404


def test_who_may_do_what(known, sign_in):
    assert sign_in("sun").get(HOME).status_code == 200
    assert "上传并核对" not in sign_in("sun").get(HOME).text
    assert send(sign_in("sun"), b"x", "a.csv").status_code == 403
    for login in ("zhou", "wang", "liu"):
        assert sign_in(login).get(HOME).status_code == 403
        assert send(sign_in(login), b"x", "a.csv").status_code == 403


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return buffer.getvalue()


HOSTILE = {
    "empty": (b"", "a.xlsx"),
    "noise": (bytes(range(256)) * 50, "a.xlsx"),
    "broken_zip": (b"PK\x03\x04" + b"x" * 500, "a.xlsx"),
    "broken_xls": (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 5000, "a.xls"),
    "html": (b"<html><script>alert(1)</script></html>", "a.html"),
    "nul_csv": ("姓名,身份证号\n王\0丽,1\n".encode(), "a.csv"),
    "latin": (b"\xff\xfe\x00\xd8" * 20, "a.csv"),
    "no_table": ("今天天气不错\n".encode(), "a.csv"),
    "path_name": ("姓名\n王丽\n".encode(), "../../../etc/passwd.csv"),
    "nul_name": ("姓名,身份证号,手机\n王丽,,\n".encode(), "a\x07.csv"),
    "long_name": (b"x", "长" * 300 + ".csv"),
}


@pytest.mark.parametrize("what", [*HOSTILE, "bomb"])
def test_a_hostile_upload_is_answered_with_a_sentence(known, sign_in, what):
    content, name = HOSTILE[what] if what in HOSTILE else (bomb(), "a.xlsx")
    client = sign_in("chen")
    started = time.process_time()
    answer = send(client, content, name)
    assert time.process_time() - started < 2
    assert answer.status_code == 400, answer.text
    [error] = re.findall(r'<strong class="error"[^>]*>([^<]+)<', answer.text)
    assert re.search(r"[\u4e00-\u9fff]{4}", error)
    assert not waiting_room().folder.exists() or not list(waiting_room().folder.iterdir())


def test_an_upload_beyond_all_measure_is_refused(known, sign_in):
    assert send(sign_in("chen"), b"0" * (21 * 1024 * 1024), "a.xlsx").status_code == 413


def roster_of(people: int) -> bytes:
    """A roster in which every fiftieth identity number has a wrong check digit."""
    lines = ["姓名,身份证号,手机号,银行卡号,入职日期,户类型,合同类型,工时形式"]
    for number in range(people):
        first = f"990100{1960 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
        right = check_character(first)
        last = right if number % 50 else "0" if right != "0" else "1"
        name = f"王{chr(0x4E00 + number)}丽"
        lines.append(f"{name},{first}{last},1000410{number:04d},,2025-08-04,脱贫户,劳动合同,标准")
    return "\n".join(lines).encode("utf-8-sig")


def test_five_thousand_rows_are_checked_within_three_seconds(known, sign_in):
    client = sign_in("chen")
    at = send(client, roster_of(5000), "big.csv").location.removesuffix("/columns")
    started = time.process_time()
    page = client.get(f"{at}/rows")
    took = time.process_time() - started
    assert page.status_code == 200
    assert int(re.search(r"确认导入 (\d+) 行", page.text)[1]) > 4000
    assert took < 3, took
    print(f"\n5,000 rows checked and shown in {took:.2f} s")
