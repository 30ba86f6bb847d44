"""Every list of the house made of invented facts, in any number of rows, with the longest names and the rarest characters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.papers.cast import HEAD, SEWING, slip, wage
from workshop.kernel.money import round_half_up
from workshop.papers.listing import ListPaper
from workshop.papers.lists.attendance_sheet import AttendanceFacts, build_attendance
from workshop.papers.lists.bank_list import BankFacts, build_bank_list
from workshop.papers.lists.cash_list import CashFacts, build_cash_list
from workshop.papers.lists.contract_register import ContractFacts, build_contract_register
from workshop.papers.lists.home_register import FEN, HomeLine, build_home_register, month_fields
from workshop.papers.lists.home_settlement import OrderPart, SettlementFacts, build_settlement
from workshop.papers.lists.insurance_roster import InsuredFacts, build_insurance_roster
from workshop.papers.lists.monthly_report import MonthlyFacts, build_monthly_report
from workshop.papers.lists.piece_sheet import build_piece_sheet
from workshop.papers.lists.roster import build_roster, build_roster_posting
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.lists.roster_guangdong import FiledPerson, build_roster_guangdong
from workshop.papers.lists.roster_short import build_roster_card, build_roster_short
from workshop.papers.lists.slips import SlipBook, build_slips
from workshop.papers.lists.training_roster import TraineeFacts, build_training_roster
from workshop.papers.lists.wage_facts import PieceFacts, WageFacts
from workshop.papers.lists.wage_home import build_home_sheet
from workshop.papers.lists.wage_ledger import LedgerFacts, build_wage_ledger
from workshop.papers.lists.wage_products import build_products_sheet
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.lists.wage_training import build_training_sheet

LONGEST = "古丽巴哈尔·阿不都热西提江·买买提艾力·吐尔逊"
RARE = "王𬭛㛃"
NAMES = ("王桂香", "李秀英", LONGEST, "赵大山", RARE, "欧阳小梅", "阿依古丽·买买提")
BAGS = PieceFacts("棉布袋", "车提手", "个", 4521, 300_000, 135_630)
HOME = PieceFacts("居家加工", "绣标", "个", 4600, 1_000_000, 460_000, home=True)
IDNO, PHONE, CARD = "99010019750510258X", "10000000001", "9999990000000000014"


def name_at(at: int) -> str:
    """The names in turn: a long one and a rare one among every seven."""
    return NAMES[at % len(NAMES)]


def person(at: int = 0, **changed: object) -> RosterFacts:
    """A person of a roster; everything that can be known is."""
    facts = {
        **{
            "name": name_at(at),
            "sex": "女",
            "idno": IDNO,
            "age": 50,
            "address": "官渡镇石桥村3组",
            "householder": "赵大山",
        },
        **{"relation": "配偶", "category": "脱贫户", "recognised": "2018", "way": "厂内", "post": "缝纫工"},
        **{
            "contract": "劳动合同",
            "contract_from": date(2025, 3, 22),
            "contract_to": None,
            "hired_on": date(2025, 3, 22),
        },
        **{"left_on": None, "months": 12, "pay_fen": 2_345_678 + at, "insured": "工伤、意外险", "phone": PHONE},
        **{
            "worker_id": at + 1,
            "worker_no": f"A{at:05}",
            "holder": name_at(at),
            "bank": "重庆农商行官渡支行",
            "card": CARD,
        },
        **changed,
    }
    return RosterFacts(**facts)


def earner(at: int = 0, **changed: object) -> WageFacts:
    """A worker of a wage sheet: every third made two products, everybody has allowances and deductions."""
    facts: dict[str, object] = {"extra_fen": 5000 + at}
    if at % 3 == 0:
        facts |= {"pieces": (SEWING, BAGS), "piece_fen": SEWING.fen + BAGS.fen}
    return wage(name_at(at), f"A{at:05}", **facts | changed)


def home_earner(at: int = 0, **changed: object) -> WageFacts:
    """Somebody who took work home and lost a little material."""
    facts = {
        "pieces": (HOME,),
        "piece_fen": HOME.fen,
        "hour_minutes": 0,
        "time_fen": 0,
        "home_fen": HOME.fen,
        "loss_fen": 300,
    }
    return earner(at, **facts | changed)


def a_month() -> MonthlyFacts:
    """A workshop's month."""
    words = ("官渡镇石桥村", "巫山人社认〔2024〕7号 2024.05.20", "厂房式", "劳保手套、棉布袋", "认定")
    people = (50, 20, 8, 3, 2, 35, 4, 3, 1, 38, 9, 3)
    return MonthlyFacts(*words, *people, 48, 14_567_890, 520_000, 61_000, 30, 45, 2, 3_600_000, date(2026, 3, 31))


def _attendances(count: int) -> ListPaper:
    days = list(HEAD.period.days())
    marks = {on: ("出勤", "半天", "休息", "事假", "8", "3:20", "居家")[on.day % 7] for on in days}
    facts = [
        AttendanceFacts(f"A{at:05}", name_at(at), "缝纫工", marks, 40, 9_000 + at, (120, 60, 0)) for at in range(count)
    ]
    return build_attendance(HEAD, facts, frozenset(on for on in days if on.weekday() == 6), from_pieces=True)


def _contracts(count: int) -> ListPaper:
    terms = (
        "劳动合同",
        "HT-2025-001",
        date(2025, 3, 22),
        None,
        "计件",
        "按工序单价",
        "工伤、意外险",
        date(2026, 12, 31),
        1,
        "",
    )
    return build_contract_register(HEAD, [ContractFacts(name_at(at), IDNO, *terms) for at in range(count)])


def _ledger(count: int) -> ListPaper:
    items = (("计件工资", 200_000), ("补贴", 5_000)), 205_000, (("个税", 1_000),), 1_000, 204_000, "第 1 批"
    head = (HEAD.period, 1, HEAD.paid_on)
    rows = [LedgerFacts(*head, name_at(at), IDNO, PHONE, 44, 0, *items) for at in range(count)]
    return build_wage_ledger(HEAD, HEAD.period, HEAD.period, rows)


def _trainees(count: int) -> ListPaper:
    known = ("2026.01.05~2026.06.30", 5, "每人每月 500 元", 250_000, "周师傅")
    return build_training_roster(
        HEAD, [TraineeFacts(person(at), *known) for at in range(count)], "2026年1月至2026年6月"
    )


def _insured(count: int) -> ListPaper:
    known = ("2026.01~2026.06", 400_000, (384_000, 204_000, 12_000), "单位缴费全额", 600_000, 12)
    return build_insurance_roster(
        HEAD, [InsuredFacts(person(at), *known) for at in range(count)], "2026年1月至2026年6月"
    )


def _trainee_pay(count: int) -> ListPaper:
    those = [replace(earner(at), mentor=name_at(at + 2), training="2026.01.05~2026.06.30") for at in range(count)]
    return build_training_sheet(HEAD, those)


def _of_wages(build: Callable, one: Callable = earner) -> Callable[[int], ListPaper]:
    return lambda count: build(HEAD, [one(at) for at in range(count)])


def _bank(count: int) -> ListPaper:
    paid = ("重庆农商行官渡支行", "0014")
    return build_bank_list(
        HEAD,
        [
            BankFacts(f"A{at}", name_at(at), name_at(at), *paid, 190_000 + at, 1, "到账", HEAD.paid_on)
            for at in range(count)
        ],
        [],
    )


def _cash(count: int) -> ListPaper:
    return build_cash_list(HEAD, [CashFacts(f"A{at}", name_at(at), 190_000 + at, "没有银行卡") for at in range(count)])


def _filed(count: int) -> ListPaper:
    return build_roster_guangdong(HEAD, [FiledPerson(person(at), "农业户口", "新签") for at in range(count)])


def slip_book(count: int, page: str = "A4") -> SlipBook:
    """Slips of different lengths."""
    return build_slips(HEAD, [slip(name_at(at), f"A{at:05}", lines=1 + at % 5) for at in range(count)], page)


# Each list by its code; those that refuse to be empty begin with one row.
def _home_lines(count: int) -> list[HomeLine]:
    """A delivery of each person; every third only took material."""
    lines = []
    for at in range(count):
        of = {"worker_no": f"A{at:05}", "name": name_at(at), "order_no": f"WF-2026-{at:03}", "unit": "双"}
        of |= {"product": "劳保手套", "operation": "缝边", "price": 1_200, "operation_id": 2}
        if at % 3 == 0:
            taken = {"material": "细纱 12 支", "issued": 12_500, "due": 500_000, "due_on": date(2026, 3, 31)}
            lines.append(HomeLine(date(2026, 3, 2), **of, **taken, collected="已电子签 03-02 14:05"))
            continue
        back = {"back_on": date(2026, 3, 20), "delivered": 480_000, "good": 475_000, "defects": 5_000}
        said = {"left": "退料 0.4", "note": "料次 2 双计酬", "paid": 475_000}
        lines.append(HomeLine(date(2026, 3, 20), **of, **back, **said, inspected="已电子签 03-20 09:12"))
    return lines


def _home_register(count: int) -> ListPaper:
    return build_home_register(HEAD, HEAD.period.chinese, _home_lines(count), month_fields(HEAD))


def _settled(at: int) -> SettlementFacts:
    """A person of two orders, one of them not closed."""
    made = (475_000, 5_000, 2_000, 0, 477_000, 1_200)
    parts = tuple(
        OrderPart(f"WF-2026-{at * 2 + turn:03}", "劳保手套", "缝边", 2, closed, *made, owed=150 * turn)
        for turn, closed in enumerate((date(2026, 3, 28), None))
    )
    fee = round_half_up(2 * 477_000 * 1_200, FEN)
    kept = {"loss_fen": 150, "tax_fen": 0, "rest_fen": 0, "net_fen": fee - 150}
    return SettlementFacts(f"A{at:05}", name_at(at), IDNO, parts, fee, fee, **kept)


LISTS: dict[str, Callable[[int], ListPaper]] = {
    "wage-sheet": _of_wages(build_wage_sheet),
    "wage-sheet-products": _of_wages(build_products_sheet),
    "wage-sheet-training": _trainee_pay,
    "wage-sheet-home": _of_wages(build_home_sheet, home_earner),
    "piece-sheet": _of_wages(build_piece_sheet),
    "wage-ledger": _ledger,
    "cash-list": _cash,
    "bank-list": _bank,
    "attendance": _attendances,
    "roster": _of_wages(build_roster, person),
    "roster-short": _of_wages(build_roster_short, person),
    "roster-card": _of_wages(build_roster_card, person),
    "roster-guangdong": _filed,
    "roster-posting": _of_wages(build_roster_posting, person),
    "contract-register": _contracts,
    "training-roster": _trainees,
    "insurance-roster": _insured,
    "monthly-report": lambda count: build_monthly_report(HEAD, a_month()),
    "takehome-register": _home_register,
    "settlement": _of_wages(build_settlement, _settled),
}
NEVER_EMPTY = ("wage-ledger", "cash-list", "bank-list", "takehome-register", "settlement")
