"""What stands on every page of a paper beside its own words: a line at the foot, a code to scan, a watermark."""

from dataclasses import dataclass

LAYOUT = 1  # version of the layout; one more whenever the same data would look otherwise


@dataclass(frozen=True)
class Mark:
    """`line` for the foot; `address` and `letters` (figures and capitals) of the code, empty: none; `watermark` in light grey."""

    line: str = ""
    address: str = ""
    letters: str = ""
    watermark: str = ""


UNMARKED = Mark()
