"""Which needs somebody has to book or arrange before an event."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists

from coproduction.core.database import is_one_of
from coproduction.members.models import Member, Need, NeedKind

# People, papers, equipment and places that are there only if they were asked for (practice, sections 2.6 and 5).
TO_BOOK = (
    NeedKind.EASY_READ,
    NeedKind.LARGE_PRINT,
    NeedKind.BRAILLE,
    NeedKind.AUDIO,
    NeedKind.BSL_VIDEO,
    NeedKind.COLOURED_PAPER,
    NeedKind.OTHER_LANGUAGE,
    NeedKind.FORMAT_OTHER,
    NeedKind.BSL_INTERPRETER,
    NeedKind.SIGN_SUPPORTED_ENGLISH,
    NeedKind.LIPSPEAKER,
    NeedKind.SPEECH_TO_TEXT,
    NeedKind.DEAFBLIND_MANUAL,
    NeedKind.NOTE_TAKER,
    NeedKind.ADVOCATE,
    NeedKind.LANGUAGE_INTERPRETER,
    NeedKind.PROFESSIONAL_OTHER,
    NeedKind.HEARING_LOOP,
    NeedKind.SUPPORT_OTHER,
    NeedKind.STEP_FREE,
    NeedKind.CHANGING_PLACES,
    NeedKind.PARKING,
    NeedKind.ASSISTANCE_DOG,
    NeedKind.QUIET_ROOM,
    NeedKind.LOW_SCENT,
    NeedKind.DIET,
    NeedKind.VENUE_OTHER,
    NeedKind.TAXI,
    NeedKind.REPLACEMENT_CARE,
)


def needing(kind: NeedKind) -> ColumnElement[bool]:
    """Return the condition for members who have this need, for use in a query on Member."""
    return exists().where(Need.member_id == Member.id, Need.kind == kind)


def needing_a_booking() -> ColumnElement[bool]:
    """Return the condition for members with any need that has to be booked."""
    return exists().where(Need.member_id == Member.id, is_one_of(Need.kind, TO_BOOK))
