"""Common slips in a line that is no TOML, told in the words of whoever typed it."""

import re
from collections.abc import Callable
from datetime import date

_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_COMMENT = re.compile(r"#.*")
_DATE = re.compile(r"(?<![\d.])(\d{4})([-/.年])(\d{1,2})(?:([-/.月])(\d{1,2})日?|月)?(?!\d)")
_FOREIGN = re.compile(r"[“”‘’【】（），。；：＝％＂＇、《》〔〕０-９Ａ-Ｚａ-ｚ\u3000\u00a0\u200b\ufeff]")
_INVISIBLE = {"\u3000": "全角空格", "\u00a0": "不换行空格", "\u200b": "看不见的空格", "\ufeff": "看不见的字"}
_UNIT = re.compile(r"=\s*(\d[\d.]*)\s*(%|[万亿]?元|万|个月|[个人月年天户台次周岁㎡])")
_THOUSANDS = re.compile(r"=\s*(\d{1,3}(?:,\d{3})+)(?!\d)")
_WORD = re.compile(r"=\s*(是|否|有|无|True|False|TRUE|FALSE|Yes|No|yes|no)\b")
_COLON = re.compile(r"^\s*[\w-]+\s*:")
_BARE = re.compile(r"=\s*([\u4e00-\u9fff][\w\u4e00-\u9fff]*)")


def find_slip(line: str) -> str:
    """What is most likely wrong with a line, as a sentence with its mend; empty where nothing is recognised."""
    bare = _COMMENT.sub("", _STRING.sub('""', line))
    return next((sentence for slip in _SLIPS if (sentence := slip(bare))), "")


def _foreign(bare: str) -> str:
    found = dict.fromkeys(_FOREIGN.findall(bare))
    if not found:
        return ""
    shown = "、".join(_INVISIBLE.get(one, f"「{one}」") for one in found)
    quoted = ";文字要加英文双引号" if set(found) & set("“”‘’＂＇") else ""
    return f"这一行有中文的(全角的)符号或数字:{shown},请换成英文半角的{quoted}"


def _day(bare: str) -> str:
    for match in _DATE.finditer(bare):
        year, mark, month, _, day = match.groups()
        if day is None and mark == "-":
            return f"{match[0]} 少了日,日期要写到哪一天,例如 {year}-{int(month):02d}-01"
        try:
            right = date(int(year), int(month), int(day or 1)).isoformat()
        except ValueError:
            return f"没有 {match[0]} 这一天,请核对日期"
        if match[0] != right:
            return f"日期写成 {right}:四位年、两位月、两位日,中间用 -,不加引号"
    return ""


def _unit(bare: str) -> str:
    match = _UNIT.search(bare)
    if match is None:
        return ""
    if match[2] == "%":
        return f'比例要加英文双引号:"{match[1]}%"'
    example = f",{match[0].removeprefix('=').strip()}写成 {_plain(match[1])}" if match[2].startswith("万") else ""
    return f"数字后面不写单位「{match[2]}」{example}"


def _plain(number: str) -> str:
    """`2.5` 万 as yuan: 25000."""
    whole, _, part = number.partition(".")
    return str(int(whole + part.ljust(4, "0")[:4]))


def _thousands(bare: str) -> str:
    match = _THOUSANDS.search(bare)
    return f"数字里不写逗号:{match[1]} 写成 {match[1].replace(',', '')}" if match else ""


def _word(bare: str) -> str:
    match = _WORD.search(bare)
    if match is None:
        return ""
    return f"「{match[1]}」写成 {'true' if match[1].lower() in ('是', '有', 'true', 'yes') else 'false'}(小写,不加引号)"


def _colon(bare: str) -> str:
    return "名称和值之间用等号 =,不用冒号" if _COLON.search(bare) else ""


def _semicolon(bare: str) -> str:
    return "行尾不写分号" if bare.rstrip().endswith(";") else ""


def _unquoted(bare: str) -> str:
    match = _BARE.search(bare)
    return f'文字要加英文双引号:"{match[1]}"' if match else ""


def _open_table(bare: str) -> str:
    if bare.count("{") > bare.count("}") and bare.rstrip().endswith(("{", ",")) and bare.count("[") <= bare.count("]"):
        return "一个 { } 要写在一行里,长了把里面的 [ ] 分行"
    return ""


_SLIPS: tuple[Callable[[str], str], ...] = (
    _foreign, _day, _unit, _thousands, _word, _colon, _semicolon, _unquoted, _open_table,
)  # fmt: skip


def tell_bytes(data: bytes) -> tuple[int, str, str]:
    """The line where bytes that are no UTF-8 text begin, what they are, and what to do."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return 1, "这是 Word 或 Excel 文件,不是文字文件", "请把内容粘贴到记事本,另存为时编码选 UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 1, "文件的编码是 UTF-16(记事本里叫 Unicode)", "请用记事本打开,另存为,编码选 UTF-8"
    line = 1
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return line, "这里有不是文字的内容,或者编码不是 UTF-8", "请用记事本打开,另存为,编码选 UTF-8"
    return line, "文件的编码是 GBK(记事本里叫 ANSI),不是 UTF-8", "请用记事本打开,另存为,编码选 UTF-8"
