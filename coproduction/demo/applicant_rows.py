"""Turning those who ask to join into rows: their applications, sign-ups that were begun, and chats."""

from __future__ import annotations

from datetime import timedelta

from coproduction.demo.applicants import APPLICANTS, CHATS, SIGN_UPS, Applicant, Chat, SignUp, Turn
from coproduction.demo.book import Book
from coproduction.demo.people import PRIYA
from coproduction.members.forms.questions import BY_COLUMN, QUESTIONS
from coproduction.members.models import (
    Application,
    ApplicationMove,
    ApplicationNeed,
    ApplicationState,
    ApplicationSupporter,
    ChatRequest,
    ConsentWay,
    FilledInBy,
    SeenBy,
)
from coproduction.notifications.models import Channel

FILLING_IN = timedelta(minutes=40)
ANSWERED = ("filled_in_by", "supporter", "name")  # as far as a sign-up came that was begun on the phone
IN_THEIR_WORDS = (
    *("name", "known_as", "channel", "email", "phone", "contact_times"),
    *("area", "about", "availability", "travel", "heard_from"),
)


def write_applicants(book: Book) -> None:
    """Write everybody who has asked to join, in any of the ways in which that begins."""
    for applicant in APPLICANTS:
        _write_applicant(book, applicant)
    for sign_up in SIGN_UPS:
        _write_sign_up(book, sign_up)
    for chat in CHATS:
        _write_chat(book, chat)


def _write_applicant(book: Book, applicant: Applicant) -> None:
    sent_at, turn = book.moment(applicant.days_ago), applicant.turn
    number = _write_application(
        book,
        state=turn.to if turn else ApplicationState.SUBMITTED,
        started_at=sent_at - FILLING_IN,
        changed_at=sent_at,
        submitted_at=sent_at,
        moved_at=book.moment(turn.days_ago) if turn else sent_at,
        look_again_on=book.day(turn.look_again_in) if turn else None,
        agreed_at=sent_at,
        passed=[question.slug for question in QUESTIONS],
        filled_in_by=FilledInBy.WITH_HELP if applicant.supporter else FilledInBy.MYSELF,
        connection=applicant.connection.value,
        interests=[interest.value for interest in applicant.interests],
        **{name: getattr(applicant, name) for name in IN_THEIR_WORDS},
    )
    _write_parts(book, applicant, number=number)
    _write_moves(book, applicant, number=number)


def _write_application(book: Book, **values: object) -> int:
    """Write an application; what is not given is not answered."""
    return book.rows.add(Application, **(dict.fromkeys(_columns()) | values))


def _columns() -> list[str]:
    return [column.name for column in Application.__table__.columns if column.name != "id"]


def _write_parts(book: Book, applicant: Applicant, *, number: int) -> None:
    for kind, detail in applicant.needs:
        book.rows.add(ApplicationNeed, application_id=number, kind=kind, detail=detail, seen_by=SeenBy.COORDINATORS)
    if applicant.supporter:
        book.rows.add(
            ApplicationSupporter,
            application_id=number,
            name=applicant.supporter,
            relation="daughter",
            has_agreement=True,
        )


def _write_moves(book: Book, applicant: Applicant, *, number: int) -> None:
    sent = Turn(ApplicationState.SUBMITTED, "", days_ago=applicant.days_ago, look_again_in=0)
    before = ApplicationState.DRAFT
    for turn in filter(None, (sent, applicant.turn)):
        is_ours = turn is not sent
        book.rows.add(
            ApplicationMove,
            application_id=number,
            from_state=before,
            to_state=turn.to,
            moved_at=book.moment(turn.days_ago),
            moved_by_id=PRIYA if is_ours else None,
            reason=turn.said,
            message_key=f"application-{number}-{'move-2' if is_ours else 'received'}",
        )
        before = turn.to


def _write_sign_up(book: Book, sign_up: SignUp) -> None:
    begun_at = book.moment(sign_up.days_ago)
    _write_application(
        book,
        state=ApplicationState.DRAFT,
        started_at=begun_at,
        changed_at=begun_at + timedelta(minutes=5),
        passed=[BY_COLUMN[column].slug for column in ANSWERED],
        filled_in_by=FilledInBy.MYSELF,
        entered_by_id=sign_up.by_id,
        consent_way=ConsentWay.PHONE,
        consent_on=book.day(-sign_up.days_ago),
        name=sign_up.name,
    )


def _write_chat(book: Book, chat: Chat) -> None:
    book.rows.add(
        ChatRequest,
        asked_at=book.moment(chat.days_ago),
        name=chat.name,
        channel=Channel.PHONE,
        reach=chat.phone,
        times=chat.times,
        about=chat.about,
        held_at=None,
        held_by_id=None,
    )
