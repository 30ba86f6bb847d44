"""The words of a roster: categories of people, kinds of contract, working-hours systems."""

NO_CATEGORY = "一般户"  # looked up and none: not the same as nobody having looked
CATEGORIES = (  # 人员类别
    "脱贫户",
    "脱贫不稳定户",
    "边缘易致贫户",
    "突发严重困难户",
    "低保",
    "特困",
    "易地搬迁",
    "残疾",
    "零就业家庭",
    "就业困难人员",
    "低收入",
    NO_CATEGORY,
)
SAME_CATEGORY = {"残疾人": "残疾", "低保户": "低保", "特困户": "特困", "易地搬迁户": "易地搬迁"}
CONTRACT_KINDS = ("劳动合同", "劳务协议", "非全日制", "承揽")
HOURS_SYSTEMS = {  # 工时制度 (pay rules 4.3)
    "standard": "标准工时",
    "comprehensive": "综合计算",
    "flexible": "不定时",
    "part_time": "非全日制",
    "contract": "承揽",
}
RELATIONS = ("户主", "配偶", "子女", "父母", "儿媳", "女婿", "祖父母", "孙子女", "兄弟姐妹", "其他")
EARLIEST_AGE = 16  # 劳动法 art. 15; 禁止使用童工规定 art. 2


def in_order(category: str) -> int:
    """Where a category stands in every list of them."""
    return CATEGORIES.index(category) if category in CATEGORIES else len(CATEGORIES)


def in_groups(number: str) -> tuple[str, ...]:
    """A long number as people read it out: an identity number 6, 8, 4; a telephone 3, 4, 4; a card in fours."""
    lengths = {18: (6, 8, 4), 11: (3, 4, 4)}.get(len(number)) or (4,) * -(-len(number) // 4)
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    return tuple(number[start : start + length] for start, length in zip(starts, lengths, strict=True))
