"""What is usual for someone: the median of the last ten days on which there was any."""

from collections.abc import Sequence

DAYS = 10
FAR_ABOVE = (3, 2)  # more than one and a half times the usual is looked at


def compute_usual(amounts: Sequence[int]) -> int | None:
    """The median (of an even number the lower one, which is a day that has been); None without any day."""
    return sorted(amounts)[(len(amounts) - 1) // 2] if amounts else None


def is_far_above(amount: int, usual: int | None) -> bool:
    """Whether an amount is far above the usual; nothing is where there is no usual."""
    times, parts = FAR_ABOVE
    return usual is not None and amount * parts > usual * times
