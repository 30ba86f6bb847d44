"""A training: who learns what from whom, when, how many days, with which certificate."""

from wtforms import StringField

from workshop.access.forms import required
from workshop.claims.forms.recognition import at_most
from workshop.claims.forms.register import HalfDaysField, ToldForm
from workshop.claims.rules.wordlists import TRAININGS
from workshop.people.forms.fields import ChoiceField, DayField

CERTIFICATES = [("", "还没有"), ("yes", "拿到了"), ("no", "没有拿到")]


class TrainingForm(ToldForm):
    """A training as it is recorded, or as it ended."""

    worker = StringField("学员", [required("学员"), at_most(64)])
    mentor = StringField("师傅", [at_most(64)])
    kind = ChoiceField("哪一种", choices=[(kind, kind) for kind in TRAININGS], default="以岗代训")
    first = DayField("从", [required("起期")])
    last = DayField("到", [required("止期")])
    half_days = HalfDaysField("出勤天数")
    certificate = ChoiceField("证书", choices=CERTIFICATES, default="")
