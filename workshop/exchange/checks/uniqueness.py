"""The same row twice in one file."""

from typing import Any

from workshop.exchange.checks.world import Check

_NAMES = {
    "workshops": ("workshop_code", "车间编号"),
    "calendar": ("date", "车间同一天"),
    "minimum_wages": ("valid_from", "县区同一执行日期"),
    "workers": ("worker_no", "工号"),
    "operations": ("op_code", "工序编号"),
    "rates": ("valid_from", "工序同一生效日期、同一等级的单价"),
    "tiers": ("above", "工序同一生效日期的这一档"),
    "team_members": ("worker_no", "人在这一组里"),
    "attendance": ("date", "人同一天"),
    "takehome_orders": ("order_no", "单号"),
    "prior_months": ("worker_no", "工号"),
}


def drop_repeated(check: Check) -> None:
    """Refuses the second row with the key of an earlier one, in every file that has a key."""
    for name, part in check.parts.items():
        if not part.spec.key:
            continue
        first: dict[Any, int] = {}
        for line in part.lines:
            key = part.spec.key_of(line)
            if key in first:
                column, what = _NAMES.get(name, ("entry_id", "编号"))
                message = f"第 {first[key]} 行已经有同一个{what}"
                check.refuse(name, line, column, "row_repeated", message, "请只保留一行")
            else:
                first[key] = line.row
