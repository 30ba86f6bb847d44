"""Cash to the fen: which notes and coins make up a sum."""

# 100 元 down to 1 分. Small coins are rare, but the list pays what the slip says: whoever has none rounds up at his own cost.
DENOMINATIONS: tuple[tuple[int, str], ...] = (
    (10_000, "100元"),
    (5_000, "50元"),
    (2_000, "20元"),
    (1_000, "10元"),
    (500, "5元"),
    (100, "1元"),
    (50, "5角"),
    (10, "1角"),
    (5, "5分"),
    (2, "2分"),
    (1, "1分"),
)


def count_notes(fen: int) -> tuple[int, ...]:
    """How many of each, the fewest pieces that make exactly `fen` (not negative)."""
    counts = []
    for value, _ in DENOMINATIONS:
        count, fen = divmod(fen, value)
        counts.append(count)
    return tuple(counts)
