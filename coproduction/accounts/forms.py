"""The forms for signing in and for passwords."""

from wtforms.validators import InputRequired

from coproduction.accounts.current import REMEMBERED
from coproduction.accounts.rules import LONGEST_PASSWORD
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSEmailInput, NHSPasswordInput, NHSSubmit

REMEMBER = f"Keep me signed in on this device for {REMEMBERED.days} days"
REMEMBER_HINT = "Do not tick this if other people use this device"


class AskForLinkForm(Form):
    """Ask for a link by email."""

    email = NHSEmailInput("Email address", validators=[InputRequired("Enter your email address")])
    submit = NHSSubmit("Send me a link")


class PasswordForm(Form):
    """Sign in with a password."""

    email = NHSEmailInput(
        "Email address", validators=[InputRequired("Enter your email address")], autocomplete="username"
    )
    password = NHSPasswordInput(
        "Password", validators=[InputRequired("Enter your password")], max_length=LONGEST_PASSWORD
    )
    remember = NHSCheckbox(REMEMBER, description=REMEMBER_HINT)
    submit = NHSSubmit("Sign in")


class OpenLinkForm(Form):
    """Sign in by the link that was opened."""

    remember = NHSCheckbox(REMEMBER, description=REMEMBER_HINT)
    submit = NHSSubmit("Sign in")


class ChoosePasswordForm(Form):
    """Choose a password."""

    password = NHSPasswordInput(
        "New password",
        description="Use 8 characters or more. Three words that do not belong together work well.",
        called="Password",
        validators=[InputRequired("Enter a password")],
        autocomplete="new-password",
        max_length=LONGEST_PASSWORD,
    )
    submit = NHSSubmit("Save password")
