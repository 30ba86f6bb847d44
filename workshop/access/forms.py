"""The sign-in form, and the base of every form here."""

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from workshop.kernel.text import has_forbidden


class Form(FlaskForm):
    """Every form: CSRF token, and no control characters in any field. The page adds a one-time nonce (`_macros.html`)."""

    def validate(self, extra_validators: object = None) -> bool:
        """As WTForms, and refuses by field name what can neither be stored nor printed."""
        clean = super().validate(extra_validators)  # type: ignore[arg-type]
        for field in self:
            if isinstance(field.data, str) and has_forbidden(field.data):
                field.errors = [*field.errors, "含有不能保存的控制字符,请删去后重新输入"]
                clean = False
        return clean


def required(label: str) -> InputRequired:
    """The field must not be empty; the message names it."""
    return InputRequired(f"请填写{label}")


class Parses:
    """A validator that runs a kernel parser and shows its sentence as the field's error."""

    def __init__(self, parse: object) -> None:
        self._parse = parse

    def __call__(self, form: object, field: Field) -> None:
        """Raises ValidationError with the parser's message."""
        if field.data:
            try:
                self._parse(field.data)  # type: ignore[operator]
            except ValueError as error:
                raise ValidationError(str(error)) from error


class SignInForm(Form):
    """Login and password."""

    login = StringField("账号", [required("账号"), Length(max=40)])
    password = PasswordField("密码", [required("密码"), Length(max=200)])
    next = HiddenField()
