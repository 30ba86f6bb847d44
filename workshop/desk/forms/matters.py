"""A matter written down for somebody, its steps, its injury, its scans, and the limits of time."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from workshop.access.forms import Form, required
from workshop.desk.rules.matters import OUTCOMES, TOPICS
from workshop.people.forms.fields import ChoiceField, DayField, YuanField

# The fields that each kind is written down with.
FIELDS: dict[str, tuple[str, ...]] = {
    "dispute": ("worker", "topic", "text", "first", "last", "fen", "paper"),
    "injury": ("worker", "first", "at", "place", "body", "text", "witness", "hospital", "found", "paper"),
    "request": ("worker", "topic", "text", "first", "last", "fen", "paper"),
    "other": ("worker", "text", "first", "paper"),
}


class MaybeField(ChoiceField):
    """One of a list that is known only when the page is made, or nothing."""

    data: Any

    def offer(self, pairs: Iterable[tuple[str, str]]) -> None:
        """What may be chosen now."""
        self.choices = [SelectChoice(*pair) for pair in pairs]  # type: ignore[assignment]

    def pre_validate(self, form: Any) -> None:
        """Refuses what is not in the list; nothing is nothing."""
        if self.data in (None, "", "None"):
            self.data = ""
            return
        super().pre_validate(form)


def _long(most: int) -> Length:
    return Length(max=most, message=f"最多 {most} 个字")


class InjuryForm(Form):
    """What is known of an injury."""

    first = DayField("哪天")
    at = StringField("几点", [_long(20)])
    place = StringField("在哪里", [_long(80)])
    body = StringField("伤在哪里", [_long(80)])
    text = TextAreaField("怎么伤的", [_long(2000)])
    witness = StringField("谁看见了", [_long(80)])
    hospital = StringField("送到哪家医院", [_long(80)])
    found = StringField("诊断、误工", [_long(200)])


class NewMatterForm(InjuryForm):
    """A matter for somebody without a phone; which fields are shown depends on the kind."""

    worker = StringField("谁的事", [_long(64)])
    topic = MaybeField("哪一种", choices=())
    last = DayField("到哪天")
    fen = YuanField("金额(元)")
    paper = StringField("签字的纸在哪里", [_long(200)])

    def offer(self, kind: str) -> "NewMatterForm":
        """The same form as it stands for one kind."""
        self.topic.offer(TOPICS.get(kind, {"": ""}).items())
        words = {"injury": ("哪天受伤", "怎么伤的"), "dispute": ("从哪天起", "本人说了什么")}
        self.first.label.text, self.text.label.text = words.get(kind, ("从哪天", "本人说了什么"))
        return self


class StepForm(Form):
    """A step of a matter; which fields it shows depends on what is done."""

    act = HiddenField(validators=[required("做什么")])
    text = TextAreaField("写什么", [_long(2000)])
    said_by = StringField("谁说的", [_long(64)])
    said_on = DayField("哪天")
    liaison = MaybeField("联络员", choices=())
    outcome = MaybeField("结果", choices=OUTCOMES.items())
    link = StringField("更正", [_long(100)])


class MatterScanForm(Form):
    """A scan or photo."""

    document = MaybeField("是什么", choices=())
    file = FileField("照片或 PDF", [FileRequired("请选文件")])


class LimitForm(Form):
    """A limit as the workshop has it from a day on."""

    name = HiddenField(validators=[required("期限")])
    amount: Any = IntegerField("多少", [InputRequired("请写数字"), NumberRange(1, 400, "请写 1 到 400")])
    valid_from = DayField("从哪天起", [required("起日")])
    source = StringField("依据", [_long(200)])
    checked_on = DayField("哪天对照原文核对过")


class BundleForm(Form):
    """Whose papers, which span, why."""

    first = DayField("从哪天", [required("起日")])
    last = DayField("到哪天", [required("止日")])
    reason = StringField("为什么导出", [required("原因"), _long(200)])
