"""What journeys about panels begin with: panels that managers asked for, and members who sign in, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coproduction.accounts.current import SessionCookies
from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dated_settings import DatedSetting
from coproduction.members.models import Interest, Member
from coproduction.notifications.quiet_hours import QUIET_FROM, QUIET_UNTIL
from coproduction.panels.models import Panel, PanelMove, PanelRequest, PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.schedule.models import EventRole
from tests.factories import EventRoleFactory, MemberFactory, PanelCaseFactory, PanelFactory, PanelRequestFactory
from tests.factories.base import LONG_AGO
from tests.journeys.platform import Platform
from tests.journeys.year import database_of

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SAM = "sam.lowe@example.org"
Sessions = Callable[[Account | None], str]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A panel with the part of its members, and the page of the manager who asked for it."""

    panel: Panel
    role: EventRole
    tracking: str

    @property
    def event_id(self) -> int:
        """Return the number of its event."""
        return self.role.event_id


@contextmanager
def setting(platform: Platform) -> Iterator[Sessions]:
    """Open the platform's database to set things up, with what makes sessions. It keeps all of it at the end.

    No hour is quiet, for a journey may be made at night.
    """
    with database_of(platform) as app:
        for number, value in ((QUIET_FROM, 24), (QUIET_UNTIL, 0)):
            db.session.add(DatedSetting(name=number.name, value=value, from_day=LONG_AGO.date(), set_at=LONG_AGO))
        signer = SessionCookies().get_signing_serializer(app)
        assert signer

        def session_of(account: Account | None) -> str:
            assert account
            return str(signer.dumps({"_user_id": account.get_id()}))

        yield session_of
        db.session.commit()


def panel_asked_for(starts_at: datetime, stage: PanelStage, *, members: int = 2, **event: object) -> AskedFor:
    """A panel of two hours that Sam Lowe asked for, for so many members; `event__organiser=priya` sees to it."""
    panel = PanelFactory(event__starts_at=starts_at, **event)
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel, stage=stage))
    if stage is PanelStage.BRIEFED:
        was, had = PanelStage.RECRUITING, PanelStage.ROSTERED
        db.session.add(PanelMove(case_id=request.case_id, from_stage=was, to_stage=had, moved_at=LONG_AGO))
    keep_times(request, starts_at)
    role = EventRoleFactory(
        event=panel.event, name="Panel member", minimum=members, maximum=members, is_open=False, asks_next=True
    )
    return AskedFor(panel, role, f"/panels/tracking/{key_for(request)}")


def keep_times(request: PanelRequest, starts_at: datetime) -> None:
    """Let the request be for interviews of two hours from then on."""
    [interviews] = request.times
    interviews.starts_at, interviews.ends_at = starts_at, starts_at + timedelta(hours=2)
    db.session.flush()


def member(name: str, **values: object) -> Member:
    """A member who likes panels, unless `values` say otherwise, with an address after their first name."""
    first = name.split(maxsplit=1)[0]
    known = {"known_as": first, "email": f"{first.lower()}@example.org", "interested_in": [Interest.PANELS]}
    return MemberFactory(name=name, **{**known, **values})
