"""Calendar tables and accounts."""

import re
from datetime import date

from wtforms import PasswordField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from workshop.access.forms import Form, required
from workshop.access.roles import ACCOUNTANT, MANAGER, ROLES, SUPERVISOR, WORKER
from workshop.kernel.text import to_half_width
from workshop.people.forms.fields import ChoiceField, DayField
from workshop.people.forms.worker import at_most

_LINE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?\s*(\S+)")


def read_days(text: str) -> dict[date, str]:
    """Lines such as `2026-01-01 元旦` as days; raises ValueError with a Chinese sentence that names the line."""
    days: dict[date, str] = {}
    for line in filter(None, (to_half_width(line).strip() for line in text.splitlines())):
        match = _LINE.fullmatch(line)
        try:
            day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            day = None
        if match is None or day is None:
            raise ValueError(f"「{line[:30]}」看不懂,每行应写成 2026-01-01 元旦")
        if day in days:
            raise ValueError(f"{day} 写了两次")
        days[day] = match[4]
    return days


class StatutoryYearForm(Form):
    """A year's statutory days, a line each."""

    days = TextAreaField("法定节假日", [required("日期")])
    source = StringField("来源", [required("来源"), at_most(200)])
    checked_on = DayField("核对日期")

    def validate_days(self, field: TextAreaField) -> None:
        """Every line is a date and a name."""
        try:
            read_days(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ShiftForm(Form):
    """A shifted day."""

    date = DayField("日期", [required("日期")])
    day = ChoiceField("改成", choices=[("rest", "休息日"), ("work", "上班日")])


class WeeklyRestForm(Form):
    """The weekly rest days."""

    weekly_rest = ChoiceField(
        "每周休息", choices=[("日", "星期日"), ("六日", "星期六、星期日"), ("", "没有固定休息日")]
    )


class AccountForm(Form):
    """Someone who is to sign in."""

    login = StringField("登录名", [required("登录名"), at_most(40)])
    name = StringField("姓名", [at_most(64)])
    role = ChoiceField("角色", choices=[(role, ROLES[role]) for role in (SUPERVISOR, ACCOUNTANT, MANAGER, WORKER)])
    worker_no = StringField("工号", [at_most(32)])
    password = PasswordField("初始密码", [required("初始密码"), Length(min=8, max=200, message="请用 8 到 200 个字符")])


class PasswordForm(Form):
    """A new password for somebody."""

    password = PasswordField("新密码", [required("新密码"), Length(min=8, max=200, message="请用 8 到 200 个字符")])
