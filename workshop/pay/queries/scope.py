"""What a run reads: one workshop, one period, everyone or some workers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.kernel.calendar import Calendar, CalendarMissing
from workshop.kernel.periods import Period
from workshop.store.database import as_date, fetch_all

__all__ = ["Scope", "as_date", "find_date", "special_days"]

FEW = 20


@dataclass(frozen=True)
class Scope:
    """`worker_ids` None: everyone. Every read adds `{only}` where its worker column is named `worker_id`.

    `{paid}` asks for entries that are paid in the period.
    """

    workshop_id: int
    period: Period
    worker_ids: tuple[int, ...] | None = None

    def fetch(self, sql: str, only: str = "worker_id", **values: Any) -> list[tuple[Any, ...]]:
        """Rows of a read; `:w`, `:first` and `:last` are at hand, `{only}` narrows `only` to the workers asked for."""
        text = sql.format(only=self._only(only), paid=self._paid())
        names: dict[str, Any] = {"w": self.workshop_id, "first": self.period.first, "last": self.period.last}
        if self.worker_ids is not None:
            names |= {"workers": list(self.worker_ids), "worker": next(iter(self.worker_ids), 0)}
        if ":days_paid" in text:
            names["days_paid"] = list(self.period.days())
        used = {name: value for name, value in (names | values).items() if f":{name}" in text}
        return fetch_all(text, **used)

    def _only(self, column: str) -> str:
        if self.worker_ids is None:
            return ""
        return f"AND {column} = :worker" if len(self.worker_ids) == 1 else f"AND {column} IN :workers"

    def _paid(self) -> str:
        """Of a few people the index (workshop, day, worker) is asked day by day: a range of days would be read for everyone."""
        few = self.worker_ids is not None and len(self.worker_ids) <= FEW
        return "pay_on IN :days_paid" if few else "pay_on BETWEEN :first AND :last"


def find_date(value: Any) -> date | None:
    """As `as_date`, None for a null."""
    return None if value is None else as_date(value)


def special_days(calendar: Calendar, period: Period) -> list[date]:
    """Days whose band depends on the calendar; every day where the calendar of the year is missing."""
    try:
        return [on for on in period.days() if calendar.band(on) != "normal"]
    except CalendarMissing:
        return list(period.days())
