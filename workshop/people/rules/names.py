"""Finding a person by what someone types: pinyin in any mixture, number, last four of the telephone, part of the name."""

from functools import lru_cache

from workshop.kernel.text import fold

MOST = 400  # characters that are kept of the readings


def readings_of(name: str) -> str:
    """Every reading of every character, without tones: 单丽 is `chan/dan/shan li`. Other characters stand for themselves."""
    return " ".join("/".join(_readings(ch)) for ch in fold(name) if ch.isalnum())[:MOST]


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    # The single-character table has all readings; the phrase table would choose one, and surnames are read otherwise.
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    plain = {reading.replace("ü", "v") for reading in found if reading} or {character}
    return tuple(sorted(plain))


def matches(sought: str, worker_no: str, name_key: str, readings: str, phone_tail: str) -> bool:
    """Whether a worker is meant by `sought`, which is folded already; `phone_tail` are the last four digits."""
    if sought in name_key or worker_no.casefold().startswith(sought):
        return True
    if sought.isdigit():
        return worker_no.endswith(sought) or sought == phone_tail
    return sought.isascii() and _begins(sought, readings.split(" "))


def _begins(sought: str, characters: list[str]) -> bool:
    """`sought` is made of beginnings of the readings, character by character: wgx, wanggx, wangguix, wguixiang."""
    if not sought:
        return True
    if not characters:
        return False
    for reading in characters[0].split("/"):
        for length in range(min(len(reading), len(sought)), 0, -1):
            if sought.startswith(reading[:length]) and _begins(sought[length:], characters[1:]):
                return True
    return False
