"""Words of visits 走访."""

WAYS: dict[str, str] = {"home": "上门", "phone": "电话", "shop": "在车间"}
WHY: dict[str, str] = {
    "stopped": "好几天没来",
    "trouble": "家里有困难",
    "matter": "办事项",
    "injury": "看望伤病",
    "new": "新来的人",
    "ask": "问想不想做工",
    "regular": "平常走访",
}
