"""Accounts, the links that sign them in, and forms kept for somebody whose session had ended."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.audiences import Audience
from coproduction.core.database import Base


class Account(Base):
    """What signs in. Two people may share one email address, so an address is not unique."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    password_hash: Mapped[str | None]
    is_member: Mapped[bool] = mapped_column(default=False)
    is_coordinator: Mapped[bool] = mapped_column(default=False)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_supporter: Mapped[bool] = mapped_column(default=False)
    is_safeguarding_lead: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    sign_in_epoch: Mapped[int] = mapped_column(default=1)

    # What Flask-Login asks; its own mix-in would make the whole class untyped.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Say whether the account may sign in."""
        return self.closed_at is None

    def get_id(self) -> str:
        """Return what the session keeps. A new epoch (a new password or address) ends every other session."""
        return f"{self.id}.{self.sign_in_epoch}"

    @property
    def audiences(self) -> frozenset[Audience]:
        """Return the audiences this account belongs to."""
        held = {Audience.PUBLIC, Audience.SIGNED_IN}
        if self.is_member:
            held.add(Audience.MEMBER)
        if self.is_coordinator or self.is_administrator:
            held.add(Audience.STAFF)
        if self.is_administrator:
            held.add(Audience.ADMINISTRATOR)
        if self.is_supporter:
            held.add(Audience.SUPPORTER)
        if self.is_safeguarding_lead:
            held.add(Audience.SAFEGUARDING)
        return frozenset(held)


class LinkPurpose(enum.StrEnum):
    """Why a sign-in link was sent."""

    SIGN_IN = "sign in"
    WELCOME = "welcome"


class SignInLink(Base):
    """A link that signs an account in once. Only its digest is kept."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[LinkPurpose]
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class HeldForm(Base):
    """What somebody typed into a form after their session had ended, kept until they have signed in again."""

    __tablename__ = "held_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    path: Mapped[str]  # where it was sent
    page: Mapped[str]  # the page that the form stands on
    answers: Mapped[dict[str, Any]]
    held_at: Mapped[datetime]
