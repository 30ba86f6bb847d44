"""Places: administrative codes (2 digits province, 4 city, 6 county, 9 township, 12 village) and words such as 本县, 外省."""

import re

from workshop.claims.rules.kinds import At, Kind, Wrong

COUNTRY = "00"  # 全国, the code of a paper that holds everywhere
LEVELS = {"省": 2, "市": 4, "县": 6, "乡镇": 9, "村": 12}
_MUNICIPALITIES = ("11", "12", "31", "50")  # their 市 is the province
WORDS = tuple(f"本{level}" for level in LEVELS) + tuple(f"{level}外" for level in LEVELS)
_CODE = re.compile(r"(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})(?: .+)?")


class PlaceKind(Kind):
    """A word relative to the programme's own place, or a code with a name behind it."""

    title = "地方:" + " ".join(WORDS) + ',或代码加名称,例如 "37 山东省"'

    def parse(self, raw: object, at: At) -> str:
        if isinstance(raw, str) and (raw in WORDS or _CODE.fullmatch(raw)):
            return raw
        raise Wrong(at.path, raw, f"应是{self.title}")


def holds_at(code: str, region: str) -> bool:
    """Whether a paper of the place `code` holds in a region."""
    return code == COUNTRY or region.startswith(code)


def lies_in(region: str | None, place: str, base: str) -> bool | None:
    """Whether a code lies in a place; `base` is the code that 本县 and 县外 are told from. None: not known closely enough."""
    if not region:
        return None
    if place not in WORDS:
        return _inside(region, place.split(" ")[0])
    outside = place.endswith("外")
    level = LEVELS[place.removesuffix("外") if outside else place.removeprefix("本")]
    if level == 4 and base[:2] in _MUNICIPALITIES:
        level = 2
    found = _inside(region, base[:level])
    if found and len(base) < level:  # somewhere within what is known of the place
        return None
    return None if found is None else found != outside


def _inside(region: str, code: str) -> bool | None:
    if region.startswith(code):
        return True
    return None if code.startswith(region) else False
