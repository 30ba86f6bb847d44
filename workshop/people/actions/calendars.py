"""The calendar tables: statutory days of a year, shifted days, the weekly rest of a workshop."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select, update

from workshop.kernel.calendar import parse_weekly_rest
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries.workshops import find_workshop_by_id
from workshop.people.rows import ShiftedDayRow, StatutoryDayRow, StatutoryYearRow, WorkshopRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def set_statutory_year(
    actor: Actor, now: datetime, year: int, days: Mapping[date, str], source: str, checked_on: date | None = None
) -> None:
    """Enters a year whole, or replaces it; what it said before stays in the audit leaf. Refused without days or source."""
    if not days or not source.strip():
        raise Refused(f"{year} 年的法定节假日缺少日期或来源", "请写上依据的文件", "days" if not days else "source")
    for day, name in days.items():
        if day.year != year:
            raise Refused(f"{day} 不在 {year} 年", "请核对日期", "days")
        if not (0 < len(name) <= 20):
            raise Refused(f"{day} 没有节日名称", "请在日期后写上名称,例如 2026-01-01 元旦", "days")
    with transaction(actor, now) as tx:
        first, last = date(year, 1, 1), date(year, 12, 31)
        row = StatutoryDayRow
        before = {
            str(d): n for d, n in db.session.execute(select(row.date, row.name).where(row.date.between(first, last)))
        }
        db.session.execute(delete(row).where(row.date.between(first, last)))
        db.session.execute(delete(StatutoryYearRow).where(StatutoryYearRow.year == year))
        tx.insert(row, [{"date": day, "name": name} for day, name in sorted(days.items())])
        tx.insert(StatutoryYearRow, [{"year": year, "source": source.strip(), "checked_on": checked_on}])
        after = {str(day): name for day, name in days.items()}
        tx.tell("calendar.statutory", f"year/{year}", {"before": before, "after": after, "source": source})


def set_shifted_days(actor: Actor, now: datetime, workshop_id: int, days: Mapping[date, bool]) -> None:
    """Shifts days: True is a rest day 休, False a working day 班. `workshop_id` 0 holds for all workshops."""
    if not days:
        return
    with transaction(actor, now) as tx:
        row = ShiftedDayRow
        mine = (row.workshop_id == workshop_id, row.date.in_(list(days)))
        before = {str(d): rest for d, rest in db.session.execute(select(row.date, row.rest).where(*mine))}
        db.session.execute(delete(row).where(*mine))
        tx.insert(row, [{"workshop_id": workshop_id, "date": day, "rest": rest} for day, rest in sorted(days.items())])
        after = {str(day): rest for day, rest in days.items()}
        tx.tell("calendar.shift", "calendar", {"before": before, "after": after}, workshop_id)


def remove_shifted_day(actor: Actor, now: datetime, workshop_id: int, day: date) -> None:
    """Takes a workshop's own shift back: the day is again what its weekly rest makes it. Raises NotFound."""
    with transaction(actor, now) as tx:
        mine = (ShiftedDayRow.workshop_id == workshop_id, ShiftedDayRow.date == day)
        rest = db.session.scalar(select(ShiftedDayRow.rest).where(*mine))
        if rest is None:
            raise NotFound(f"no shift of {day}")
        db.session.execute(delete(ShiftedDayRow).where(*mine))
        tx.tell("calendar.unshift", "calendar", {"date": day, "was_rest": rest}, workshop_id)


def set_weekly_rest(actor: Actor, now: datetime, workshop_id: int, weekly_rest: str) -> None:
    """Sets the weekly rest days (`日`, `六日`, empty). It holds for every period that is not locked yet."""
    try:
        parse_weekly_rest(weekly_rest)
    except ValueError as error:
        raise Refused(f"休息日「{weekly_rest}」不认识", "请填 日、六日,或不填", "weekly_rest") from error
    with transaction(actor, now) as tx:
        place = find_workshop_by_id(workshop_id)
        if place is None:
            raise NotFound(f"workshop {workshop_id}")
        if place.weekly_rest != weekly_rest:
            changed = update(WorkshopRow).where(WorkshopRow.id == workshop_id).values(weekly_rest=weekly_rest)
            db.session.execute(changed)
            tx.tell(
                "calendar.weekly_rest", "calendar", {"before": place.weekly_rest, "after": weekly_rest}, workshop_id
            )
