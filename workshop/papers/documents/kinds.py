"""The forms there are, and how each is made."""

from collections.abc import Callable

from workshop.papers.documents.claim_kinds import (
    make_claim_form,
    make_insurance_form,
    make_personal_form,
    make_pledge,
    make_public_notice,
    make_training_form,
)
from workshop.papers.documents.notice_kinds import make_notice_result
from workshop.papers.documents.shop_kinds import make_recognition_form
from workshop.papers.documents.work_kinds import (
    make_casual_proof,
    make_labour_contract,
    make_part_time_contract,
    make_service_agreement,
    make_work_proof,
)
from workshop.papers.form import FormPaper
from workshop.papers.home_papers import make_contract
from workshop.papers.kind import Asked, Kind, Numbers


def _contract(asked: Asked, numbers: Numbers) -> FormPaper:
    return make_contract(asked.shop, asked.period, asked.worker_id, asked.order_id, numbers)


# The articles that agreements name are dated by nobody's check: whoever prints one is told.
UNCHECKED = "所引的法律条文没有经人核对,签订前请看一遍"
CONTRACT = Kind(
    "contract",
    "加工承揽合同",
    f"与承揽人订的合同,按外发单填好,签字盖章留空。{UNCHECKED}",
    _contract,
    ("id_no", "phone"),
    of_run=False,
    of_home=True,
    of_one=True,
)
_WHOLE = ("id_no", "phone")
_Facts = tuple[str, str, str, Callable[[Asked, Numbers], FormPaper], tuple[str, ...]]
_OF_CLAIM: tuple[_Facts, ...] = (
    ("claim-form", "补贴申请审批表", "一项申领的申请和审批,审核部门的栏目留空", make_claim_form, ()),
    ("training-form", "以工代训补贴申请表", "以工代训的申领用,人数、月数与花名册一致", make_training_form, ()),
    ("insurance-form", "社会保险补贴申请表", "社保补贴的申领用,单位缴费按险种合计", make_insurance_form, ()),
    ("public-notice", "公示", "张贴用,姓名遮住一部分,没有身份证号、电话和卡号", make_public_notice, ()),
    (
        "notice-result",
        "公示结果",
        "公示满期、登记结果以后打印,村里盖章:无异议,或异议怎样处理的",
        make_notice_result,
        (),
    ),
    ("pledge", "个人承诺书", "申领里每人一页,本人签字、按手印", make_pledge, _WHOLE),
    (
        "personal-subsidy-form",
        "补贴个人申请表",
        "本人申领的补贴,每人一份,附委托书",
        make_personal_form,
        (*_WHOLE, "card"),
    ),
)
_OF_ONE: tuple[_Facts, ...] = (
    ("work-proof", "就业(在岗)证明", "证明一个人从哪天起在这里做什么,单位盖章", make_work_proof, ("id_no",)),
    ("casual-work-proof", "从事临工务工证明", "不固定上班的人,村里和单位一起签字盖章", make_casual_proof, ("id_no",)),
    (
        "labour-contract",
        "劳动合同",
        f"全日制,按登记的合同填好,双方签字盖章留空。{UNCHECKED}",
        make_labour_contract,
        _WHOLE,
    ),
    (
        "part-time-contract",
        "非全日制用工劳动合同",
        f"钟点工,每天不超过 4 小时。{UNCHECKED}",
        make_part_time_contract,
        _WHOLE,
    ),
    ("service-agreement", "劳务协议", f"超过退休年龄、已领养老金的人。{UNCHECKED}", make_service_agreement, _WHOLE),
)
_OF_SHOP: tuple[_Facts, ...] = (
    ("recognition-form", "认定申请表", "申请认定就业帮扶车间,人数按当天在职的算", make_recognition_form, ()),
)
_EACH = ("pledge", "personal-subsidy-form")
DOCUMENT_KINDS = (
    *(Kind(*facts, of_run=False, of_claim=True, each=facts[0] in _EACH) for facts in _OF_CLAIM),
    *(Kind(*facts, of_run=False, of_one=True, each=True) for facts in _OF_ONE),
    *(Kind(*facts, of_run=False) for facts in _OF_SHOP),
)
