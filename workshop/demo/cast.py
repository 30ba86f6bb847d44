"""Who works in the demonstration: all invented; region code 990100 belongs to no county, telephones begin with 100."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from workshop.kernel.idno import check_character
from workshop.people.actions import NewWorker

REGION = "990100"
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢唐许冯邓曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任沈姚卢"
GIVEN_F = (
    "秀兰",
    "桂英",
    "春梅",
    "小红",
    "玉珍",
    "凤英",
    "金花",
    "丽华",
    "翠萍",
    "冬梅",
    "素芳",
    "菊香",
    "美珍",
    "云霞",
)
GIVEN_M = ("国强", "建平", "大勇", "志军", "永福", "长贵", "德明", "少华", "新民", "光荣")
RARE = ("𠮷祥", "㛃", "䶮")
CATEGORIES = (
    "脱贫户",
    "脱贫户",
    "脱贫户",
    "一般户",
    "边缘易致贫户",
    "脱贫不稳定户",
    "易地搬迁",
    "残疾",
    "一般户",
    "低保",
)
POSTS = ("缝制", "织片", "锁边", "翻面整烫", "检验包装")
SOURCE = "演示数据:乡镇核对名单"

# The fixed cast, in the order of their numbers; the rest of the fifty are made after them.
NAMED = {
    "G001": {"name": "王桂香", "sex": "女", "born": date(1971, 4, 12), "categories": ("脱贫户",), "post": "缝制"},
    "G002": {"name": "李秀英", "sex": "女", "born": date(1978, 9, 3), "categories": ("脱贫不稳定户",), "kind": "承揽"},
    "G003": {"name": "赵大山", "sex": "男", "born": date(1964, 1, 22), "categories": ("一般户",), "kind": "非全日制"},
    "G004": {"name": "陈小梅", "sex": "女", "born": date(2005, 6, 30), "categories": ("易地搬迁",), "grade": "学徒"},
}
SYSTEMS = {"承揽": "contract", "非全日制": "part_time"}


def list_people(count: int, start: date, random: Random) -> list[NewWorker]:
    """`count` workers of the glove workshop; everybody but the last few was hired before `start`."""
    named = [_named(index, no, facts, start, random) for index, (no, facts) in enumerate(NAMED.items())]
    return named + list(_made(len(named), count, start, random))


def _named(index: int, no: str, facts: dict, start: date, random: Random) -> NewWorker:
    person = _person(index, facts["name"], facts["sex"], facts["born"], start - timedelta(days=300), random)
    kind = facts.get("kind", "劳动合同")
    return replace(
        person,
        worker_no=no,
        categories=facts["categories"],
        contract_kind=kind,
        hours_system=SYSTEMS.get(kind, "standard"),
        grade=facts.get("grade", ""),
        hourly_fen=2050 if kind == "非全日制" else None,
        post=facts.get("post", {"承揽": "居家绣标", "非全日制": "装卸清洁"}.get(kind, "学徒缝制")),
    )


def _made(first: int, count: int, start: date, random: Random) -> Iterator[NewWorker]:
    for index in range(first, count):
        sex = "男" if random.random() < 0.22 else "女"
        name = FAMILY[index % len(FAMILY)] + random.choice(GIVEN_M if sex == "男" else GIVEN_F)
        if index >= count - len(RARE):
            name = FAMILY[index % len(FAMILY)] + RARE[index - count]
        born = date(1962, 1, 1) + timedelta(days=random.randrange(15_000))
        hired = (
            start - timedelta(days=random.randrange(20, 900))
            if index < count - 4
            else start + timedelta(days=9 * (count - index))
        )
        person = _person(index, name, sex, born, hired, random)
        kind = "承揽" if index in (11, 27) else "非全日制" if index in (19, 33) else "劳动合同"
        yield replace(
            person,
            categories=(CATEGORIES[index % len(CATEGORIES)],),
            contract_kind=kind,
            hours_system=SYSTEMS.get(kind, "standard"),
            grade="学徒" if index in (15, 30, 45) else "",
            hourly_fen=2050 if kind == "非全日制" else None,
            post={"承揽": "居家绣标", "非全日制": "装卸清洁"}.get(kind, POSTS[index % len(POSTS)]),
        )


def _person(index: int, name: str, sex: str, born: date, hired: date, random: Random) -> NewWorker:
    """Facts that hold together: the number says the sex and the day of birth."""
    first = f"{REGION}{born:%Y%m%d}{random.randrange(10, 100)}{random.randrange(5) * 2 + (sex == '男')}"
    card = f"999999000000{index:06d}"
    return NewWorker(
        worker_no=f"G{index + 1:03d}",
        name=name,
        sex=sex,
        id_no=first + check_character(first),
        birth_date=born,
        phone=f"1000000{index:04d}",
        bank_card=card + _luhn_digit(card),
        hire_date=hired,
        leave_date=None,
        categories=(),
        household_no=f"H{index // 2 + 1:05d}" if index % 5 == 0 else f"H{index + 100:05d}",
        contract_kind="劳动合同",
        contract_from=hired,
        contract_to=hired.replace(year=hired.year + 3, day=min(hired.day, 28)),
        hours_system="standard",
        grade="",
        monthly_fen=None,
        daily_fen=None,
        hourly_fen=None,
        address="石桥村",
        category_source=SOURCE,
    )


def _luhn_digit(digits: str) -> str:
    doubled = [int(d) * 2 if i % 2 == 0 else int(d) for i, d in enumerate(reversed(digits))]
    return str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)
