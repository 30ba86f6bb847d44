"""The form of somebody who wants work: typed by himself on the page of a poster, or by the office."""

from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from workshop.access.forms import Form
from workshop.desk.rules.openings import PLACES, SKILLS, TIMES
from workshop.people.forms.fields import ChoiceField


def at_most(most: int) -> Length:
    """So many characters."""
    return Length(max=most, message=f"最多 {most} 个字")


class TicksField(SelectMultipleField):
    """Several of a closed list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, words: dict[str, str], **more: object) -> None:
        # What is not in the list is refused by the rules, in words.
        super().__init__(label, choices=[SelectChoice(*pair) for pair in words.items()], validate_choice=False, **more)


class SeekerForm(Form):
    """Somebody who wants work, typed by himself or by the office."""

    name = StringField("姓名", [InputRequired("请填写姓名"), at_most(64)])
    phone = StringField("手机号", [InputRequired("请填写手机号"), at_most(20)])
    village = StringField("哪个村", [at_most(80)])
    place = ChoiceField("想在哪里做", choices=PLACES.items(), default="both")
    times = TicksField("什么时候有空", TIMES)
    skills = TicksField("会什么(不会也可以报名)", SKILLS)
    note = StringField("还想说的", [at_most(200)])
    consent = BooleanField("我同意车间为招工保存上面的信息并给我打电话")
    may_refer = BooleanField("也可以把我介绍给本县别的车间")
