"""Which problems a manager may take on himself with a reason, and what the kinds are called."""

# A matter of judgement: the figures are right, the question is whether they may stand (8.2). Where a price, a rate, the
# calendar or a minimum is missing, the figures would be wrong: nobody can sign for that.
JUDGED = frozenset({"hours", "attendance", "output"})

PROBLEM_KINDS: dict[str, str] = {
    "price": "没有单价",
    "rate": "没有时薪",
    "minimum_wage": "没有最低工资标准",
    "calendar": "没有法定节假日安排",
    "tax": "没有税率表",
    "social": "没有社保费率",
    "band": "时段与日历不符",
    "employment": "不在职却有记录",
    "period": "结算期不对",
    "earlier": "上一期还没发",
    "hours": "工时超限",
    "attendance": "考勤对不上",
    "output": "有出勤没有产量",
    "owing": "离职还欠",
    "agreement": "扣款没有协议",
    "terms": "约定要核对",
    "clock": "没有上下班时间",
    "id_no": "没有身份证号",
    "bank": "没有银行卡",
}
_ORDER = {kind: place for place, kind in enumerate(PROBLEM_KINDS)}


def is_judged(kind: str) -> bool:
    """Whether a blocking problem of the kind can be acknowledged."""
    return kind in JUDGED


def kind_place(kind: str) -> int:
    """Where a kind stands in a list: what keeps figures from being known first."""
    return _ORDER.get(kind, len(_ORDER))
