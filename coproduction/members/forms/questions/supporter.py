"""Who fills the answers in, and who helps."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSCheckbox, NHSEmailInput, NHSHidden, NHSRadios, NHSTelInput, NHSTextInput
from coproduction.members.actions import applications as actions
from coproduction.members.actions.applications import SupporterAnswer
from coproduction.members.forms.questions.question import SHARED, SHARED_HINT, SHARED_OF, Asked, Question
from coproduction.members.kinds.joining import FILLED_IN_BY
from coproduction.members.models import Application, FilledInBy
from coproduction.members.rules import HELPED, refuse_robot, shares_email, speaks_of_them

NAME_MISSING = "Enter the name of whoever helps, or go back and change who fills this in"
AGREEMENT_MISSING = "Tick the box to show that the person knows of this and agrees"


class WhoQuestion(Question):
    """Who fills it in: the first question, because the words of the others follow from it."""

    slug, column, short = "who", "filled_in_by", "Who fills this in"
    asked = Asked("Who is filling this in?", "This tells us how to ask the questions.")
    asked_of = asked
    template = "members/ask_who.html"

    filled_in_by = NHSRadios(
        asked.title,
        choices=list(FILLED_IN_BY.items()),
        coerce=FilledInBy,
        validators=[InputRequired("Select who is filling this in")],
    )
    website = NHSHidden()

    @classmethod
    def words(cls, given: FilledInBy) -> str:
        """Return who fills it in."""
        return FILLED_IN_BY[given]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was chosen."""
        return not any(self.filled_in_by.raw_data or ())

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep who fills it in, unless a robot does."""
        refuse_robot(decoy=self.website.data)
        return super().keep(application, now=now)


class SupporterQuestion(Question):
    """Whoever helps. What they say of themselves is kept apart from what the applicant says."""

    slug, column, short = "supporter", "supporter", "Supporter"
    asked = Asked(
        "Who helps you?",
        "A supporter is somebody you trust, like a friend, a relative or a paid helper. We write to you, not to them.",
    )
    asked_of = Asked(
        "Who helps them?",
        "If that is you, write about yourself here. We write to the person, and not to their supporter.",
    )
    template = "members/ask_supporter.html"

    name = NHSTextInput("Name of the supporter", called="Name", max_length=100, autocomplete="off", spellcheck=False)
    relation = NHSTextInput(
        "How do they know each other?",
        description="For example, sister, friend, personal assistant or advocate",
        called="How they know each other",
        max_length=100,
        autocomplete="off",
    )
    email = NHSEmailInput("The supporter’s email address (optional)", called="Email address")
    phone = NHSTelInput("The supporter’s phone number (optional)", called="Phone number")
    is_shared = NHSCheckbox(SHARED, description=SHARED_HINT)
    has_agreement = NHSCheckbox("The person who asks to join knows that I do this, and agrees")

    @classmethod
    def open(cls, application: Application | None) -> Self:
        """Return the form with the supporter so far."""
        form = cls(
            obj=application.supporter if application else None,
            is_shared=application is not None and shares_email(application),
        )
        form.filled_in_by = application.filled_in_by if application else None
        if speaks_of_them(application):
            form.is_shared.label.text = SHARED_OF
        else:
            form.relation.label.text = "How do you know each other?"
        return form

    filled_in_by: FilledInBy | None = None

    @property
    def asks_for_agreement(self) -> bool:
        """Say whether somebody fills it in alone for the person, and so must say that the person agrees."""
        return self.filled_in_by is FilledInBy.FOR_SOMEBODY

    def validate(self, extra_validators: dict[str, list[object]] | None = None) -> bool:
        """Want a name of a supporter who fills it in, and the applicant's agreement if they do it alone."""
        is_right: bool = super().validate(extra_validators)
        if self.filled_in_by in HELPED and not self.name.data:
            self.name.errors, is_right = [*self.name.errors, NAME_MISSING], False
        if self.asks_for_agreement and not self.has_agreement.data:
            self.has_agreement.errors, is_right = [*self.has_agreement.errors, AGREEMENT_MISSING], False
        return is_right

    @classmethod
    def answer_of(cls, application: Application) -> str:
        """Return the supporter, one detail a line."""
        supporter = application.supporter
        if supporter is None:
            return ""
        return "\n".join(filter(None, (supporter.name, supporter.relation, supporter.email, supporter.phone)))

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep who helps."""
        agrees = self.has_agreement.data or not self.asks_for_agreement
        given = SupporterAnswer(
            self.name.data,
            self.relation.data,
            self.email.data,
            self.phone.data,
            has_agreement=agrees,
            is_shared=self.is_shared.data,
        )
        return actions.keep_supporter(application.id, given, question=self.slug, now=now)
