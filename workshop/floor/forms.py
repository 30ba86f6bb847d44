"""The forms of the floor. A sheet's own fields are as many as there are people; `rules.sheet` reads those."""

from wtforms import HiddenField, PasswordField, SelectField, StringField
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


class ScanForm(Form):
    """What a worker types on a phone: a count by badge, or a number and the defects of a bundle."""

    good = StringField("做了多少", [Length(max=20)])
    defect = StringField("次品(没有就不填)", [Length(max=20)])
    operation = StringField("工序", [Length(max=20)])
    worker = StringField("工号", [Length(max=32)])
    on = StringField("哪一天", [Length(max=10)])


class OwnDayForm(Form):
    """A worker's PIN, or his word on a day."""

    pin = PasswordField("四位密码", [Length(max=4)])
    note = StringField("哪里不对", [Length(max=200)])
    on = HiddenField()


class TicketsForm(Form):
    """A lot to be divided into bundles."""

    lot = StringField("批号(可不填)", [Length(max=40)])
    quantity = StringField("总数", [required("总数"), Length(max=20)])
    bundle_size = StringField("每扎几件", [required("每扎数"), Length(max=20)])
