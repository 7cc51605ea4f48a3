"""A panel with everybody who has to do with it, and all that they are told, open and read."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.members.actions.qualifications import record_experience
from coproduction.members.models import Grant, Interest, NeedKind, PaymentChoice, PaymentPreference, SeenBy
from coproduction.notifications import housekeeping
from coproduction.notifications.models import Channel
from coproduction.panels.models import PanelMove, PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.schedule.models import Part, Place, PlaceState
from tests.conftest import NOON
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.factories.base import LONG_AGO
from tests.leaks.confidence import (
    HIGH_MONTHLY,
    HIGH_WEEKLY,
    MONTHLY,
    WEEKLY,
    found_in,
    links_in,
    name_of_supporter,
    supporters_in,
    words_of,
)
from tests.pages import Browser
from tests.panels.requesting import TUESDAY
from tests.rosters.looking import looks

OF_MANAGER = ("", "/outcome", "/outcome/correct", "/dates", "/cancel")  # that say more than they said themselves
BY_PHONE = {"account": None, "channel": Channel.PHONE, "email": None}
BY_TEXT = {"account": None, "channel": Channel.TEXT, "email": None}


class Watched(Browser):
    """A browser that writes down every address: what it asks for, where it is sent on to, and what its pages offer."""

    def __init__(self, app, addresses):
        super().__init__(app)
        self.addresses = addresses

    def fetch(self, path, *, method="GET", **request):
        answer = super().fetch(path, method=method, **request)
        on_page = re.findall(r"(?:action|href|src)=\"([^\"]*)\"", answer.get_data(as_text=True))
        self.addresses.update([path, *(each.request.url for each in (*answer.history, answer)), *on_page])
        return answer


class Play:
    """One panel for two, on which Amara and Tunde have places, and all that its people open and read."""

    def __init__(self, app, log, *, inbox, clocks, stage=PanelStage.ROSTERED, **of_role):
        self.app, self.log, self.inbox, self.clocks, self.now = app, log, inbox, clocks, NOON
        self.addresses: set[str] = set()
        self.manager_saw: list[str] = []
        self.manager_opened: set[str] = set()
        self.taken_away: list[str] = []
        self.case = PanelCaseFactory(stage=stage, panel=PanelFactory(event__starts_at=TUESDAY))
        if stage is PanelStage.ROSTERED:
            self.case.moves.append(PanelMove(to_stage=stage, moved_at=LONG_AGO))
        self.panel, self.event = self.case.panel, self.case.panel.event
        self.event_id, self.request = self.case.event_id, PanelRequestFactory(case=self.case)
        self.track = f"/panels/tracking/{key_for(self.request)}"
        self.role = EventRoleFactory(
            event=self.event, **{"name": "Panel member", "minimum": 2, "maximum": 2, "is_open": False, **of_role}
        )
        self.staff, self.manager = StaffFactory(), Watched(app, self.addresses)
        self.amara, self.tunde = self.seated(known_as="Amara"), self.seated(known_as="Tunde")
        self.priya = self.browser(self.staff)

    def able(self, *, weekly=HIGH_WEEKLY, monthly=HIGH_MONTHLY, need=NeedKind.BSL_INTERPRETER, **given):
        """A member with caps, a need and a supporter who gets copies, each in words of its own."""
        made = MemberFactory(interested_in=[Interest.PANELS], **given)
        record_experience(made.id, Interest.PANELS, since=date(2019, 3, 1), by=self.staff, now=NOON)
        NeedFactory(member=made, kind=need, detail="hoistword", seen_by=SeenBy.ORGANISERS)
        caps = {"weekly_cap": weekly, "monthly_cap": monthly}
        db.session.add(PaymentPreference(member_id=made.id, choice=PaymentChoice.PAID, **caps))
        name = name_of_supporter(made.id)
        SupporterFactory(member=made, name=name, email=f"{name}@example.org", may=Grant)
        db.session.flush()
        return made

    def seated(self, role=None, state=PlaceState.HELD, **given):
        """Such a member with a place."""
        made = self.able(**{"weekly": WEEKLY, "monthly": MONTHLY, **given})
        PlaceFactory(role=role or self.role, member=made, state=state)
        return made

    def standby(self, **given):
        """Such a member, who stands by."""
        part = {"part": Part.STANDBY, "stands_by_for_id": self.role.id, "maximum": 1, "is_open": False}
        return self.seated(EventRoleFactory(event=self.event, name="Standby", **part), **given)

    def of(self, member, role=None):
        """Return the place that a member has in a role."""
        return db.session.query(Place).filter_by(role_id=(role or self.role).id, member_id=member.id).one()

    def browser(self, account):
        """Return the browser of an account, whose addresses are watched."""
        made = Watched(self.app, self.addresses)
        made.sign_in(account)
        return made

    def manager_looks(self):
        """Let the recruiting manager open all their pages."""
        for page in (self.manager.get(f"{self.track}{name}") for name in OF_MANAGER):
            self.manager_saw.append(page.html)
            self.manager_opened.add(page.address.removeprefix(self.track))

    def takes_away(self, path):
        """Let a coordinator download a spreadsheet, or open what is printed, to take it away."""
        answer = self.priya.fetch(path)
        assert answer.status_code == 200, path
        self.taken_away += [str(answer.headers), answer.get_data(as_text=True)]

    def it_is(self, moment: datetime):
        """Let it be another moment, for the pages too."""
        self.now = moment
        self.clocks.setattr(clock, "now", lambda: moment)

    def worker_works(self, moment: datetime | None = None):
        """Let it be that moment, and the worker do all that is to do then."""
        self.it_is(moment or self.now)
        looks(self.now)
        for act in (housekeeping.go_round_when_due, housekeeping.keep_house):
            act(clock=lambda: self.now)

    def assert_nothing_leaked(self, templates: set[str]) -> list[dict[str, Any]]:
        """Look for all that is in confidence in all that left; return what was logged of requests.

        Without the messages of these templates, nothing of theirs could be found.
        """
        messages, lines = self.inbox.messages, self.log.lines()
        assert sorted({message.template for message in messages}) == sorted(templates)
        assert [line for line in lines if "Traceback" in line or '"level": "ERROR"' in line] == []
        addresses = [*self.addresses, *links_in(messages)]
        for texts in (map(words_of, messages), addresses, lines, self.manager_saw):
            assert found_in(texts) == []
        assert {*found_in(self.taken_away)} <= {"Ask first"}  # coordinators take it away, who may read that and no more
        to_others = [words_of(message).replace(name_of_supporter(message.member_id), "") for message in messages]
        assert supporters_in([*to_others, *addresses, *lines, *self.manager_saw, *self.taken_away]) == []
        return [json.loads(line) for line in lines if line.startswith("{")]
