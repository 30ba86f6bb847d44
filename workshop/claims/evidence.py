"""Evidence of a question: what it is in words, and the page that shows it to those who may open it."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, g, url_for
from flask_login import current_user

from workshop.access.roles import find_policy
from workshop.claims.rules.inspecting.questions import Ref

# Kind of evidence -> the page that shows it, and how its key is read.
PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "worker": ("people.worker", ("worker_id",)),
    "day": ("floor.worker_day", ("worker_id", "on")),
    "month": ("floor.month", ("", "period")),
    "attendance": ("floor.month", ("period",)),
    "floor": ("floor.attendance", ("on",)),
    "slip": ("pay.slip", ("period", "worker_id")),
    "run": ("pay.run", ("period",)),
    "money": ("pay.money", ("period",)),
    "order": ("takehome.order", ("order_id",)),
    "operation": ("prices.operation", ("operation_id",)),
    "claim": ("claim_sheets.claim", ("claim_id",)),
    "calendar": ("people.calendar", ()),
    "workshop": ("people.workers", ()),
}
WORDS = {
    "attendance": "考勤册 {0}",
    "floor": "考勤 {0}",
    "run": "工资 {0}",
    "money": "发放 {0}",
    "order": "外发单",
    "operation": "工序单价",
    "claim": "申领单",
    "calendar": "日历",
    "workshop": "车间",
}
OF_WORKER = {"worker": "{who}", "day": "{who} {1}", "month": "{who} {1} 考勤", "slip": "{who} {0} 工资条"}


class Look:
    """Evidence as words and, for who may open it, an address."""

    def __init__(self, names: Mapping[int, str], halves: Mapping[tuple[int, str], str]) -> None:
        self._names, self._halves = names, halves
        views = current_app.view_functions
        found = {place: find_policy(views[place]) for place, _ in PLACES.values()}
        self._open = {place for place, may in found.items() if may and current_user.role in may.roles}

    def words(self, ref: Ref) -> str:
        """What the evidence is."""
        parts = ref.key.split("/")
        if ref.kind not in OF_WORKER:
            return WORDS.get(ref.kind, ref.kind).format(*parts)
        worker = parts[1] if ref.kind == "slip" else parts[0]
        return OF_WORKER[ref.kind].format(*parts, who=self._names.get(int(worker), ""))

    def address(self, ref: Ref) -> str:
        """Where it is; empty where the account may not look."""
        place, names = PLACES.get(ref.kind, ("", ()))
        if place not in self._open:
            return ""
        told: dict[str, Any] = {name: part for name, part in zip(names, ref.key.split("/"), strict=False) if name}
        if ref.kind == "slip":
            told["period"] = self._halves.get((int(told["worker_id"]), told["period"]), told["period"])
        return url_for(place, workshop_code=g.workshop.code, **told)
