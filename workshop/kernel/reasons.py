"""The reason 原因 without which nothing that is recorded is corrected, taken back or let pass."""

from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden

LONGEST = 200  # characters; what the tables that keep a reason hold


def require_reason(reason: str, what: str, example: str = "数错了、记到别人名下了", longest: int = LONGEST) -> str:
    """The reason of `what` (撤销, 改价), without spaces around it.

    Raises Refused, naming the field `reason`, for none, for one that is too long, or one that cannot be stored or printed.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(f"{what}要写原因", f"例如:{example}", "reason")
    if len(reason) > longest or has_forbidden(reason):
        raise Refused(f"原因最多 {longest} 个字,不能有控制字符", "请改短一些", "reason")
    return reason
