"""Badges and bundle tickets on paper: everybody and every bundle once, codes that can be read, nothing that is nobody's business."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner
from PIL import Image

from tests.conftest import BOSS, NOW, W001
from tests.databases import alike
from tests.floor.crew import hand_in_ticket, make
from tests.floor.stage import SEW, TURN, add, set_the_stage, worker
from tests.papers.cast import text_of
from workshop.access.codes import make_code, read_code
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.code_commands import codes
from workshop.papers.codes.badges import BadgeBook, BadgeCard, lay_out_badges
from workshop.papers.codes.issuing import issue_badges, issue_tickets
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.engine import render_pdf
from workshop.papers.setting.qr import QUIET, draw_code, draw_fitted, read_address
from workshop.people.queries import find_workshop
from workshop.people.rows import WorkerRow
from workshop.store.database import fetch_all

HERE = "http://192.168.1.10:8000"
TODAY = date(2026, 3, 31)


@pytest.fixture
def shop(app):
    set_the_stage()
    return find_workshop("W001")


def squares(pdf: bytes, folder: Path, place: tuple[float, float, float], count: int, page: int = 1) -> list[list[int]]:
    """The dark squares of a code as a printer would make them: the middle of each at 600 dpi."""
    (folder / "code.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "600", "-gray", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, str(folder / "code.pdf"), str(folder / "code")], check=True)
    with Image.open(folder / "code.pgm") as picture:
        left, top, size = (mm / 25.4 * 600 for mm in place)
        step = size / (count + 2 * QUIET)
        at = [(QUIET + n + 0.5) * step for n in range(count)]
        return [[int(picture.getpixel((int(left + x), int(top + y))) < 128) for x in at] for y in at]


def test_a_printed_code_is_the_code(tmp_path):
    text = f"{HERE}/s/t8rc4kbdvss1z-z1ci99jj749v.PaLOhQfAkKHwRxaeSysQCA"
    drawing, wanted = Drawing(), segno.make(text, error="m", micro=False).matrix
    draw_code(drawing, text, 20, 30, 23)
    pdf = render_pdf([drawing], (210, 297), "码")
    assert squares(pdf, tmp_path, (20, 30, 23), len(wanted)) == [list(row) for row in wanted]


def test_its_squares_are_large_enough_for_a_phone():
    text = f"http://chejian.example.gov.cn:8443/s/{'t' + '9' * 26}.{'A' * 22}"
    assert 23 / (len(segno.make(text, error="m", micro=False).matrix) + 2 * QUIET) >= 0.4  # mm


def test_everybody_in_work_has_one_card(shop, tmp_path):
    add(WorkerRow, worker(105, "离小芳", "G105", left=date(2026, 3, 1)))
    made = issue_badges(BOSS, NOW, shop, HERE, TODAY)
    text = text_of(made.content, tmp_path)
    for name, number in (("王桂香", "101"), ("李秀英", "102"), ("赵大山", "103"), ("陈小梅", "104")):
        assert text.count(name) == 1
        assert text.count(number) == 1
    assert "离小芳" not in text


def test_ten_cards_a_page(app):
    cards = tuple(BadgeCard(f"工人{n}", str(n), f"{HERE}/s/{n}") for n in range(52))
    assert [len(page.blocks) // 5 for page in lay_out_badges(BadgeBook("车间", cards))] == [10, 10, 10, 10, 10, 2]


def test_a_badge_tells_nothing_but_name_and_number(shop, tmp_path):
    add(WorkerRow, worker(106, "周小兰", "G106", phone="13800001234", id_no_tail="5305", address="石桥村三组"))
    text = text_of(issue_badges(BOSS, NOW, shop, HERE, TODAY).content, tmp_path)
    for secret in ("13800001234", "5305", "石桥村三组", "1980"):
        assert secret not in text


def test_a_very_long_name_is_whole(tmp_path):
    name = "阿卜杜热合曼·买买提江·努尔艾合买提"
    drawing = Drawing()
    draw_fitted(drawing, name, 20, 20, 41, 40)
    draw_fitted(drawing, name * 4, 20, 60, 15, 11)
    (first, second) = drawing.blocks
    assert first.text.replace("\n", "") == name
    assert first.text.count("\n") == 1
    assert second.text.replace("\n", "") == name * 4


def test_a_name_without_glyph_is_named(shop):
    add(WorkerRow, worker(107, "\U0003f000小梅", "G107"))
    (fault,) = issue_badges(BOSS, NOW, shop, HERE, TODAY).faults
    assert fault.reason == "no_glyph"


def test_every_bundle_and_operation_has_one_ticket_with_its_stub(shop, tmp_path):
    batch = make(quantity=120, size=50, operations=(SEW, TURN))[0].batch_id
    text = text_of(issue_tickets(BOSS, NOW, shop, HERE, batch).content, tmp_path)
    assert text.count("存根") == 6
    assert len(re.findall(r"A3 +第 +3 +扎", text)) == 2
    assert len(re.findall(r"20 +双", text)) == 4
    assert alike(fetch_all("SELECT printed_at FROM ticket_batch")) == [(str(NOW) + ".000000",)]


def test_what_is_handed_in_is_not_printed_again(shop, tmp_path):
    first, second = make(quantity=100)
    hand_in_ticket(first)
    text = text_of(issue_tickets(BOSS, NOW, shop, HERE, first.batch_id).content, tmp_path)
    assert text.count("存根") == 1
    hand_in_ticket(second)
    with pytest.raises(Refused, match="都已交数或作废"):
        issue_tickets(BOSS, NOW, shop, HERE, first.batch_id)


def test_tickets_of_another_workshop_are_not_printed(shop):
    batch = make()[0].batch_id
    with pytest.raises(NotFound):
        issue_tickets(BOSS, NOW, find_workshop("W002"), HERE, batch)


def test_printing_goes_on_the_record(shop):
    issue_badges(BOSS, NOW, shop, HERE, TODAY)
    issue_tickets(BOSS, NOW, shop, HERE, make()[0].batch_id)
    told = {action for (action,) in fetch_all("SELECT action FROM audit_leaf")}
    assert {"badges.print", "tickets.print"} <= told


@pytest.mark.parametrize("typed", ["", "javascript:alert(1)", "http://a b", "http://x/path", "192.168.1.10", "http://"])
def test_an_address_that_no_phone_opens_is_refused(typed):
    with pytest.raises(Refused, match="手机能打开的地址"):
        read_address(typed)


def test_an_address_loses_its_last_slash():
    assert read_address(" http://192.168.1.10:8000/ ") == "http://192.168.1.10:8000"
    assert read_address("https://chejian.example") == "https://chejian.example"


def test_the_office_prints_from_the_pages(shop, sign_in):
    client = sign_in("chen")
    answer = client.post("/w/W001/badges/print", data={"address": HERE})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    batch = make()[0].batch_id
    answer = client.post(f"/w/W001/tickets/{batch}/print", data={"address": HERE})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "手机能打开的地址" in client.post("/w/W001/badges/print", data={"address": "x"}).text


def test_the_code_on_the_badge_opens_the_workers_page(shop):
    code = make_code("badge", W001, 101)
    assert read_code(code).id == 101


def test_the_command_writes_a_file(shop, tmp_path):
    make()
    for kind in ("badges", "tickets"):
        file = tmp_path / f"{kind}.pdf"
        done = CliRunner().invoke(codes, [kind, "--workshop", "W001", "--address", HERE, "-o", str(file)])
        assert done.exit_code == 0, done.output
        assert file.read_bytes().startswith(b"%PDF")


def test_five_hundred_badges_take_seconds(app):
    from time import process_time

    cards = tuple(BadgeCard("王桂香", f"A{n:05d}", f"{HERE}/s/b1-{n:013d}.{'A' * 22}") for n in range(500))
    started = process_time()
    render_pdf(lay_out_badges(BadgeBook("车间", cards)), (210, 297), "工牌")
    assert process_time() - started < 30
