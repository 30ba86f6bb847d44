"""Facts for documents, with invented people: a factory for each, anything may be changed."""

from collections.abc import Callable
from datetime import date

from workshop.papers.documents.claim_form import ClaimFormFacts, Enclosed, build_claim_form
from workshop.papers.documents.contract import ContractFacts, MaterialTerm, OrderTerm, build_contract
from workshop.papers.documents.employment import Employed, Employer, EmploymentFacts
from workshop.papers.documents.insurance_form import InsuranceFormFacts, Insured, build_insurance_form
from workshop.papers.documents.labour_contract import build_labour_contract, build_part_time_contract
from workshop.papers.documents.notice_board import BoardFacts, build_notice_board
from workshop.papers.documents.personal_form import PersonalFacts, PersonalForm, build_personal_form
from workshop.papers.documents.pieces import Applicant
from workshop.papers.documents.pledge import PledgeFacts, build_pledges
from workshop.papers.documents.public_notice import NoticeFacts, PostedPerson, build_public_notice
from workshop.papers.documents.recognition_form import Headcount, RecognitionFacts, build_recognition_form
from workshop.papers.documents.service_agreement import build_service_agreement
from workshop.papers.documents.training_form import TrainingFormFacts, build_training_form
from workshop.papers.documents.work_proof import CASUAL, STEADY, ProofFacts, build_work_proof
from workshop.papers.form import FormPaper
from workshop.papers.naming import Names

ON, FROM, TO = date(2026, 7, 5), date(2026, 1, 1), date(2026, 6, 30)
NAMES = Names(ON)
IDNO, PHONE, CARD = "99010019750510258X", "10000000001", "6222020200000000014"
LONG_NAME = "阿卜杜热合曼·麦麦提敏·艾合买提江"
RARE_NAME = "𬱖䶮𠅤"
SHOP = Applicant(
    "巫山手套车间",
    "91990100MA00000000",
    "小微企业",
    "厂房式",
    "张主任",
    "10000000009",
    "石桥村",
    "巫山手套有限公司",
    "石桥农商行",
    "88001234567890",
    "巫人社认〔2024〕7号",
    "2024年5月20日",
    "陈会计",
    "10000000008",
)
EMPTY_SHOP = Applicant("")


def recognition(**changed: object) -> FormPaper:
    """An application to be recognised."""
    people = Headcount(46, 18, 3, 2, 1, 38, 4, 2, 46, part_time=2, counted=21)
    facts = {
        **{"shop": SHOP, "people": people, "on": ON, "names": NAMES, "site": "村集体资产", "area": 1_200_000},
        **{"production": "劳保手套", "started": date(2024, 3, 1), "posts": 60, "turnover_fen": 128_000_000},
        **{"mean_pay_fen": 236_512, "reason": "吸纳附近村民就近就业。"},
        **changed,
    }
    return build_recognition_form(RecognitionFacts(**facts))


def claim_form(**changed: object) -> FormPaper:
    """An application for a subsidy of three people."""
    facts = {
        **{"shop": SHOP, "number": "W001-2026-0001", "benefit": "稳岗补贴", "programme": "就业帮扶车间稳岗补贴办法"},
        **{"document": "巫山人社发〔2024〕1号", "first": FROM, "last": TO, "people": 3, "standard": "每人每月 200 元"},
        **{"fen": 360_000, "sentence": "3 人 × 6 个月 × 200.00 元 = 3,600.00 元", "on": ON, "names": NAMES},
        **{"received": "没有", "enclosed": (Enclosed("花名册", 2, "原件"), Enclosed("工资发放表", 2, "复印件"))},
        **changed,
    }
    return build_claim_form(ClaimFormFacts(**facts))


def proof_person(**changed: object) -> ProofFacts:
    """Someone who has worked for half a year."""
    facts = {
        **{"worker_no": "A00001", "name": "王桂香", "sex": "女", "idno": IDNO, "address": "石桥村二组"},
        **{
            "category": "脱贫户",
            "post": "缝纫工",
            "way": "厂内",
            "first": FROM,
            "last": None,
            "months": 6,
            "days": 130,
        },
        **{"mean_fen": 236_512, "paid_by": "银行转账"},
        **changed,
    }
    return ProofFacts(**facts)


def work_proof(kind: str = STEADY, village: bool = False, people: int = 1, **changed: object) -> FormPaper:
    """A certificate, or several."""
    return build_work_proof(kind, SHOP, [proof_person(**changed)] * people, NAMES, village)


def posted(name: str = "王桂香", **changed: object) -> PostedPerson:
    """A person on a poster."""
    facts = {
        **{"name": name, "sex": "女", "age": 51, "period": "2026年1月1日\n至2026年6月30日", "place": "石桥村"},
        **{"employer": "巫山手套车间", "months": 6, "standard": "每人每月 200 元", "fen": 120_000},
        **changed,
    }
    return PostedPerson(**facts)


def notice(people: int = 3, names: tuple[str, ...] = ("王桂香",), **changed: object) -> FormPaper:
    """A poster of so many people at 1,200 yuan, their names in turn."""
    facts = {
        **{"about": "2026年上半年稳岗补贴", "document": "《巫山人社发〔2024〕1号》", "first": date(2026, 7, 6)},
        **{"last": date(2026, 7, 12), "days": 7, "working_days": False, "bodies": ("石桥村村民委员会", "巫山手套车间")},
        **{"phones": (("监督电话", "10000000009"), ("举报电话", "")), "on": ON, "fen": 120_000 * people},
        **{"people": tuple(posted(names[at % len(names)]) for at in range(people))},
        **changed,
    }
    return build_public_notice(NoticeFacts(**facts))


def training(**changed: object) -> FormPaper:
    """An application for training at work."""
    facts = {
        **{"shop": SHOP, "number": "W001-2026-0002", "benefit": "以工代训补贴", "document": "人社发〔2020〕2号"},
        **{"first": FROM, "last": TO, "people": 8, "mentors": 2, "months": 30, "standard": "每人每月 500 元"},
        **{"fen": 1_500_000, "sentence": "30 个月 × 500.00 元", "on": ON, "names": NAMES, "ground": "吸纳四类人员"},
        **changed,
    }
    return build_training_form(TrainingFormFacts(**facts))


def insurance(**changed: object) -> FormPaper:
    """An application for the insurance subsidy."""
    kinds = (Insured("养老", 5, 30, 1_800_000), Insured("医疗", 5, 30, 900_000), Insured("失业", 5, 30, 60_000))
    facts = {
        **{"shop": SHOP, "number": "W001-2026-0003", "benefit": "社会保险补贴", "document": "人社发〔2021〕5号"},
        **{"first": FROM, "last": TO, "people": 5, "insured": kinds, "standard": "单位实缴的 100%", "fen": 2_760_000},
        **{"sentence": "按单位实缴", "on": ON, "names": NAMES, "most": "不超过 3 年"},
        **changed,
    }
    return build_insurance_form(InsuranceFormFacts(**facts))


def personal(people: int = 1, **changed: object) -> FormPaper:
    """A person's own application, or several."""
    facts = {
        **{"worker_no": "A00001", "name": "王桂香", "sex": "女", "idno": IDNO, "address": "石桥村二组"},
        **{"householder": "李大山", "relation": "妻", "category": "脱贫户", "phone": PHONE, "employer": "巫山手套车间"},
        **{"place": "石桥村", "first": FROM, "last": None, "months": 6, "mean_fen": 236_512, "fen": 120_000},
        **{"bank": "石桥农商行", "card": CARD},
        **changed,
    }
    form = PersonalForm("巫山手套车间", "稳岗补贴", "W001-2026-0001", ON, NAMES)
    return build_personal_form(form, [PersonalFacts(**facts)] * people)


def board(**changed: object) -> FormPaper:
    """The board at the door."""
    facts = {
        **{"name": "巫山手套车间", "head_name": "张主任", "founded": date(2024, 3, 1), "employed": 46, "absorbed": 21},
        **{"on": ON, "names": NAMES, "liaison": "周小凤", "liaison_phone": "10000000007", "complaints": "10000000009"},
        **changed,
    }
    return build_notice_board(BoardFacts(**facts))


def pledges(people: int = 1, **changed: object) -> FormPaper:
    """A promise, or several."""
    facts = {
        **{"worker_no": "A00001", "name": "王桂香", "idno": IDNO, "phone": PHONE, "shop": "巫山手套车间"},
        **{"first": FROM, "last": TO, "months": 6, "earned_fen": 1_419_072, "benefit": "稳岗补贴", "fen": 120_000},
        **changed,
    }
    return build_pledges([PledgeFacts(**facts)] * people)


def employment(**changed: object) -> EmploymentFacts:
    """What a workshop and a worker agree."""
    facts = {
        "employer": Employer("巫山手套车间", "91990100MA00000000", "张主任", "石桥村", "10000000009"),
        "worker": Employed("A00001", "王桂香", "女", IDNO, "石桥村二组", PHONE),
        **{"number": "LD-2026-001", "first": date(2026, 3, 1), "last": date(2027, 2, 28), "open_ended": False},
        **{"post": "缝纫工", "piece": True, "monthly_fen": None, "hourly_fen": 1_950, "hours_system": "standard"},
        **{"minimum_fen": 201_000, "pay_day": 10},
        **changed,
    }
    return EmploymentFacts(**facts)


def contract(people: int = 1, **changed: object) -> FormPaper:
    """A full-time contract, or several."""
    return build_labour_contract([employment(**changed)] * people)


def part_time(people: int = 1, **changed: object) -> FormPaper:
    """A part-time contract, or several."""
    return build_part_time_contract([employment(**{"minimum_fen": 1_920, **changed})] * people)


def service(people: int = 1, **changed: object) -> FormPaper:
    """An agreement of service, or several."""
    return build_service_agreement([employment(**changed)] * people)


FULL: dict[str, Callable[[], FormPaper]] = {
    "recognition-form": recognition,
    "claim-form": claim_form,
    "work-proof": work_proof,
    "casual-work-proof": lambda: work_proof(CASUAL, village=True),
    "public-notice": notice,
    "training-form": training,
    "insurance-form": insurance,
    "personal-subsidy-form": personal,
    "notice-board": board,
    "pledge": pledges,
    "labour-contract": contract,
    "part-time-contract": part_time,
    "service-agreement": service,
}


def home_order(at: int = 0, **changed: object) -> OrderTerm:
    """An order of work taken home, with a material."""
    material = MaterialTerm("细纱", "千克", 12_500, 250, 300, 180_000)
    facts = {
        **{"order_no": f"WF-2026-{at + 1:03}", "op_code": "G02", "product": "劳保手套", "operation": "缝边"},
        **{"unit": "双", "quantity": 5_000_000, "price": 1_200, "issued_on": date(2026, 3, 2)},
        **{"due_on": date(2026, 3, 31), "most": 20_000, "materials": (material,)},
        **changed,
    }
    return OrderTerm(**facts)


def home_contract(orders: int = 1, order: dict[str, object] | None = None, **changed: object) -> FormPaper:
    """A contract of work taken home about so many orders."""
    facts = {
        **{"shop": "巫山手套车间", "credit_code": "91990100MA00000000", "head_name": "张主任"},
        **{"shop_phone": "10000000009", "village": "石桥村", "name": "李秀英", "worker_no": "A00002", "idno": IDNO},
        **{"address": "石桥村三组", "phone": PHONE, "number": "CL-2026-002"},
        **{"orders": tuple(home_order(at, **order or {}) for at in range(orders))},
        **{"reason": "工时制度登记为承揽", "tax": "劳务报酬所得按次预扣,每次不超过 4000 元的减除 800 元"},
        **changed,
    }
    return build_contract(ContractFacts(**facts))


FULL["contract"] = home_contract
