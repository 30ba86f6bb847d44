"""What stands on every page of a paper that was issued, and of one that was not."""

from datetime import datetime, timedelta

from workshop.papers.setting.mark import Mark
from workshop.store.demonstration import is_demonstration

NOT_ISSUED = "未签发 预览"
DEMONSTRATION = "演示"
_SHANGHAI = timedelta(hours=8)


def mark_draft(workshop_id: int) -> Mark:
    """Of a paper that is only looked at: no number, no code."""
    return Mark(NOT_ISSUED, watermark=tell_watermark(workshop_id))


def tell_watermark(workshop_id: int, state_words: str = "") -> str:
    """The word across the page: that the people are invented, or that the paper is not in force any more."""
    return DEMONSTRATION if is_demonstration(workshop_id) else state_words


def tell_again(ordinal: int, now: datetime) -> str:
    """`补打 第 1 次 2026-04-01 10:22` on every print after the first."""
    return f"补打 第 {ordinal} 次 {now + _SHANGHAI:%Y-%m-%d %H:%M}" if ordinal else ""
