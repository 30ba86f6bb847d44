"""Words of programmes for papers, and which papers of ours they are; what stands in a pack where a programme is silent."""

from collections.abc import Mapping

from workshop.claims.rules.paperwork import Evidence

# 材料 -> kinds that the program prints, the best first. Others lie with the claim as scans.
PRINTED: Mapping[str, tuple[str, ...]] = {
    "申请表": ("claim-form",),
    "审批表": ("claim-form",),
    "认定申请表": ("recognition-form",),
    "花名册": ("roster",),
    "工资表": ("wage-sheet",),
    "工资领取签字表": ("wage-sheet",),
    "考勤表": ("attendance",),
    "银行流水": ("bank-list",),
    "承诺书": ("pledge",),
    "务工证明": ("work-proof", "casual-work-proof"),
    "就业登记册": ("contract-register",),
    "培训考勤": ("training-roster",),
    "公示": ("public-notice",),
    "公示结果": ("notice-result",),
}
PRINTED_FOR_ONE: Mapping[str, tuple[str, ...]] = {
    "申请表": ("personal-subsidy-form",),
    "审批表": ("personal-subsidy-form",),
    "务工证明": ("work-proof", "casual-work-proof"),
    "承诺书": ("pledge",),
}
FORMS_OF_PURPOSE = (("训", "training-form"), ("社保", "insurance-form"), ("社会保险", "insurance-form"))
# What counts only when both sides have signed it: printed empty, it is not yet the paper that is asked for.
SIGNED_BEFORE: Mapping[str, str] = {
    "劳动合同": "labour-contract",
    "劳务协议": "service-agreement",
    "就业协议": "service-agreement",
    "用工协议": "service-agreement",
    "承揽合同": "contract",
}
REMARKS: Mapping[str, str] = {
    "bank-list": "请发放的银行盖章,或换成银行打印的流水",
    "roster": "本人签字或按手印,单位盖章",
    "wage-sheet": "领款人签字,单位盖章",
    "attendance": "本人签字,单位盖章",
    "claim-form": "单位盖章,审核意见由各部门填",
    "personal-subsidy-form": "本人签字",
    "pledge": "签字盖章",
    "work-proof": "盖章",
    "casual-work-proof": "村里和单位签字盖章",
    "public-notice": "盖章张贴,留一份原件",
    "notice-result": "请村里盖章",
}
MENDS: Mapping[str, str] = {
    "wage-sheet": "pay",
    "bank-list": "payments",
    "attendance": "attendance",
    "roster": "people",
    "contract-register": "people",
    "recognition-form": "recognition",
    "notice-result": "notice",
}
# A paper that shows what somebody did counts only as a photo: where it is handed in.
PHOTOGRAPHED: Mapping[str, str] = {"公示照片": "notice"}
USUAL = (
    Evidence(name="补贴申请审批表", any_of=(("审批表",),), form="原件"),
    Evidence(name="吸纳脱贫劳动力花名册", any_of=(("花名册",),), form="原件"),
    Evidence(name="考勤表", any_of=(("考勤表",),), form="原件"),
    Evidence(name="工资发放表", any_of=(("工资表",),), form="原件"),
    Evidence(name="工资发放凭证", any_of=(("银行流水",),)),
    Evidence(
        name="劳动合同、劳务协议或承揽合同",
        any_of=(("劳动合同",), ("劳务协议",), ("承揽合同",)),
        of="每人",
        form="复印件",
    ),
)
