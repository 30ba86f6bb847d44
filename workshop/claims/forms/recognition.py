"""A step of recognition, a yearly grade, and the reason of a reversal."""

from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional

from workshop.access.forms import Form, required
from workshop.people.forms.fields import DayField


def at_most(count: int) -> Length:
    """No more characters than the column holds."""
    return Length(max=count, message=f"最多 {count} 个字")


class StepForm(Form):
    """A step on a day with what it rests on; which fields it shows depends on the step."""

    event = HiddenField()
    on = DayField("日期", [required("日期")])
    number = StringField("文号", [at_most(80)])
    by = StringField("谁定的", [at_most(80)])
    months = IntegerField("缓冲几个月", [Optional(), NumberRange(0, 60, "应是 0 至 60 个月")])
    cause = StringField("原因", [at_most(200)])
    source = StringField("来源", [required("来源"), at_most(200)])
    checked_on = DayField("核对日期")


class GradeForm(Form):
    """The grade of a year."""

    year = IntegerField("哪一年的", [required("年份"), NumberRange(2000, 2200, "年份不对")])
    grade = StringField("等级", [required("等级"), at_most(20)])
    graded_on = DayField("评定日期", [required("评定日期")])
    source = StringField("来源", [required("来源"), at_most(150)])
    checked_on = DayField("核对日期")


class ReasonForm(Form):
    """Only a reason."""

    reason = StringField("冲正原因", [required("原因"), at_most(200)])
