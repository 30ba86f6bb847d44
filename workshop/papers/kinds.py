"""The papers there are, and how each is made: data by a query and a build, then PDF or workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workshop.kernel.faults import Fault, Refused
from workshop.kernel.periods import Period
from workshop.papers import queries
from workshop.papers.attendance_sheet import build_attendance
from workshop.papers.bank_list import build_bank_list
from workshop.papers.cash_list import build_cash_list
from workshop.papers.files import write_list, write_slips
from workshop.papers.form import FormPaper
from workshop.papers.form_print import print_form
from workshop.papers.form_sheet import write_form
from workshop.papers.home_papers import make_contract, make_register, make_settlement
from workshop.papers.listing import ListPaper
from workshop.papers.piece_sheet import build_piece_sheet
from workshop.papers.printing import Printed, print_list, print_slips
from workshop.papers.roster import build_roster, build_roster_posting
from workshop.papers.slips import SlipBook, build_slips
from workshop.papers.wage_ledger import build_wage_ledger
from workshop.papers.wage_sheet import build_wage_sheet
from workshop.people.queries import Workshop

PDF, XLSX = "pdf", "xlsx"
TYPES = {PDF: "application/pdf", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Paper = ListPaper | SlipBook | FormPaper
Numbers = Mapping[
    str, Mapping[int, str]
]  # `id_no`, `phone` → worker → the whole number; empty: masked ones are printed


@dataclass(frozen=True)
class Asked:
    """Which paper: a workshop, a period, a part of its pay (2 and on: supplements).

    The ledger alone may go on to a later period `until`; it and papers of take-home work keep to one worker, the latter
    also to a batch or an order.
    """

    shop: Workshop
    period: Period
    part: int = 1
    until: Period | None = None
    worker_id: int | None = None
    batch_id: int | None = None
    order_id: int | None = None

    @property
    def span(self) -> str:
        """`2026年3月`, `2026年1月至2026年12月`."""
        return self.period.chinese + (f"至{self.until.chinese}" if self.until else "")


@dataclass(frozen=True)
class Kind:
    """A paper of the print centre. `whole` names the numbers it prints in full; `of_run` needs computed pay.

    `of_ledger`: it is made of locked rows and prints the numbers that were sealed with them. `of_home`: of take-home work;
    `of_one`: only of one person or order.
    """

    code: str
    name: str
    purpose: str
    build: Callable[[Asked, Numbers], Paper]
    whole: tuple[str, ...] = ()
    of_run: bool = True
    of_ledger: bool = False
    of_home: bool = False
    of_one: bool = False


@dataclass(frozen=True)
class Made:
    """A file ready to hand out: what it is called, how many pages a PDF has, what its reader must be told."""

    content: bytes
    name: str
    media_type: str
    pages: int
    faults: tuple[Fault, ...]


def _wage_sheet(asked: Asked, numbers: Numbers) -> ListPaper:
    facts = queries.load_wages(asked.shop, asked.period, asked.part, numbers.get("id_no"), numbers.get("phone"))
    return build_wage_sheet(*facts)


def _piece_sheet(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_piece_sheet(*queries.load_wages(asked.shop, asked.period, asked.part))


def _slips(asked: Asked, numbers: Numbers) -> SlipBook:
    return build_slips(*queries.load_slip_facts(asked.shop, asked.period, asked.part))


def _wage_ledger(asked: Asked, numbers: Numbers) -> ListPaper:
    part = None if asked.until or asked.worker_id else asked.part
    last = asked.until or asked.period
    facts = queries.load_ledger(asked.shop, asked.period, last, asked.worker_id, part, numbers or None)
    return build_wage_ledger(facts[0], asked.period, last, facts[1])


def _cash_list(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_cash_list(*queries.load_cash(asked.shop, asked.period, asked.part))


def _bank_list(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_bank_list(*queries.load_bank(asked.shop, asked.period, asked.part))


def _attendance(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_attendance(*queries.load_attendance_sheet(asked.shop, asked.period))


def _roster(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_roster(*queries.load_roster(asked.shop, asked.period, numbers.get("id_no"), numbers.get("phone")))


def _roster_posting(asked: Asked, numbers: Numbers) -> ListPaper:
    return build_roster_posting(*queries.load_roster(asked.shop, asked.period))


def _register(asked: Asked, numbers: Numbers) -> ListPaper:
    return make_register(asked.shop, asked.period, asked.worker_id, asked.batch_id, asked.order_id)


def _settlement(asked: Asked, numbers: Numbers) -> ListPaper:
    return make_settlement(asked.shop, asked.period, asked.part, asked.worker_id, numbers.get("id_no"))


def _contract(asked: Asked, numbers: Numbers) -> FormPaper:
    return make_contract(asked.shop, asked.period, asked.worker_id, asked.order_id, numbers)


_OF_HOME: tuple[tuple[str, str, str, Callable[[Asked, Numbers], Paper], tuple[str, ...]], ...] = (
    ("takehome-register", "领料交货登记", "领料、交货、结单逐笔登记,双方签字;平板上签过的印时间", _register, ()),
    ("settlement", "加工费结算单", "每张单的合格数、加工费、赔料、扣税和实发,与工资条一致", _settlement, ("id_no",)),
    ("contract", "加工承揽合同", "与承揽人订的合同,按外发单填好,签字盖章留空", _contract, ("id_no", "phone")),
)
HOME_KINDS = tuple(Kind(*facts, of_run=False, of_home=True, of_one=facts[0] == "contract") for facts in _OF_HOME)
LEDGER_PURPOSE = "法定的台账:谁、哪一期、应发、扣除、实发、怎样付的;检查、仲裁时用(锁定后才有)"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("wage-sheet", "计件工资发放表", "发工资时本人签字,作记账凭证并存档", _wage_sheet, ("id_no", "phone")),
        Kind("slips", "工资条", "剪开发给每个人,每一行都写明怎样算出来", _slips),
        Kind("piece-sheet", "计件明细表", "工资表的附件:每人每道工序的数量和单价", _piece_sheet),
        Kind("wage-ledger", "工资支付台账", LEDGER_PURPOSE, _wage_ledger, ("id_no", "phone"), of_ledger=True),
        Kind("cash-list", "现金发放表", "发现金时本人签字或按手印,列出每人要几张什么面额", _cash_list),
        Kind("bank-list", "银行代发明细表", "银行代发的凭证附件:户名、尾号、金额、到账结果", _bank_list),
        Kind("attendance", "考勤表", "一个月的出勤,本人签字", _attendance, of_run=False),
        Kind("roster", "吸纳脱贫劳动力花名册", "申报和存档用,本人签字", _roster, ("id_no", "phone"), of_run=False),
        Kind("roster-posting", "花名册(公示)", "张贴用,没有身份证号、电话和签字", _roster_posting, of_run=False),
        *HOME_KINDS,
    )
}


def get_kind(code: str) -> Kind:
    """The kind of this code. Raises Refused with those there are."""
    if code not in KINDS:
        raise Refused(
            f"没有「{code}」这种表", f"可以打印:{'、'.join(f'{kind.code}({kind.name})' for kind in KINDS.values())}"
        )
    return KINDS[code]


def make_file(kind: Kind, asked: Asked, ending: str, numbers: Numbers, first_page_only: bool = False) -> Made:
    """The paper as PDF or workbook; both come from the same data."""
    paper = kind.build(asked, numbers)
    name = f"{asked.shop.name}{_called(kind, asked, paper)}.{ending}"
    if ending == XLSX:
        return Made(_write(paper), name, TYPES[XLSX], 0, ())
    printed = _print(paper, first_page_only)
    return Made(printed.pdf, name, TYPES[PDF], printed.pages, printed.faults)


def _called(kind: Kind, asked: Asked, paper: Paper) -> str:
    """What a file is called behind its workshop: papers of take-home work say whose they are."""
    if isinstance(paper, FormPaper):
        return f"{paper.reference} {paper.title}".strip()
    if kind.of_home:
        return paper.title
    return f"{asked.span}{kind.name}" + (f"(补发{asked.part - 1})" if asked.part > 1 else "")


def _write(paper: Paper) -> bytes:
    if isinstance(paper, FormPaper):
        return write_form(paper)
    return write_slips(paper) if isinstance(paper, SlipBook) else write_list(paper)


def _print(paper: Paper, first_page_only: bool) -> Printed:
    if isinstance(paper, FormPaper):
        return print_form(paper, first_page_only)
    return print_slips(paper, first_page_only) if isinstance(paper, SlipBook) else print_list(paper, first_page_only)
