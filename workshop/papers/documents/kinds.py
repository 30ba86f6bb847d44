"""The forms there are, and how each is made."""

from collections.abc import Callable

from workshop.papers.documents.claim_kinds import (
    make_claim_form,
    make_personal_form,
    make_pledge,
    make_public_notice,
)
from workshop.papers.documents.work_kinds import make_casual_proof, make_work_proof
from workshop.papers.form import FormPaper
from workshop.papers.home_papers import make_contract
from workshop.papers.kind import Asked, Kind, Numbers


def _contract(asked: Asked, numbers: Numbers) -> FormPaper:
    return make_contract(asked.shop, asked.period, asked.worker_id, asked.order_id, numbers)


CONTRACT = Kind(
    "contract",
    "加工承揽合同",
    "与承揽人订的合同,按外发单填好,签字盖章留空",
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
    ("public-notice", "公示", "张贴用,姓名遮住一部分,没有身份证号、电话和卡号", make_public_notice, ()),
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
)
DOCUMENT_KINDS = (
    *(Kind(*facts, of_run=False, of_claim=True) for facts in _OF_CLAIM),
    *(Kind(*facts, of_run=False, of_one=True) for facts in _OF_ONE),
)
