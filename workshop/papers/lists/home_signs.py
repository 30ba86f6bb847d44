"""What a signature cell says: that a hand has signed on the tablet, and when. Nothing stands in for a pen."""

from collections.abc import Mapping
from datetime import datetime, timedelta

SIGNED = "已电子签"
Marks = Mapping[tuple[str, int, str], datetime]  # subject, its key, side → when a signature was drawn (UTC)


def sign_text(marks: Marks, subject: str, keys: tuple[int, ...], side: str) -> str:
    """`已电子签 03-02 14:05` for the first of the keys that has a drawn signature, else an empty cell to sign by pen."""
    for key in keys:
        if at := marks.get((subject, key, side)):
            return f"{SIGNED} {at + timedelta(hours=8):%m-%d %H:%M}"
    return ""
