"""Documents at their limits: with nothing that is known, with the longest names and the rarest characters, for many people."""

from collections.abc import Callable
from dataclasses import replace

from tests.papers.document_cast import (
    EMPTY_SHOP,
    IDNO,
    LONG_NAME,
    NAMES,
    ON,
    PHONE,
    RARE_NAME,
    SHOP,
    board,
    claim_form,
    contract,
    home_contract,
    insurance,
    notice,
    part_time,
    personal,
    pledges,
    proof_person,
    recognition,
    service,
    training,
    work_proof,
)
from workshop.papers.documents.claim_form import Enclosed
from workshop.papers.documents.employment import Employed, Employer
from workshop.papers.documents.pieces import Step
from workshop.papers.documents.recognition_form import Headcount, RecognitionFacts, build_recognition_form
from workshop.papers.documents.work_proof import CASUAL, STEADY, build_work_proof
from workshop.papers.form import FormPaper

NOBODY = {
    **{"worker_no": "", "name": "", "sex": "", "idno": "", "address": "", "category": "", "phone": ""},
    **{"householder": "", "relation": "", "first": None, "last": None, "months": None, "mean_fen": None, "fen": None},
}
UNKNOWN_TERMS = {
    **{"employer": Employer("", "", "", "", ""), "worker": Employed("", "", "", "", "", ""), "number": ""},
    **{"first": None, "last": None, "post": "", "piece": False, "hourly_fen": None, "hours_system": ""},
    **{"minimum_fen": None, "pay_day": None},
}
UNKNOWN_WORK = {"post": "", "way": "", "days": None, "paid_by": ""}
NO_CLAIM = {"shop": EMPTY_SHOP, "number": "", "benefit": "补贴", "document": "", "standard": "", "sentence": ""}


def _only(facts: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name in names}


_OF_PROOF = _only(
    NOBODY, "worker_no", "name", "sex", "idno", "address", "category", "first", "last", "months", "mean_fen"
)
# As little as there can be: everything that may be left to a hand is.
EMPTY: dict[str, Callable[[], FormPaper]] = {
    "recognition-form": lambda: build_recognition_form(RecognitionFacts(EMPTY_SHOP, Headcount(0), ON, NAMES)),
    "claim-form": lambda: claim_form(**NO_CLAIM, programme="", people=0, fen=0, received="", enclosed=()),
    "work-proof": lambda: build_work_proof(STEADY, EMPTY_SHOP, [proof_person(**_OF_PROOF, **UNKNOWN_WORK)], NAMES),
    "casual-work-proof": lambda: build_work_proof(
        CASUAL, EMPTY_SHOP, [proof_person(**_OF_PROOF, **UNKNOWN_WORK)], NAMES, True
    ),
    "public-notice": lambda: notice(1, document="", first=None, last=None, days=None, bodies=("",), phones=(), fen=0),
    "training-form": lambda: training(**NO_CLAIM, people=0, fen=0, mentors=None, months=0, ground=""),
    "insurance-form": lambda: insurance(**NO_CLAIM, people=0, fen=0, insured=(), most=""),
    "personal-subsidy-form": lambda: personal(**NOBODY, employer="", place="", bank="", card=""),
    "notice-board": lambda: board(
        name="", head_name="", founded=None, employed=0, absorbed=0, liaison="", liaison_phone="", complaints=""
    ),
    "pledge": lambda: pledges(
        **_only(NOBODY, "worker_no", "name", "idno", "phone", "first", "last", "months", "fen"), earned_fen=None
    ),
    "labour-contract": lambda: contract(**UNKNOWN_TERMS),
    "part-time-contract": lambda: part_time(**UNKNOWN_TERMS),
    "service-agreement": lambda: service(**UNKNOWN_TERMS),
    "contract": lambda: home_contract(
        order={"quantity": None, "price": None, "due_on": None, "most": None, "materials": ()},
        number="",
        idno="",
        address="",
        phone="",
    ),
}
LONG_SHOP = replace(
    SHOP,
    name="重庆市巫山县官渡镇石桥村易地扶贫搬迁集中安置区劳保手套䶮就业帮扶车间",
    head_name=LONG_NAME,
    place="重庆市巫山县官渡镇石桥村易地扶贫搬迁集中安置区 12 号楼底层商铺 3-8 号门面",
    account_name="重庆市巫山县官渡镇石桥村劳动保护用品生产加工销售有限责任公司",
    bank="重庆农村商业银行股份有限公司巫山支行官渡分理处",
)
LONG_BENEFIT = {
    **{"shop": LONG_SHOP, "benefit": "就业帮扶车间吸纳脱贫劳动力和监测对象就业一次性岗位补贴"},
    **{"document": "巫山人社发〔2024〕123号、巫山财农〔2024〕45号、巫山农发〔2024〕67号"},
    **{"standard": "满 3 个月每人 1,000 元,满 6 个月再给 2,000 元,月均工资不低于 2,000 元,同一人一年只给一次"},
    **{"sentence": "、".join(f"{3 + at} 人 × {at + 1} 档 × {1000 * (at + 1):,}.00 元" for at in range(6))},
    **{"fen": 9_999_999_999, "people": 1234},
}
LONG_PERSON = {"name": LONG_NAME + RARE_NAME, "address": LONG_SHOP.place}
LONG_CLASS = {"category": "脱贫不稳定户、易地搬迁、残疾、零就业家庭"}
_LONG_TERMS = {
    "employer": Employer(LONG_SHOP.name, SHOP.credit_code, LONG_NAME, LONG_SHOP.place, SHOP.phone),
    "worker": Employed("A00001", LONG_NAME + RARE_NAME, "女", IDNO, LONG_SHOP.place, PHONE),
    "post": "劳保手套缝边、翻面、整烫、包装、质量检验(多能工)",
}
_LONG_STEPS = tuple(
    Step(f"重庆市巫山县{body}(乡村振兴局、移民开发局)", "审核并公示") for body in ("人社局", "财政局", "农业农村局")
)
# The longest names there are, and characters that few fonts have.
LONG: dict[str, Callable[[], FormPaper]] = {
    "recognition-form": lambda: recognition(
        shop=LONG_SHOP, reason="吸纳附近村民就近就地就业、照顾老人小孩。" * 8, steps=_LONG_STEPS
    ),
    "claim-form": lambda: claim_form(
        **LONG_BENEFIT,
        enclosed=tuple(
            Enclosed(f"{at + 1}. 就业帮扶车间吸纳脱贫劳动力就业花名册及附件", 2, "原件") for at in range(12)
        ),
    ),
    "work-proof": lambda: build_work_proof(STEADY, LONG_SHOP, [proof_person(**LONG_PERSON, **LONG_CLASS)], NAMES),
    "casual-work-proof": lambda: build_work_proof(
        CASUAL, LONG_SHOP, [proof_person(**LONG_PERSON, **LONG_CLASS)], NAMES, True
    ),
    "public-notice": lambda: notice(
        30,
        (LONG_NAME, RARE_NAME),
        about=f"2026年上半年{LONG_BENEFIT['benefit']}",
        document=f"《{LONG_BENEFIT['document']}》",
        bodies=(LONG_SHOP.place[:17] + "村民委员会", LONG_SHOP.name),
    ),
    "training-form": lambda: training(**LONG_BENEFIT, steps=_LONG_STEPS),
    "insurance-form": lambda: insurance(**LONG_BENEFIT, steps=_LONG_STEPS),
    "personal-subsidy-form": lambda: personal(
        **LONG_PERSON,
        **LONG_CLASS,
        employer=LONG_SHOP.name,
        place=LONG_SHOP.place,
        householder=LONG_NAME,
        bank=LONG_SHOP.bank,
    ),
    "notice-board": lambda: board(name=LONG_SHOP.name, head_name=LONG_NAME, liaison=LONG_NAME),
    "pledge": lambda: pledges(name=LONG_NAME + RARE_NAME, shop=LONG_SHOP.name, benefit=LONG_BENEFIT["benefit"]),
    "labour-contract": lambda: contract(**_LONG_TERMS),
    "part-time-contract": lambda: part_time(**_LONG_TERMS),
    "service-agreement": lambda: service(**_LONG_TERMS),
    "contract": lambda: home_contract(
        6,
        {"product": "劳保手套(加厚丁腈浸胶防滑耐磨)", "operation": "缝边翻面整烫"},
        name=LONG_NAME + RARE_NAME,
        shop=LONG_SHOP.name,
        address=LONG_SHOP.place,
    ),
}
# More than one: people of forms that are for each, rows of those that list.
MANY: dict[str, Callable[[int], FormPaper]] = {
    "work-proof": lambda count: work_proof(people=count),
    "casual-work-proof": lambda count: work_proof(CASUAL, True, count),
    "public-notice": notice,
    "personal-subsidy-form": personal,
    "pledge": pledges,
    "labour-contract": contract,
    "part-time-contract": part_time,
    "service-agreement": service,
    "contract": home_contract,
}
