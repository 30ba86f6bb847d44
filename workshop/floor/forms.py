"""The forms of the floor. A sheet's own fields are as many as there are people; `rules.sheet` reads those."""

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from workshop.access.forms import Form, required
from workshop.floor.rules.checks import STATUSES

CHOICES = [SelectChoice(status, f"{mark} {status}") for status, mark in STATUSES.items()]
REASONS = ("数错了", "记到别人名下了", "记错工序了", "重复记了", "返工后改数")


class DaySheetForm(Form):
    """What a sheet is for: the day, the operation, the band (empty: by the calendar, pay rules 4.2)."""

    on = HiddenField()
    operation = HiddenField()
    band = StringField("时段", [Length(max=10)])


class CorrectionForm(Form):
    """A reason, and the numbers as they should have been."""

    good = StringField("合格", [Length(max=20)])
    defect_own = StringField("次品(本人)", [Length(max=20)])
    defect_other = StringField("次品(非本人)", [Length(max=20)])
    reason = StringField("原因", [required("原因"), Length(max=200)])


class ReasonForm(Form):
    """A reason alone."""

    reason = StringField("原因", [required("原因"), Length(max=200)])


class PostForm(Form):
    """Nothing but the token: for a button, or for fields that are read elsewhere."""

    reason = StringField("原因", [Length(max=200)])


class AttendanceForm(Form):
    """A worker's day; an empty status takes it back."""

    status = SelectField("考勤", choices=[SelectChoice("", "撤回(当作没有记)"), *CHOICES], default="出勤")
    clock_in = StringField("上班", [Length(max=10)])
    clock_out = StringField("下班", [Length(max=10)])
    overtime_minutes = StringField("加班分钟", [Length(max=10)])
    reason = StringField("原因", [Length(max=200)])
