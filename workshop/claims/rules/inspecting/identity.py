"""Whether two lists mean one person: the same number, the number in fifteen digits, a name spelt another way on the same birthday."""

from workshop.claims.rules.inspecting.claim_facts import WrittenFacts
from workshop.claims.rules.inspecting.facts import WorkerFacts
from workshop.kernel.text import fold

Human = WrittenFacts | WorkerFacts
_DOTS = str.maketrans("", "", "·.•・‧")
LONG_NAME = 3  # with one character of two changed nothing is left of a name but the family's


def plain(name: str) -> str:
    """A name without dots and blanks, as banks write it."""
    return fold(name).translate(_DOTS)


def how_same(one: Human, other: Human) -> str:
    """What says that the two are one person, in words; empty where nothing does, or two full numbers say that they are two."""
    if one.person and other.person:
        return "身份证号相同" if one.person == other.person else ""
    if one.old and one.old == other.old:
        return "15 位和 18 位身份证号是同一个号码"
    if not one.born or one.born != other.born or (one.sex and other.sex and one.sex != other.sex):
        return ""
    if plain(one.name) == plain(other.name):
        return f"姓名、性别和出生日期({one.born})都一样"
    return f"出生日期({one.born})一样,姓名只差一个字" if _one_apart(plain(one.name), plain(other.name)) else ""


def _one_apart(one: str, other: str) -> bool:
    """The same family name, one character written differently."""
    long = len(one) == len(other) >= LONG_NAME
    return long and one[0] == other[0] and sum(a != b for a, b in zip(one, other, strict=True)) == 1
