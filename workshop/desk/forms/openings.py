"""Forms of openings."""

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from workshop.access.forms import Form, required
from workshop.desk.forms.seeking import TicksField, at_most
from workshop.desk.rules.openings import AGAIN, PLACES, SKILLS, STEPS, TIMES
from workshop.people.forms.fields import ChoiceField, DayField


class OpeningForm(Form):
    """A post."""

    title = StringField("招什么人", [required("招什么人"), at_most(40)])
    work = TextAreaField("做什么", [required("做什么"), at_most(300)])
    place = ChoiceField("在哪里做", choices=PLACES.items())
    times = TicksField("什么时候(不勾:不限)", TIMES)
    hours = StringField("作息", [at_most(80)])
    skills = TicksField("要会什么(不勾:来了教)", SKILLS)
    wanted = IntegerField(
        "要几个人", [InputRequired("请填要几个人"), NumberRange(1, 500, "人数请填 1 到 500")], default=1
    )
    until = DayField("招到哪天(不填:以后再问)")
    phone = StringField("联系电话(印在海报上)", [at_most(40)])


class StepForm(Form):
    """What became of a seeker."""

    kind = ChoiceField("结果", choices=[(kind, words) for kind, words in STEPS.items() if kind != AGAIN])
    note = StringField("说明", [at_most(200)])
