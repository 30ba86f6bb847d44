"""The statutory days that the program brings with it: marked as not checked until a person puts the day of a check to them.

全国年节及纪念日放假办法: thirteen days from 2025 on, eleven before; the days of the lunar and solar feasts by the yearly
notice of the State Council (as the press printed it: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号). Only the days paid at
300 % stand here, not the days off and make-up days around them.
"""

from datetime import date, datetime

from workshop.people.actions.calendars import set_statutory_year
from workshop.people.queries.calendars import list_statutory_years
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

FEASTS = {
    2024: {
        "元旦": ["1-1"],
        "春节": ["2-10", "2-11", "2-12"],
        "清明节": ["4-4"],
        "劳动节": ["5-1"],
        "端午节": ["6-10"],
        "中秋节": ["9-17"],
        "国庆节": ["10-1", "10-2", "10-3"],
    },
    2025: {
        "元旦": ["1-1"],
        "除夕": ["1-28"],
        "春节": ["1-29", "1-30", "1-31"],
        "清明节": ["4-4"],
        "劳动节": ["5-1", "5-2"],
        "端午节": ["5-31"],
        "国庆节": ["10-1", "10-2", "10-3"],
        "中秋节": ["10-6"],
    },
    2026: {
        "元旦": ["1-1"],
        "除夕": ["2-16"],
        "春节": ["2-17", "2-18", "2-19"],
        "清明节": ["4-5"],
        "劳动节": ["5-1", "5-2"],
        "端午节": ["6-19"],
        "中秋节": ["9-25"],
        "国庆节": ["10-1", "10-2", "10-3"],
    },
}


def statutory_days(year: int) -> dict[date, str]:
    """The statutory days of a seeded year."""
    written = ((name, day.split("-")) for name, days in FEASTS[year].items() for day in days)
    return {date(year, int(month), int(day)): name for name, (month, day) in written}


def seed_calendar(actor: Actor, now: datetime) -> None:
    """Enters the seeded years that are not there yet; a year that somebody has entered is left alone."""
    with transaction(actor, now):
        known = {year.year for year in list_statutory_years()}
        for year in FEASTS:
            if year not in known:
                source = f"全国年节及纪念日放假办法;国务院办公厅关于 {year} 年部分节假日安排的通知"
                set_statutory_year(actor, now, year, statutory_days(year), source)
