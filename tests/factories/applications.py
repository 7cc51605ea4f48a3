"""People who ask to join, or to talk about it."""

from __future__ import annotations

from typing import Any

import factory

from coproduction.core.database import db
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationNeed,
    ApplicationState,
    ChatRequest,
    FilledInBy,
    SeenBy,
)
from coproduction.members.rules import digest_of
from coproduction.notifications.models import Channel
from tests.factories.base import LONG_AGO, Factory


class ApplicationFactory(Factory):
    class Meta:
        model = Application

    state = ApplicationState.SUBMITTED
    filled_in_by = FilledInBy.MYSELF
    started_at = LONG_AGO
    changed_at = LONG_AGO
    submitted_at = LONG_AGO
    agreed_at = LONG_AGO
    name = factory.Sequence(lambda n: f"Applicant {n}")
    channel = Channel.EMAIL
    email = factory.Sequence(lambda n: f"applicant{n}@example.org")

    @factory.post_generation
    def opened_by(self: Any, _create: bool, key: Any, **_: Any) -> None:
        """Let this key open it."""
        if key:
            self.keys.append(ApplicationKey(digest=digest_of(key), made_at=self.started_at))
            db.session.flush()

    @factory.post_generation
    def needing(self: Any, _create: bool, needs: Any, **_: Any) -> None:
        """Write what the applicant needs: a detail for each kind."""
        for kind, detail in (needs or {}).items():
            self.needs.append(ApplicationNeed(kind=kind, detail=detail, seen_by=SeenBy.COORDINATORS))
        db.session.flush()


class ChatRequestFactory(Factory):
    class Meta:
        model = ChatRequest

    asked_at = LONG_AGO
    name = factory.Sequence(lambda n: f"Stranger {n}")
    channel = Channel.PHONE
    reach = "0115 496 0050"
