"""The form's own formulas: which may stay, and how their references move when rows are put in."""

import re

_FUNCTIONS = frozenset(("SUM", "ROUND", "COUNT", "COUNTA", "MAX", "MIN", "AVERAGE", "IF", "SUBTOTAL", "SUMPRODUCT"))
_PLAIN = re.compile(r"=[A-Z0-9$:,+\-*/()<>=. ]{1,300}")
_WORD = re.compile(r"[A-Z]+(?=\()")
_LETTERS = re.compile(r"[A-Z]+[0-9]*")
_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]{1,5})(?::(\$?[A-Z]{1,3}\$?)([0-9]{1,5}))?(?![0-9(])")


def is_plain_formula(formula: object) -> bool:
    """Whether it only reckons with cells of its own sheet."""
    if not isinstance(formula, str) or not _PLAIN.fullmatch(formula):
        return False
    if any(name not in _FUNCTIONS for name in _WORD.findall(formula)):
        return False
    bare = _WORD.sub("", formula).replace("$", "")
    return all(re.fullmatch(r"[A-Z]{1,3}[0-9]{1,5}", word) for word in _LETTERS.findall(bare))


def move_formula(formula: str, last: int, more: int) -> str:
    """The formula after `more` rows were put in behind row `last`: a range up to it takes the new rows in."""

    def moved(found: re.Match[str]) -> str:
        first, end = int(found[2]), found[4]
        if end is None:
            return found[1] + str(first + more if first > last else first)
        start, stop = first + more if first > last else first, int(end) + more if int(end) >= last else int(end)
        return f"{found[1]}{start}:{found[3]}{stop}"

    return _RANGE.sub(moved, formula)
