"""The words of answers to slips (8.5)."""

OBJECTION_REASONS = ("数量不对", "单价不对", "少记了", "其他")
WAYS: dict[str, str] = {"phone": "手机", "paper": "纸质", "office": "办公室代记"}
STANDINGS: dict[str, str] = {
    "objected": "有异议",
    "none": "还没公布",
    "published": "已公布,还没看",
    "seen": "已看,还没确认",
    "confirmed": "已确认",
}
MOST_TEXT = 400
