"""The uses by which the print centre orders papers, so that a long list stays easy to read."""

from collections.abc import Iterable, Mapping

from workshop.papers.kind import Kind

USES: Mapping[str, tuple[str, str]] = {
    "pay": ("发工资", "每月发钱时:本人签字、剪开发给每个人、交给银行"),
    "claim": ("申报", "交给村、乡镇和县里的表;整套材料在申领的页面一次做好"),
    "keep": ("存档", "自己留底,检查、仲裁时用"),
    "post": ("张贴", "贴在墙上给大家看,没有身份证号和电话"),
}
_OF_USE = {
    "pay": (
        *("wage-sheet", "slips", "slips-a5", "cash-list", "bank-list", "piece-sheet"),
        *("wage-sheet-products", "wage-sheet-home", "wage-sheet-training"),
    ),
    "claim": (
        *("roster", "roster-short", "roster-card", "roster-guangdong", "attendance", "recognition-form"),
        *("claim-form", "personal-subsidy-form", "work-proof", "casual-work-proof", "training-form"),
        *("training-roster", "insurance-form", "insurance-roster", "pledge", "notice-result"),
        "monthly-report",
        "desk-month",
    ),
    "keep": ("wage-ledger", "contract-register", "labour-contract", "part-time-contract", "service-agreement"),
    "post": ("roster-posting", "public-notice", "notice-board"),
}
_USE_OF = {code: use for use, codes in _OF_USE.items() for code in codes}
_TURN = {code: turn for codes in _OF_USE.values() for turn, code in enumerate(codes)}


def use_of(kind: Kind) -> str:
    """What a paper is printed for: a variant as the paper it varies; one that nobody ordered is kept."""
    found = _USE_OF.get(kind.code) or next(
        (use for code, use in _USE_OF.items() if kind.code.startswith(f"{code}-")), ""
    )
    return found or ("claim" if kind.of_claim else "keep")


def group_kinds(kinds: Iterable[Kind]) -> list[tuple[str, str, list[Kind]]]:
    """(use, what for, papers) in the order of the month's work; papers of take-home work stand by themselves."""
    mine = [kind for kind in kinds if not kind.of_home]
    groups = [(*USES[use], [kind for kind in mine if use_of(kind) == use]) for use in USES]
    return [(name, what, sorted(of, key=lambda kind: _TURN.get(kind.code, 99))) for name, what, of in groups if of]
