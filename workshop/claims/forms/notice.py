"""A public notice 公示: put up, photographed, objected to, settled, taken down, finished."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from workshop.access.forms import Form, required
from workshop.claims.forms.recognition import at_most
from workshop.claims.rules.posting.days import MOST_DAYS
from workshop.claims.rules.posting.standing import OURS
from workshop.claims.rules.posting.values import MOMENTS, OUTCOMES, WAYS
from workshop.people.forms.fields import ChoiceField, DayField


class HangForm(Form):
    """Where it hangs, from which day on; the last day only where it is later than counted, or cannot be counted."""

    on = DayField("哪天贴的", [required("张贴的日子")])
    place = StringField("贴在哪里", [required("贴在哪里"), at_most(120)])
    paper = StringField("印好的公示编号(有就填)", [at_most(40)])
    last = DayField("最后一天(不填按文件算)")


class PutUpForm(HangForm):
    """Put up for the first time."""

    by = ChoiceField("谁公示的", choices=[(one, one) for one in OURS])
    days = IntegerField("公示几天(不填按文件)", [Optional(), NumberRange(1, MOST_DAYS, f"应是 1 至 {MOST_DAYS} 天")])
    working_days = BooleanField("按工作日算(文件写了的按文件)")
    basis = StringField("几天是谁定的(文件没写时)", [at_most(160)])


class RestartForm(HangForm):
    """Put up once more."""

    reason = StringField("为什么重新张贴", [required("为什么重新张贴"), at_most(400)])


class PhotoForm(Form):
    """A photo of the wall."""

    moment = ChoiceField("什么时候的", choices=[(key, f"{words}的照片") for key, words in MOMENTS.items()])
    file = FileField("照片(手机原图,不要截图)", [FileRequired("请选照片")])


class ObjectionForm(Form):
    """What somebody said. Choices of `worker` are the people of the claim."""

    on = DayField("哪天反映的", [required("反映的日子")])
    way = ChoiceField("怎样反映的", choices=[(one, one) for one in WAYS])
    who = StringField("谁反映的(可以不写)", [at_most(80)])
    worker = ChoiceField("说的是谁", choices=[("", "不是说某一个人")])
    text = TextAreaField("反映了什么", [required("反映了什么"), at_most(400)])


class SettleForm(Form):
    """How it ended."""

    on = DayField("哪天处理的", [required("处理的日子")])
    outcome = ChoiceField("查的结果", choices=list(OUTCOMES.items()))
    taken_off = BooleanField("这个人从申领中去掉")
    text = TextAreaField("怎样查的、怎样处理的", [required("怎样处理的"), at_most(400)])


class OnForm(Form):
    """A step that needs only its day."""

    on = DayField("哪一天", [required("日子")])
