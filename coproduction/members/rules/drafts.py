"""The rules of filling in: what is asked, what must be answered, how long answers are kept, and what robots do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_

from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import Application, ApplicationState, FilledInBy
from coproduction.members.rules.contact import DETAIL_OF
from coproduction.members.rules.likeness import plain_phone, plain_words
from coproduction.notifications.models import Channel

# After the last answer, and after sending as well: so long does a link or a code open the answers. No longer than
# browsers keep their key.
DRAFT_DAYS = number(
    "draft-application-days", "How long we keep answers that were not sent", unit="days", seed=30, lowest=7, highest=30
)
CHAT_MONTHS = number(
    "chat-request-months", "How long we keep a request for a chat", unit="months", seed=6, highest=24
)  # an enquiry is kept for 6 months (practice, section 6)
SOONEST = timedelta(seconds=10)  # nobody reads so many questions in less, but a robot does
HELPED = (FilledInBy.WITH_HELP, FilledInBy.FOR_SOMEBODY)
# What may have to be answered, in the order asked.
NEEDED = ("filled_in_by", "supporter", "name", "connection", "channel", "email", "phone", "address")
SHARING = "who-may-know"  # the question about each need: asked when there are needs, and again when one is new
DETAIL_NEEDED: Mapping[str, str] = {
    "email": "Enter the email address that we write to",
    "phone": "Enter the phone number that we ring or text",
    "address": "Enter the address that we post letters to",
}


TELLING = ("name", "email", "phone")  # the answers that show who somebody is
OWN_SUPPORTER = (
    "The supporter has the same name and contact details as the person who asks to join. "
    "A supporter is somebody else. If nobody helps, leave the supporter out."
)


SHARED_OR_SLIP = (
    "The person who asks to join and the supporter have the same email address here. "
    "Change one of them, or tick the box if they share it"
)


def refuse_own_supporter(application: Application, *, about: str) -> None:
    """Refuse an applicant who gives themselves as their supporter; `about` is what was answered last.

    Families share names, addresses and telephones, so it takes the same name and the same way to reach them.
    """
    supporter = application.supporter
    if supporter is None or plain_words(supporter.name) != plain_words(application.name):
        return
    is_same_phone = bool(supporter.phone) and plain_phone(supporter.phone) == plain_phone(application.phone)
    if shares_email(application) or is_same_phone:
        raise Refusal(OWN_SUPPORTER, field=about)


def shares_email(application: Application) -> bool:
    """Say whether the applicant and their supporter gave one email address between them."""
    supporter = application.supporter
    if supporter is None or not supporter.email:
        return False
    return plain_words(supporter.email) == plain_words(application.email)


def refuse_unsaid_sharing(application: Application, *, is_said: bool) -> None:
    """Refuse one email address for both unless somebody says that they share it: it may be a slip, and whoever reads
    the supporter's email then reads what we write to the applicant.
    """
    if shares_email(application) and not is_said:
        raise Refusal(SHARED_OR_SLIP, field="is_shared")


def draft_time(now: datetime) -> timedelta:
    """Return how long answers are kept after the last of them, as it is set at that moment."""
    return timedelta(days=value_of(DRAFT_DAYS, on=uk_wall(now).date()))


def chats_kept_since(now: datetime) -> datetime:
    """Return the moment before which requests for a chat are kept no longer."""
    return now - relativedelta(months=value_of(CHAT_MONTHS, on=uk_wall(now).date()))


def is_draft(application: Application) -> bool:
    """Say whether the application is still being filled in."""
    return application.state is ApplicationState.DRAFT


def is_sign_up() -> ColumnElement[bool]:
    """Return the condition for drafts that a coordinator began for somebody: every coordinator's business.

    A draft that its writer began is theirs alone.
    """
    return and_(Application.state == ApplicationState.DRAFT, Application.entered_by_id.is_not(None))


def is_entered_by_staff(application: Application) -> bool:
    """Say whether a coordinator fills the application in, on the phone for example."""
    return application.entered_by_id is not None


def can_be_opened(application: Application, *, by_staff: bool) -> bool:
    """Say whether whoever has the key may open it.

    A draft that a coordinator began for somebody is for coordinators alone: they may have left the computer to others.
    """
    return by_staff or not (is_draft(application) and is_entered_by_staff(application))


def has_helper(application: Application) -> bool:
    """Say whether somebody helps the applicant to fill it in, or fills it in for them."""
    return application.filled_in_by in HELPED


def speaks_of_them(application: Application | None) -> bool:
    """Say whether whoever answers is not the applicant: then the questions say *they* and not *you*."""
    if application is None:
        return False
    return application.filled_in_by is FilledInBy.FOR_SOMEBODY or is_entered_by_staff(application)


def is_needed(column: str, application: Application) -> bool:
    """Say whether a question must be answered, after the answers so far."""
    if column in ("name", "channel", "connection"):
        return True
    if column == "filled_in_by":
        return not is_entered_by_staff(application)
    if column == "supporter":
        return has_helper(application)
    return is_reached_by(application.channel, column)


def is_asked(column: str, application: Application) -> bool:
    """Say whether a question is asked at all: we want a postal address only to write to, and ask who may know of needs
    only when there are some.
    """
    if column == SHARING:
        return bool(application.needs)
    if column == "filled_in_by":
        return not is_entered_by_staff(application)
    return column != "address" or application.channel is Channel.LETTER


def is_reached_by(channel: Channel | None, column: str) -> bool:
    """Say whether this is what the channel goes to."""
    return channel is not None and DETAIL_OF[channel] == column


def missing_answers(application: Application) -> Iterator[str]:
    """Yield what must be answered before the application can be sent and is not, in the order asked."""
    for column in NEEDED:
        if is_needed(column, application) and not _is_answered(column, application):
            yield column


def _is_answered(column: str, application: Application) -> bool:
    if column != "supporter":
        return bool(getattr(application, column))
    supporter = application.supporter
    return supporter is not None and (supporter.has_agreement or application.filled_in_by is FilledInBy.WITH_HELP)


def can_start(application: Application | None) -> bool:
    """Say whether we know who is filling it in, and so how to ask the rest."""
    if application is None:
        return False
    return is_entered_by_staff(application) or application.filled_in_by is not None


def refuse_empty_detail(application: Application, column: str, answer: object) -> None:
    """Refuse to empty what we reach the applicant by."""
    if is_reached_by(application.channel, column) and not answer:
        raise Refusal(DETAIL_NEEDED[column], field=column)


def refuse_robot(*, decoy: str | None) -> None:
    """Refuse a form in which the box that nobody sees was filled in. Whoever did it by mistake loses nothing."""
    if decoy:
        raise Refusal(
            "A box that should stay empty was filled in, perhaps by your browser. We have emptied it. "
            "Your answers are still here. Press the button again"
        )


def refuse_too_quick(application: Application, *, now: datetime) -> None:
    """Refuse what was filled in quicker than anybody can read, unless a coordinator does it."""
    if not is_entered_by_staff(application):
        refuse_quicker_than_people(application.started_at, now=now)


def refuse_quicker_than_people(began_at: datetime, *, now: datetime) -> None:
    """Refuse what was begun and sent quicker than anybody can read. Waiting a little is enough."""
    if now - began_at < SOONEST:
        raise Refusal(
            f"That was very quick, so we want to be sure that you are a person. Your answers are still here. "
            f"Wait {SOONEST.seconds} seconds, then press the button again"
        )
