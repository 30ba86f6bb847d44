"""The lists there are, and how each is made: facts by a query, then a build."""

from collections.abc import Callable

from workshop.papers import queries
from workshop.papers.home_papers import (
    list_claim_registers,
    list_claim_settlements,
    make_register,
    make_settlement,
)
from workshop.papers.kind import Asked, Kind, Numbers, Paper
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.lists.asking import bind, refuse_claim
from workshop.papers.lists.attendance_sheet import build_attendance
from workshop.papers.lists.bank_list import build_bank_list
from workshop.papers.lists.cash_list import build_cash_list
from workshop.papers.lists.people_kinds import PEOPLE_KINDS
from workshop.papers.lists.slips import SlipBook, build_slips
from workshop.papers.lists.wage_kinds import WAGE_KINDS
from workshop.papers.lists.wage_ledger import build_wage_ledger
from workshop.papers.queries.attendance import load_attendance_months
from workshop.papers.queries.claimed import load_claimed, months_between
from workshop.papers.queries.payments import load_claim_bank, load_claim_cash


def _slips(asked: Asked, numbers: Numbers) -> SlipBook:
    refuse_claim(asked, "工资条")
    return build_slips(*queries.load_slip_facts(asked.shop, asked.period, asked.part, asked.worker_id))


def _slips_a5(asked: Asked, numbers: Numbers) -> SlipBook:
    refuse_claim(asked, "工资条")
    return build_slips(*queries.load_slip_facts(asked.shop, asked.period, asked.part, asked.worker_id), "A5")


def _wage_ledger(asked: Asked, numbers: Numbers) -> ListPaper:
    refuse_claim(asked, "工资支付台账")
    part = None if asked.until or asked.worker_id else asked.part
    last = asked.until or asked.period
    facts = queries.load_ledger(asked.shop, asked.period, last, asked.worker_id, part, numbers or None)
    return build_wage_ledger(facts[0], asked.period, last, facts[1])


def _cash_list(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    claimed = load_claimed(asked.shop, asked.claim_id)
    if claimed is None:
        return build_cash_list(*queries.load_cash(asked.shop, asked.period, asked.part))
    sheets = [build_cash_list(*month) for month in load_claim_cash(asked.shop, claimed)]
    return bind(claimed, sheets, "没有发现金")


def _bank_list(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    claimed = load_claimed(asked.shop, asked.claim_id)
    if claimed is None:
        return build_bank_list(*queries.load_bank(asked.shop, asked.period, asked.part))
    sheets = [build_bank_list(*month) for month in load_claim_bank(asked.shop, claimed)]
    return bind(claimed, sheets, "没有银行代发")


def _attendance(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """A sheet; of a claim, or up to a later month, a sheet for each month in one paper."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    periods = claimed.periods if claimed else tuple(months_between(asked.period, asked.until))
    months = load_attendance_months(asked.shop, periods, claimed) if periods else []
    sheets = tuple(build_attendance(one.head, one.workers, one.rest_days, one.from_pieces) for one in months)
    if claimed:
        return bind(claimed, sheets, "没有要考勤的人")
    if asked.until is None:
        return sheets[0]
    return ListBook("attendance", f"{asked.span}考勤表", sheets[0].head, sheets)


def _register(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    if claimed := load_claimed(asked.shop, asked.claim_id):
        return bind(claimed, list_claim_registers(asked.shop, claimed), "没有领料和交货")
    return make_register(asked.shop, asked.period, asked.worker_id, asked.batch_id, asked.order_id)


def _settlement(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    if claimed := load_claimed(asked.shop, asked.claim_id):
        sheets = list_claim_settlements(asked.shop, claimed, numbers.get("id_no"))
        return bind(claimed, sheets, "没有外发加工费")
    return make_settlement(asked.shop, asked.period, asked.part, asked.worker_id, numbers.get("id_no"))


_OF_HOME: tuple[tuple[str, str, str, Callable[[Asked, Numbers], Paper], tuple[str, ...]], ...] = (
    ("takehome-register", "领料交货登记", "领料、交货、结单逐笔登记,双方签字;平板上签过的印时间", _register, ()),
    ("settlement", "加工费结算单", "每张单的合格数、加工费、赔料、扣税和实发,与工资条一致", _settlement, ("id_no",)),
)
LEDGER_PURPOSE = "法定的台账:谁、哪一期、应发、扣除、实发、怎样付的;检查、仲裁时用(锁定后才有)"
LIST_KINDS = (
    *WAGE_KINDS,
    Kind("slips", "工资条", "一页四张,剪开发给每个人,每一行都写明怎样算出来", _slips),
    Kind("slips-a5", "工资条(A5,每人一张)", "A5 纸每人一张,不用剪,可以装订留底", _slips_a5),
    Kind("wage-ledger", "工资支付台账", LEDGER_PURPOSE, _wage_ledger, ("id_no", "phone"), of_ledger=True),
    Kind("cash-list", "现金发放表", "发现金时本人签字或按手印,列出每人要几张什么面额", _cash_list),
    Kind("bank-list", "银行代发明细表", "银行代发的凭证附件:户名、尾号、金额、到账结果", _bank_list),
    Kind("attendance", "考勤表", "一个月的出勤,本人签字", _attendance, of_run=False, spans=True),
    *PEOPLE_KINDS,
)
HOME_LIST_KINDS = tuple(Kind(*facts, of_run=False, of_home=True) for facts in _OF_HOME)
