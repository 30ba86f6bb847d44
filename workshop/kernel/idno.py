"""Resident identity numbers 公民身份号码 (GB 11643-1999): length, date, check character by ISO 7064 MOD 11-2."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.text import fold

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

REASONS = {
    "id_length": ("身份证号应是 18 位", "请对照身份证原件补齐"),
    "id_15_digits": ("是 15 位的旧号码", "请填写 18 位的新号码"),
    "id_damaged": ("身份证号被 Excel 当成数字,末尾几位已经丢失", "请把这一列设为文本格式后重新输入"),
    "id_checksum": ("身份证号末位校验不对", "请对照身份证原件逐位核对"),
    "id_date": ("身份证号里的出生日期不存在", "请对照身份证原件逐位核对"),
    "id_characters": ("身份证号只能是 17 位数字加一位数字或 X", "请对照身份证原件重新输入"),
}


class BadIdNumber(ValueError):
    """`reason` is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason][0])
        self.reason = reason


@dataclass(frozen=True)
class IdNumber:
    """A checked 18-digit number with what it says of its owner."""

    number: str
    birth_date: date
    sex: str


def check_character(first_17: str) -> str:
    """The 18th character for the first 17 digits."""
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def parse_idno(text: str) -> IdNumber:
    """Reads an identity number as typed: spaces go, full-width becomes half-width, x becomes X. Nothing is guessed."""
    number = fold(text).upper()
    if len(number) == 15 and number.isascii() and number.isdigit():
        raise BadIdNumber("id_15_digits")
    if len(number) != 18:
        raise BadIdNumber("id_length")
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        raise BadIdNumber("id_characters")
    if check_character(number[:17]) != number[17]:
        raise BadIdNumber("id_checksum")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise BadIdNumber("id_date") from error
    return IdNumber(number, born, "男" if int(number[16]) % 2 else "女")


def lengthen(old: str) -> str:
    """The eighteen digits of an old number of fifteen: the century 19 and the check character are added (GB 11643-1999).

    Nobody takes them for read: they find a person who is known already, or are shown for comparison with the card.
    Raises BadIdNumber.
    """
    digits = fold(old)
    if len(digits) != 15 or not (digits.isascii() and digits.isdigit()):
        raise BadIdNumber("id_length")
    body = f"{digits[:6]}19{digits[6:]}"
    return parse_idno(body + check_character(body)).number


def age_on(born: date, on: date) -> int:
    """Full years of age on a day; someone born on 29 February has the birthday on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def luhn_holds(digits: str) -> bool:
    """The Luhn digit of a bank card; a passbook has none, so a failure is only a warning."""
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
