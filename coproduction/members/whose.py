"""Whose details a page is about: one's own, or those of a member for whom a coordinator writes them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from coproduction.accounts.models import Account
from coproduction.members.models import Member


@dataclass(frozen=True, slots=True)
class Whose:
    """The member, who is at the keyboard, and whether that is the member. The same pages serve both."""

    member: Member
    by: Account
    is_own: bool

    @property
    def name(self) -> str:
        """Return what the member is called."""
        return self.member.known_as

    def url(self, page: str, **values: Any) -> str:
        """Return the address of a page of the same name, for oneself or for this member."""
        if self.is_own:
            return url_for(f"members.{page}", **values)
        return url_for(f"members_staff.{page}", member_id=self.member.id, **values)

    @property
    def home(self) -> str:
        """Return the page that shows everything."""
        return url_for("members.show_profile") if self.is_own else self.url("show_member")
