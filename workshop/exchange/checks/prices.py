"""Operations and prices: one name for one product, tiers in the unit of their operation."""

from workshop.exchange.checks.world import Check
from workshop.kernel.quantities import QUANTITY_SCALE, is_measured


def check_prices(check: Check) -> None:
    """What the price room would refuse."""
    for code in check.world.targets:
        _check_products(check, code)
        _check_tiers(check, code)


def _check_products(check: Check, code: str) -> None:
    names: dict[str, str] = {}
    for line in check.all_of(code, "operations"):
        name = names.setdefault(line.product_code, line.product_name)
        if line.row and name != line.product_name and line.row not in check.dropped["operations"]:
            message = f"产品 {line.product_code} 在别处叫「{name}」"
            check.refuse(
                "operations", line, "product_name", "product_name_differs", message, "同一产品编号请用同一名称"
            )


def _check_tiers(check: Check, code: str) -> None:
    units = {line.op_code: line.unit for line in check.all_of(code, "operations")}
    for line in check.new(code, "tiers"):
        unit = units.get(line.op_code, "")
        if not line.above:
            check.refuse("tiers", line, "above", "tier_at_zero", "阶梯的起点不能是 0", "从 0 起的单价写在 rates 里")
        elif line.above % QUANTITY_SCALE and not is_measured(unit):
            check.refuse("tiers", line, "above", "unit_is_counted", f"按{unit}计数,只能填整数", "请填整数")
