"""The words of pay items, as files and forms carry them."""

ALLOWANCE_KINDS: dict[str, str] = {
    "month": "按月",
    "day": "按出勤日",
    "full_attendance": "全勤",
    "service_year": "工龄",
    "once": "一次性",
}
DEDUCTION_KINDS = ("社保个人", "司法", "住宿", "餐费", "其他")
