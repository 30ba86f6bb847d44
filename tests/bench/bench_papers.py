"""How long the papers take: medians of warm runs, and the first page from a cold process.

    .venv/bin/python tests/bench/bench_papers.py [RUNS]

The people are invented; half of them have a single product, the rest two to four. The plain line is WeasyPrint's own
work on bare pages of text of the same number of rows, all through HTML, to compare machines by.
"""

import random
import resource
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from workshop.kernel.periods import Period
from workshop.papers.documents.personal_form import PersonalFacts, PersonalForm, build_personal_form
from workshop.papers.issue.codec import decode_paper, encode_paper
from workshop.papers.listing import ListBook, PaperHead
from workshop.papers.lists.attendance_sheet import AttendanceFacts, build_attendance
from workshop.papers.lists.roster import build_roster
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.lists.slips import SlipFacts, SlipLine, build_slips
from workshop.papers.lists.wage_facts import PieceFacts, WageFacts
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.naming import Names
from workshop.papers.setting.drawing import Block, Drawing
from workshop.papers.setting.engine import render_pdf
from workshop.papers.setting.form_print import print_form
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import Printed, print_book, print_list, print_slips
from workshop.papers.setting.workbook import write_list

# A code as long as an issued paper's.
MARK = Mark("GZ-2026-0012 校验 7F3A-91C2", "http://192.168.1.10:8000/v/", "EH7OXYMOCRYXG277" * 10)
OWN = "http://192.168.1.10:8000/m/b6xn4huolqldg-6xn4huqa2yrd.AjLYSroZ8438Fl3C5L_nJw"
HEAD = PaperHead("巫山手套车间", Period(2026, 3), date(2026, 4, 10))
MADE = (
    ("劳保手套", "缝合", "双", 768),
    ("劳保手套", "织片", "双", 512),
    ("棉布袋", "车提手", "个", 4521),
    ("工作服", "上领", "件", 12500),
)
CATEGORIES = ("脱贫户",) * 9 + ("一般户",) * 6 + ("易地搬迁", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
PREVIEW = """
import time; start = time.perf_counter()
from tests.bench.bench_papers import wages, HEAD
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import print_list
from workshop.papers.lists.wage_sheet import build_wage_sheet
print_list(build_wage_sheet(HEAD, wages(500)), first_page_only=True)
print(time.perf_counter() - start)
"""


def name_of(chance: random.Random) -> str:
    """A name of two or three characters, now and then a long one."""
    if chance.random() < 0.02:
        return "阿卜杜热合曼·买买提"
    return (
        chance.choice("王李张刘陈杨黄赵吴周徐孙")
        + chance.choice("桂秀大小春玉")
        + chance.choice(("香", "英", "山", "梅", ""))
    )


def wages(count: int) -> list[WageFacts]:
    """Wage facts of so many people, always the same."""
    chance = random.Random(7)
    return [_wage(chance, at) for at in range(1, count + 1)]


def _wage(chance: random.Random, at: int) -> WageFacts:
    pieces = []
    for product, operation, unit, price in chance.sample(MADE, chance.choice((1, 1, 1, 2, 3))):
        quantity = chance.randint(200, 4000)
        pieces.append(PieceFacts(product, operation, unit, price, quantity * 1000, (quantity * price + 50) // 100))
    piece, tax, other = sum(piece.fen for piece in pieces), chance.choice((0, 0, 154)), chance.choice((0, 0, 20000))
    extra = chance.choice((0, 5000))
    return WageFacts(
        number=f"A{at:05d}",
        name=name_of(chance),
        idno="990100197505102587",
        category=chance.choice(CATEGORIES),
        post=chance.choice(("缝纫工", "质检", "包装")),
        phone="10000000001",
        card_tail="0014",
        half_days=44,
        pieces=tuple(pieces),
        piece_fen=piece,
        hour_minutes=0,
        time_fen=0,
        overtime_fen=0,
        extra_fen=extra,
        gross_fen=piece + extra,
        social_fen=0,
        tax_fen=tax,
        other_fen=other,
        net_fen=piece + extra - tax - other,
    )


def attendances(count: int) -> list[AttendanceFacts]:
    """A month of marks for so many people."""
    chance = random.Random(7)
    days = list(HEAD.period.days())
    marks = ("出勤",) * 20 + ("半天", "事假", "病假", "迟到")
    return [
        AttendanceFacts(
            number=f"A{at:05d}",
            name=name_of(chance),
            post="缝纫工",
            days={on: "休息" if on.weekday() == 6 else chance.choice(marks) for on in days},
            half_days=50,
            minutes=12_000,
        )
        for at in range(1, count + 1)
    ]


def slips(count: int, lines: int = 7) -> list[SlipFacts]:
    """Slips of about so many lines."""
    chance = random.Random(7)
    return [_slip(chance, at, chance.randint(lines - 2, lines + 2)) for at in range(1, count + 1)]


def _slip(chance: random.Random, at: int, count: int) -> SlipFacts:
    lines = tuple(
        SlipLine(f"缝合 {chance.randint(1000, 9999):,} 双 × 0.0768 元 = 439.07 元 (单价 2026-03-16 起)", 43907)
        for _ in range(count)
    )
    taken = (SlipLine("借支 2026-03-01 看病 20.00 元", 2000),)
    gross = 43907 * count
    return SlipFacts(
        number=f"A{at:05d}",
        name=name_of(chance),
        idno_tail="2587",
        category=chance.choice(CATEGORIES),
        post="缝纫工",
        card_tail="0014",
        half_days=44,
        hour_minutes=0,
        earnings=lines,
        deductions=taken,
        gross_fen=gross,
        net_fen=gross - 2000,
        year_fen=gross * 3,
    )


def people(count: int) -> list[RosterFacts]:
    """A roster of so many people."""
    chance = random.Random(7)
    return [
        RosterFacts(
            name=name_of(chance),
            sex="女",
            idno="990100197505102587",
            age=50,
            address="官渡镇石桥村3组",
            householder=name_of(chance),
            relation="配偶",
            category=chance.choice(CATEGORIES),
            recognised="2018",
            way="厂内",
            post="缝纫工",
            contract="劳动合同",
            contract_from=date(2025, 3, 22),
            contract_to=date(2027, 3, 21),
            hired_on=date(2025, 3, 22),
            left_on=None,
            months=12,
            pay_fen=chance.randint(1_000_000, 4_000_000),
            insured="意外险",
            phone="10000000001",
        )
        for _ in range(count)
    ]


def bare(rows: int) -> Printed:
    """The same amount of text without a table: what the engine itself costs."""
    line = "990100197505102587  缝纫工  劳保手套  " + "  ".join(["3,965.42"] * 13)
    pages = [Drawing(blocks=[Block(10, 50, 7.2, 10, "\n".join([line] * 20))]) for _ in range(rows // 20)]
    return Printed(render_pdf(pages, (297, 210), "bare", all_html=True), len(pages))


def measure(label: str, make: Callable[[], Printed], runs: int) -> None:
    """One line of the table: median and spread of the runs after a first, which does not count."""
    printed = make()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{label:<31}{statistics.median(times):8.2f} s  {min(times):6.2f}-{max(times):.2f}{printed.pages:6} pages{peak:7.0f} MB"
    )


def cold_preview() -> None:
    """The first page of 500 rows, imports included."""
    taken = subprocess.run([sys.executable, "-c", PREVIEW], capture_output=True, text=True, check=True).stdout
    print(f"{'first page, cold process':<31}{float(taken):8.2f} s")


def half_year() -> ListBook:
    """Six months of attendance in one paper."""
    sheets = tuple(build_attendance(HEAD, attendances(500)) for _ in range(6))
    return ListBook("attendance", "半年考勤表", HEAD, sheets)


def workbook() -> Printed:
    """The wage sheet of 500 as a workbook."""
    return Printed(write_list(build_wage_sheet(HEAD, wages(500))), 0)


def own_forms(count: int) -> Printed:
    """A form of two pages for each of so many people, laid out in turns and merged."""
    chance, on = random.Random(7), date(2026, 4, 10)
    told = {"employer": "巫山手套车间", "place": "石桥村", "first": date(2026, 1, 1), "last": None, "fen": 120_000}
    mine = dict.fromkeys(("worker_no", "sex", "idno", "address", "householder", "relation", "category", "phone"), "")
    facts = [PersonalFacts(name=name_of(chance), months=6, mean_fen=236_512, **mine, **told) for _ in range(count)]
    form = PersonalForm("巫山手套车间", "稳岗补贴", "SL-2026-0001", on, Names(on))
    return print_form(build_personal_form(form, facts), mark=MARK)


def keep() -> Printed:
    """What issuing adds before the page: the data written as they are kept, and read again to be printed."""
    decode_paper(zlib.decompress(zlib.compress(encode_paper(build_wage_sheet(HEAD, wages(500))))))
    return Printed(b"", 0)


def main(runs: int = 5) -> None:
    """The whole table; the largest comes last, so that the peaks of memory are its own."""
    cold_preview()
    measure("bare text, 500 rows", lambda: bare(500), runs)
    measure("wage sheet 500", lambda: print_list(build_wage_sheet(HEAD, wages(500))), runs)
    measure("wage sheet 500, issued", lambda: print_list(build_wage_sheet(HEAD, wages(500)), mark=MARK), runs)
    measure("kept and read back 500", keep, runs)
    measure("attendance 500", lambda: print_list(build_attendance(HEAD, attendances(500))), runs)
    measure("roster 500", lambda: print_list(build_roster(HEAD, people(500))), runs)
    measure("wage sheet 500, xlsx", workbook, runs)
    measure("slips 500, issued", lambda: print_slips(build_slips(HEAD, slips(500)), mark=MARK), runs)
    measure("slips 500, four a page", lambda: print_slips(build_slips(HEAD, slips(500))), runs)
    coded = [replace(facts, own_pages=OWN) for facts in slips(500)]
    measure("slips 500, each with its code", lambda: print_slips(build_slips(HEAD, coded), mark=MARK), runs)
    measure("slips 500, A5 each", lambda: print_slips(build_slips(HEAD, slips(500), "A5")), runs)
    measure("own forms of 100 people", lambda: own_forms(100), 1)
    measure("attendance 500, 6 months", lambda: print_book(half_year()), max(runs // 2, 1))
    measure("roster 5,000", lambda: print_list(build_roster(HEAD, people(5000))), max(runs // 2, 1))
    measure("wage sheet 5,000", lambda: print_list(build_wage_sheet(HEAD, wages(5000))), max(runs // 2, 1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
