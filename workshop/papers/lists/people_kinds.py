"""Lists of people as they are asked for: of everybody on a day, or of a claim's people."""

from collections.abc import Callable, Sequence

from workshop.papers.kind import Asked, Kind, Numbers
from workshop.papers.listing import ListPaper, PaperHead
from workshop.papers.lists.asking import refuse_claim
from workshop.papers.lists.contract_register import build_contract_register
from workshop.papers.lists.insurance_roster import build_insurance_roster
from workshop.papers.lists.monthly_report import build_monthly_report
from workshop.papers.lists.roster import build_roster, build_roster_posting
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.lists.roster_guangdong import build_roster_guangdong
from workshop.papers.lists.roster_short import build_roster_card, build_roster_short
from workshop.papers.lists.training_roster import build_training_roster
from workshop.papers.queries.claimed import load_claimed
from workshop.papers.queries.contracts import load_contracts
from workshop.papers.queries.insurance_roster import load_insured
from workshop.papers.queries.monthly import load_monthly
from workshop.papers.queries.roster import Whole, load_roster
from workshop.papers.queries.roster_guangdong import load_filed_people
from workshop.papers.queries.training_roster import load_trainees

_WHOLE = ("id_no", "phone")


def whole(numbers: Numbers) -> Whole:
    """The numbers that were handed in."""
    return Whole(numbers.get("id_no"), numbers.get("phone"), numbers.get("card"))


def _roster(
    build: Callable[[PaperHead, Sequence[RosterFacts], str], ListPaper],
) -> Callable[[Asked, Numbers], ListPaper]:
    def make(asked: Asked, numbers: Numbers) -> ListPaper:
        claimed = load_claimed(asked.shop, asked.claim_id)
        head, people = load_roster(asked.shop, asked.period, whole(numbers), claimed)
        return build(head, people, claimed.span if claimed else "")

    return make


def make_guangdong(asked: Asked, numbers: Numbers) -> ListPaper:
    """广东省用人单位招用人员备案花名册."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    head, people = load_filed_people(asked.shop, asked.period, whole(numbers), claimed)
    return build_roster_guangdong(head, people, claimed.span if claimed else "")


def make_contract_register(asked: Asked, numbers: Numbers) -> ListPaper:
    """合同台账."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    head, contracts = load_contracts(asked.shop, asked.period, whole(numbers), claimed)
    return build_contract_register(head, contracts, claimed.span if claimed else "")


def make_training_roster(asked: Asked, numbers: Numbers) -> ListPaper:
    """以工代训人员花名册."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    head, people = load_trainees(asked.shop, asked.period, whole(numbers), claimed)
    return build_training_roster(head, people, claimed.span if claimed else "")


def make_insurance_roster(asked: Asked, numbers: Numbers) -> ListPaper:
    """社会保险补贴人员花名册."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    head, people = load_insured(asked.shop, asked.period, whole(numbers), claimed, asked.until)
    return build_insurance_roster(head, people, claimed.span if claimed else "")


def make_monthly_report(asked: Asked, numbers: Numbers) -> ListPaper:
    """运行情况月报表."""
    refuse_claim(asked, "月报表")
    return build_monthly_report(*load_monthly(asked.shop, asked.period))


_OF_PEOPLE: tuple[tuple[str, str, str, Callable[[Asked, Numbers], ListPaper], tuple[str, ...]], ...] = (
    ("roster", "吸纳脱贫劳动力花名册", "申报和存档用,本人签字", _roster(build_roster), _WHOLE),
    ("roster-short", "花名册(简表)", "只要姓名、住址、岗位、合同、工资的地方用", _roster(build_roster_short), _WHOLE),
    ("roster-card", "花名册(含银行卡)", "补贴打卡发放的名册,含完整卡号", _roster(build_roster_card), (*_WHOLE, "card")),
    ("roster-guangdong", "招用人员备案花名册(广东)", "纸上十栏,Excel 是 23 栏的数据表", make_guangdong, _WHOLE),
    ("roster-posting", "花名册(公示)", "张贴用,没有身份证号、电话和签字", _roster(build_roster_posting), ()),
    ("contract-register", "合同台账", "每份劳动合同、劳务协议、承揽合同一行", make_contract_register, ("id_no",)),
    ("training-roster", "以工代训人员花名册", "培训登记里以工代训、以岗代训的人", make_training_roster, _WHOLE),
    ("insurance-roster", "社保补贴人员花名册", "单位缴的养老、医疗、失业,按人列出", make_insurance_roster, ("id_no",)),
    ("monthly-report", "运行情况月报表", "报县里的月报,Excel 是一个车间一行", make_monthly_report, ()),
)
PEOPLE_KINDS = tuple(Kind(*facts, of_run=False, spans=facts[0] == "insurance-roster") for facts in _OF_PEOPLE)
