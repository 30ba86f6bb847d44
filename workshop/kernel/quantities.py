"""Quantities: integers of 1/1000 of the operation's unit (pay rules 1.3)."""

from workshop.kernel.money import BadNumber, parse_scaled

QUANTITY_SCALE = 1000
MEASURED_UNITS = frozenset({"kg", "公斤", "千克", "斤", "g", "克", "m", "米"})
MOST = 1_000_000 * QUANTITY_SCALE  # more than a million in one entry is a typing error


def is_measured(unit: str) -> bool:
    """Weights and lengths take three decimals; every other unit is counted in whole numbers."""
    return unit in MEASURED_UNITS


def parse_quantity(text: str, unit: str) -> int:
    """A written quantity as 1/1000 units. Raises BadNumber with the reason."""
    value = parse_scaled(text, 3, "数量")
    if value < 0:
        raise BadNumber("数量不能是负数")
    if value > MOST:
        raise BadNumber("数量大得不像真的,最多 1000000")
    if not is_measured(unit) and value % QUANTITY_SCALE:
        raise BadNumber(f"按{unit}计数,只能填整数")
    return value


def format_quantity(value: int) -> str:
    """1/1000 units as text, trailing zeros dropped: 37000 is `37`, 12500 `12.5`; thousands commas."""
    whole, fraction = divmod(abs(value), QUANTITY_SCALE)
    digits = f"{fraction:03d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}{'.' if digits else ''}{digits}"
