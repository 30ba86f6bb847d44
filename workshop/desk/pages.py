"""The first page of a workshop."""

from flask import Blueprint, current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, STAFF, SUPERVISOR, find_policy, policy
from workshop.desk.queries.home import (
    Todo,
    count_in_work,
    count_people,
    list_days,
    list_desk_todos,
    list_pay_todos,
    list_todos,
)
from workshop.desk.queries.notices import list_notice_todos
from workshop.desk.rules.home import HEIGHT, WIDTH, build_bars
from workshop.kernel.periods import Period
from workshop.people.queries import load_calendar

pages = Blueprint("desk", __name__)


@pages.get("/w/<workshop_code>/")
@policy(SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
def home(workshop_code: str) -> ResponseReturnValue:
    """The month at a glance, and what needs a hand."""
    on = civil_today()
    period = Period.of(on)
    office = current_user.role in OFFICE
    pay = list_pay_todos(g.workshop.id, on, current_user.id) if office else []
    desk = list_desk_todos(g.workshop.id, on) if office else []
    notices = list_notice_todos(g.workshop.id, on) if current_user.role in OFFICE else []
    days = list_days(g.workshop.id, period, load_calendar(g.workshop.id))
    return render_template(
        "desk/home.html",
        STAFF=STAFF,
        period=period,
        today_line=next(day for day in days if day.on == on),
        month_value=sum(day.value for day in days),
        chart={"bars": build_bars(days), "width": WIDTH, "height": HEIGHT},
        in_work=count_in_work(g.workshop.id, on),
        categories=count_people(g.workshop.id, on),
        todos=[one for one in (*desk, *pay, *notices, *list_todos(g.workshop.id, on)) if _opens(one)],
    )


def _opens(todo: Todo) -> bool:
    """Whether the page where it is mended opens to whoever looks; nobody is sent to a closed door."""
    may = find_policy(current_app.view_functions[todo.endpoint])
    return may is not None and current_user.role in may.roles
