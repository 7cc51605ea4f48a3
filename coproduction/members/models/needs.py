"""The needs passport: what a member needs in order to take part, line by line."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base

if TYPE_CHECKING:
    from coproduction.members.models.members import Member


class NeedKind(enum.StrEnum):
    """What can be needed, in the words of the Accessible Information Standard and for venues; grouped in kinds."""

    CONTACT_EMAIL = "contact by email"
    CONTACT_TEXT = "contact by text"
    CONTACT_PHONE = "contact by phone"
    CONTACT_LETTER = "contact by letter"
    CONTACT_RELAY = "contact by Relay UK"
    CONTACT_SUPPORTER = "contact through supporter"
    CONTACT_OTHER = "contact in another way"

    EASY_READ = "Easy Read"
    LARGE_PRINT = "large print"
    BRAILLE = "braille"
    AUDIO = "audio"
    BSL_VIDEO = "BSL video"
    PLAIN_TEXT = "plain-text email"
    COLOURED_PAPER = "coloured paper"
    OTHER_LANGUAGE = "another language"
    FORMAT_OTHER = "another format"

    BSL_INTERPRETER = "BSL interpreter"
    SIGN_SUPPORTED_ENGLISH = "Sign Supported English"
    LIPSPEAKER = "lipspeaker"
    SPEECH_TO_TEXT = "speech-to-text reporter"
    DEAFBLIND_MANUAL = "deafblind manual"
    NOTE_TAKER = "note-taker"
    ADVOCATE = "advocate"
    LANGUAGE_INTERPRETER = "language interpreter"
    PROFESSIONAL_OTHER = "another professional"

    HEARING_LOOP = "hearing loop"
    LIPREADING = "lipreading"
    EXTRA_TIME = "extra time"
    AAC = "AAC"
    ASSISTANT = "personal assistant"
    SUPPORT_OTHER = "another support"

    STEP_FREE = "step-free"
    CHANGING_PLACES = "Changing Places toilet"
    PARKING = "parking"
    ASSISTANCE_DOG = "assistance dog"
    QUIET_ROOM = "quiet room"
    LOW_SCENT = "low scent"
    BREAKS = "breaks"
    DIET = "diet"
    VENUE_OTHER = "another venue need"

    TAXI = "taxi"
    REPLACEMENT_CARE = "replacement care"


class SeenBy(enum.StrEnum):
    """Who may see a need, beside the member: each also lets in those before it."""

    COORDINATORS = "coordinators"
    ORGANISERS = "event organisers"
    TRAINERS = "trainers"


class Need(Base):
    """Something a member needs in order to take part, in the member's words.

    `lead_days` is how many working days it takes to arrange. It is asked "still right?" from the review day on.
    """

    __tablename__ = "need"
    __table_args__ = (CheckConstraint("lead_days >= 0", name="lead_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[NeedKind]
    detail: Mapped[str] = mapped_column(default="")
    seen_by: Mapped[SeenBy] = mapped_column(default=SeenBy.COORDINATORS)
    lead_days: Mapped[int] = mapped_column(default=0)
    review_on: Mapped[date] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(back_populates="needs")
