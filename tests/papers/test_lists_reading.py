"""What another program reads on a printed list is what was printed: rows, figures and sums."""

from tests.papers.cast import HEAD, wage
from tests.papers.reading import amount_after, read_amounts, read_list
from workshop.papers.lists.attendance_sheet import AttendanceFacts, build_attendance
from workshop.papers.lists.bank_list import BankFacts, build_bank_list
from workshop.papers.lists.cash_list import CashFacts, build_cash_list
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting.printing import print_list

IDNO = "99010019750510258X"


def test_a_wage_sheet_reads_back_to_the_fen() -> None:
    workers = [wage("古丽巴哈尔·阿不都热西提江·买买提艾力", idno=IDNO)]
    workers += [wage(number=f"A{at:05}", extra_fen=at) for at in range(40)]
    read = read_list("wage-sheet", print_list(build_wage_sheet(HEAD, workers)).pdf)
    assert (read.people, len(read.rows)) == (41, 41)
    for key, field in (("gross", "gross_fen"), ("net", "net_fen"), ("extra", "extra_fen"), ("tax", "tax_fen")):
        assert read.sums[key] == read.add(key) == sum(getattr(worker, field) for worker in workers)
    assert read.sums["hours"] == sum(worker.hour_minutes for worker in workers)
    assert read.row_of(IDNO).figures["net"] == workers[0].net_fen


def test_attendance_reads_back_in_half_days_and_minutes() -> None:
    worker = AttendanceFacts(
        "A1", "王桂香", "缝纫工", dict.fromkeys(HEAD.period.days(), "出勤"), 61, 1170, (120, 0, 90)
    )
    read = read_list("attendance", print_list(build_attendance(HEAD, [worker, worker])).pdf)
    assert read.row_of("王桂香").figures == {"days": 61, "minutes": 1170, "overtime": 120, "rest": 0, "holiday": 90}
    assert read.sums["days"] == 122


def test_money_by_bank_and_in_cash_reads_back() -> None:
    paid = [BankFacts(f"A{at}", "王桂香", "王桂香", "农商行", "0014", 190_000 + at, 1, "到账", None) for at in range(3)]
    bank = read_list("bank-list", print_list(build_bank_list(HEAD, paid, [])).pdf)
    cash = read_list("cash-list", print_list(build_cash_list(HEAD, [CashFacts("A1", "李秀英", 12_345, "没有卡")])).pdf)
    assert (bank.people, bank.sums["net"], bank.add("net")) == (3, 570_003, 570_003)
    assert (cash.sums["net"], cash.row_of("李秀英").figures["net"]) == (12_345, 12_345)


def test_an_amount_is_found_behind_its_label() -> None:
    pdf = print_list(build_wage_sheet(HEAD, [wage()])).pdf
    assert amount_after(pdf, "19栏(实发金额)=14栏-18栏,即") == wage().net_fen
    assert wage().net_fen in read_amounts(pdf)


def test_a_figure_that_was_altered_on_the_paper_is_seen() -> None:
    honest, altered = (print_list(build_wage_sheet(HEAD, [wage(extra_fen=fen)])).pdf for fen in (5000, 5001))
    assert read_list("wage-sheet", honest).sums != read_list("wage-sheet", altered).sums
