"""Allowances, and days that cannot be: what is agreed beside the work."""

from datetime import timedelta
from typing import Any

from workshop.exchange.checks.world import Check

_FAR = timedelta(days=366)


def check_sums(check: Check) -> None:
    """Allowances with their days, advances and deductions in a believable year."""
    for code in check.world.targets:
        for line in check.new(code, "allowances"):
            _check_allowance(check, line)
        for name in ("advances", "deductions"):
            for line in check.new(code, name):
                if line.date > check.world.on + _FAR:
                    check.refuse(name, line, "date", "date_future", "日期在一年以后", "请核对日期")


def _check_allowance(check: Check, line: Any) -> None:
    if line.kind == "once" and not line.valid_from:
        message, mend = "一次性津贴没有生效日期", "请填写 valid_from,它决定计入哪一期"
        check.refuse("allowances", line, "valid_from", "date_missing", message, mend)
    elif line.valid_from and line.valid_to and line.valid_to < line.valid_from:
        check.refuse("allowances", line, "valid_to", "date_order", "失效日期早于生效日期", "请核对两个日期")
