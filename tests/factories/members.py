"""Members, and what belongs to one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import factory

from coproduction.core.database import db
from coproduction.members.models import (
    AwayDate,
    Grant,
    HeldQualification,
    Member,
    MemberInterest,
    Need,
    NeedKind,
    Qualification,
    RestrictedNote,
    Supporter,
    SupporterGrant,
)
from coproduction.notifications.models import Channel
from tests.factories.accounts import AccountFactory, StaffFactory
from tests.factories.base import LONG_AGO, Factory


class MemberFactory(Factory):
    """A member with an account and an email address; `account=None, channel="phone", email=None` has neither."""

    class Meta:
        model = Member

    name = factory.Sequence(lambda n: f"Member {n}")
    known_as = factory.LazyAttribute(lambda member: member.name)
    email = factory.Sequence(lambda n: f"member{n}@example.org")
    phone = "0115 496 0100"
    channel = Channel.EMAIL
    joined_on = date(2026, 1, 5)
    account = factory.SubFactory(
        AccountFactory,
        is_member=True,
        name=factory.SelfAttribute("..name"),
        email=factory.SelfAttribute("..email"),
    )

    @factory.post_generation
    def interested_in(self: Any, _create: bool, interests: Any, **_: Any) -> None:
        """Tick what the member likes to take part in."""
        for interest in interests or ():
            db.session.add(MemberInterest(member=self, interest=interest))
        db.session.flush()


class NeedFactory(Factory):
    class Meta:
        model = Need

    member = factory.SubFactory(MemberFactory)
    kind = NeedKind.STEP_FREE
    detail = "Step-free room"
    review_on = date(2028, 1, 5)
    recorded_at = LONG_AGO


class SupporterFactory(Factory):
    """Somebody who supports a member, with a sign-in of their own; `may=[Grant.ANSWER]` says what they are granted."""

    class Meta:
        model = Supporter

    member = factory.SubFactory(MemberFactory)
    name = factory.Sequence(lambda n: f"Supporter {n}")
    relation = "Friend"
    email = factory.Sequence(lambda n: f"supporter{n}@example.org")
    account = factory.SubFactory(
        AccountFactory,
        is_supporter=True,
        name=factory.SelfAttribute("..name"),
        email=factory.SelfAttribute("..email"),
    )
    added_at = LONG_AGO

    @factory.post_generation
    def may(self: Any, _create: bool, grants: Iterable[Grant] | None, **_: Any) -> None:
        """Let them see and do this."""
        self.grants = [SupporterGrant(allowed=grant) for grant in grants or ()]
        db.session.flush()


class RestrictedNoteFactory(Factory):
    class Meta:
        model = RestrictedNote

    member = factory.SubFactory(MemberFactory)
    written_at = LONG_AGO
    written_by = factory.SubFactory(StaffFactory)
    words = "Seen with a bruise on Monday"


class AwayDateFactory(Factory):
    class Meta:
        model = AwayDate

    member = factory.SubFactory(MemberFactory)
    starts_on = date(2027, 1, 10)
    ends_on = date(2027, 1, 20)


class QualificationFactory(Factory):
    class Meta:
        model = Qualification

    name = factory.Sequence(lambda n: f"Skill {n}")


class HeldQualificationFactory(Factory):
    class Meta:
        model = HeldQualification

    member = factory.SubFactory(MemberFactory)
    qualification = factory.SubFactory(QualificationFactory)
    achieved_on = date(2026, 1, 5)
