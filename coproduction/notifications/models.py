"""The outbox: what is to be told to whom, by which channel, and how far it has come."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Channel(enum.StrEnum):
    """How a person is told."""

    EMAIL = "email"
    PHONE = "phone"
    TEXT = "text"
    LETTER = "letter"


class MessageState(enum.StrEnum):
    """How far a message has come: we send emails; staff do calls and letters."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who is told, the channel they chose, and every way we have to reach them."""

    name: str
    channel: Channel = Channel.EMAIL
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    member_id: int | None = None

    @classmethod
    def by_email(cls, name: str, email: str) -> Recipient:
        """Return somebody who reads email, such as staff."""
        return cls(name=name, email=email)

    def reached_by(self) -> tuple[Channel, str]:
        """Return the channel to use and where it goes: the chosen one, or else the first that we can use.

        Nobody is left out: without any way to reach them it is a letter, which staff see, with nowhere to go.
        """
        ways = {
            Channel.EMAIL: self.email,
            Channel.PHONE: self.phone,
            Channel.TEXT: self.phone,
            Channel.LETTER: self.address,
        }
        for channel in (self.channel, *Channel):
            if where := ways[channel]:
                return channel, where
        return Channel.LETTER, ""


class Message(Base):
    """One thing told to one person by one channel. The words are rendered when it is written.

    The words of a secret message, such as a sign-in link, are erased when it has been sent, or passed on by staff;
    those of any other, with name and address, some months afterwards.
    """

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "channel", "send_after", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    template: Mapped[str]
    channel: Mapped[Channel]
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    to_name: Mapped[str]
    to_address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    is_secret: Mapped[bool] = mapped_column(default=False)
    calendar: Mapped[str | None]
    calendar_method: Mapped[str | None]
    created_at: Mapped[datetime]
    send_after: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    last_error: Mapped[str | None]
    message_id: Mapped[str]

    @property
    def is_done(self) -> bool:
        """Say whether staff have passed it on."""
        return self.state is MessageState.DONE

    @property
    def words(self) -> Markup | None:
        """Return the words for staff to pass on. None for a secret of an email, and for one that was passed on."""
        is_hidden = self.is_secret and (self.channel is Channel.EMAIL or self.is_done)
        return None if is_hidden else Markup(self.html)  # noqa: S704 - made by rendering, from escaped Markdown


class CopyRecipient(Base):
    """Somebody who gets a copy by email of what a member is told, never of a secret: a supporter whom they chose."""

    __tablename__ = "copy_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[str]
    email: Mapped[str]


class Silence(Base):
    """Somebody who is told nothing any more, on any channel, and nobody in their place: they have died."""

    __tablename__ = "silence"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    since: Mapped[datetime]


class WorkerHeartbeat(Base):
    """When each worker last showed that it is alive."""

    __tablename__ = "worker_heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    beaten_at: Mapped[datetime]
