"""The base of every form: errors in one list, refusals shown beside the field they are about."""

from __future__ import annotations

from typing import Any, TypedDict

from flask import g
from flask_wtf import FlaskForm
from wtforms.csrf.core import CSRFTokenField
from wtforms.fields import HiddenField
from wtforms.widgets import HiddenInput

from coproduction.core.nhs.fields import NHSSubmit
from coproduction.core.refusals import Refusal

LOST_TOKEN = "The page was open for too long. Your answers are still here: try again"  # noqa: S105 - words, no secret


class TokenWhenDrawn(CSRFTokenField):
    """A token against forged requests that is made when it is drawn, because making it begins a session.

    So a page that makes a form and does not show it sets no cookie, and caches may keep it.
    """

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Take what was sent, without making the token of this page yet."""
        HiddenField.process(self, *args, **kwargs)

    def _value(self) -> str:
        token: str = self.csrf_impl.generate_csrf_token(self)
        return token


class Tokens(FlaskForm.Meta.csrf_class):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's tokens, made when they are drawn."""

    field_class = TokenWhenDrawn


class FormError(TypedDict):
    """One line of the error summary. `href` leads to the field; it is None when the error is about the whole form."""

    text: str
    href: str | None


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose fields draw themselves and whose errors the layout shows."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Hidden fields without ids, so that a page may hold several forms; answers kept while somebody signed in."""

        csrf_class = Tokens

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Fill a form that is only being looked at with the answers that `accounts` kept, where it kept any."""
            sent = super().wrap_formdata(form, formdata)
            return g.get("held_answers") if sent is None else sent

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """Draw a field that does not draw itself."""
            if isinstance(field.widget, HiddenInput):
                render_kw = {"id": False, **render_kw}
            return super().render_field(field, render_kw)

    def refuse(self, refusal: Refusal) -> None:
        """Show the refusal beside the field it names, or for the whole form."""
        if refusal.field in self._fields:
            field = self._fields[refusal.field]
            field.errors = [*field.errors, refusal.message]
        else:
            self.form_errors.append(refusal.message)

    @property
    def drawn(self) -> list[Any]:
        """Return the fields in the order of the page. The button stands last, whatever a form adds to another."""
        return sorted(self, key=lambda field: bool(field.name == "submit"))

    @property
    def status(self) -> int:
        """Return the status of a page that shows this form again: 400 without a token of this browser, or else 200.

        For views that are exempt from the check before every view, so that what was typed is shown again.
        """
        return 400 if self.meta.csrf_field_name in self.errors else 200

    @property
    def error_list(self) -> list[FormError]:
        """Return one error for each field that has any, in the order of the page.

        Before them stand those of how the form was sent, and of the whole form.
        """
        errors = [FormError(text=text, href=None) for text in (*g.get("errors_of_sending", ()), *self.form_errors)]
        return errors + [self._error_of(field) for field in self._fields.values() if field.errors]

    def _error_of(self, field: Any) -> FormError:
        if field.name == self.meta.csrf_field_name:
            return FormError(text=LOST_TOKEN, href=None)
        if isinstance(field.widget, HiddenInput):
            return FormError(text=field.errors[0], href=None)
        return FormError(text=field.errors[0], href=f"#{getattr(field, 'first_control', field.id)}")


class ConfirmForm(Form):
    """One button, and nothing to fill in: `ConfirmForm(button="Yes, I can come")`."""

    submit = NHSSubmit("Confirm")

    def __init__(self, *, button: str | None = None, **form: Any) -> None:
        super().__init__(**form)
        if button:
            self.submit.label.text = button
