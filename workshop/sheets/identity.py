"""What says who a person is: names, identity numbers, bank cards, telephones."""

import re

from workshop.kernel.idno import BadIdNumber, IdNumber, parse_idno
from workshop.kernel.text import clean_name, fold, has_forbidden
from workshop.sheets.cells import Cell
from workshop.sheets.numbers import NOTHING, plain
from workshop.sheets.reasons import Unreadable

_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,3}")
_SEPARATORS = str.maketrans("", "", "-‐‑–—－() ")
_EXACT_BELOW = 10**15  # a number keeps fifteen digits


def read_name(cell: Cell) -> str:
    """A name without spaces and with one kind of dot. Raises Unreadable."""
    name = clean_name(cell.text)
    if not name:
        raise Unreadable("name_missing")
    if has_forbidden(name) or len(name) > 60:
        raise Unreadable("name_characters")
    return name


def is_damaged(cell: Cell, least: float = 0) -> bool:
    """A long number typed as a number (or written out with an exponent by a CSV export): its last digits are gone."""
    if cell.is_number:
        return not abs(float(cell.value)) < least  # type: ignore[arg-type]
    return bool(_EXPONENT.fullmatch(plain(cell)))


def read_idno(cell: Cell) -> IdNumber | None:
    """A checked identity number, None for an empty cell. Raises Unreadable."""
    text = plain(cell)
    if text in NOTHING:
        return None
    if is_damaged(cell, _EXACT_BELOW):
        raise Unreadable("id_damaged")
    try:
        return parse_idno(text)
    except BadIdNumber as error:
        raise Unreadable(error.reason) from error


def read_card(cell: Cell) -> str:
    """A card or passbook number, '' for an empty cell. Raises Unreadable; the Luhn digit is not judged here."""
    text = plain(cell).translate(_SEPARATORS)
    if text in NOTHING:
        return ""
    if is_damaged(cell):
        raise Unreadable("card_damaged")
    if not (text.isascii() and text.isdigit()) or len(text) > 40:
        raise Unreadable("card_characters")
    return text


def read_phone(cell: Cell) -> str:
    """Eleven digits, '' for an empty cell. Raises Unreadable."""
    text = plain(cell).translate(_SEPARATORS)
    if text in NOTHING:
        return ""
    if not (len(text) == 11 and text.isascii() and text.isdigit()):
        raise Unreadable("phone_length")
    return text


def read_sex(cell: Cell) -> str:
    """男, 女 or '' for an empty cell. Raises Unreadable."""
    text = fold(cell.text).removesuffix("性")
    if text in NOTHING:
        return ""
    if text not in ("男", "女"):
        raise Unreadable("sex_unreadable")
    return text
