"""A panel is played through with words of its own for all that is in confidence, and what leaves is searched.

That is every message by every channel, with its subject and addresses; every address that anybody opens, is sent to or
is offered on a page; every log line; and all pages of the recruiting manager.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.logs import route
from coproduction.members.models import Grant, NeedKind, PaymentChoice, PaymentPreference, SeenBy
from coproduction.notifications import housekeeping
from coproduction.notifications.models import Channel
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.rosters.actions import ask_member
from coproduction.rosters.models import PlaceFee
from coproduction.schedule.models import Arrangement, Part, Place
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PanelCaseFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.pages import Browser
from tests.panels.seats import BY_LETTER

CANDIDATES = "Quillonia Vexley\nZebedee Thrupp"
IN_CONFIDENCE = (
    "Quillonia",
    "Vexley",
    "Zebedee",
    "Thrupp",  # the candidates
    "£44",
    "£71",  # the caps, which the fee of a panel passes
    "hoistword",
    "interpreter",
    "sign language",  # what somebody needs
    "questionword",  # what candidates are asked
    "noteword",  # what a member thinks of an answer
    "feedbackword",  # what a member tells us alone
)
# Whatever the words: no message, address or page of the manager speaks of these at all.
NEVER_SAID = re.compile(
    r"conflict|benefit|allowance|universal credit|\bcaps?\b|earning|per (week|month)|\bBSL\b", re.IGNORECASE
)
ANSWERED = re.compile(r"knows (somebody|a candidate|one)|because .{0,30}know|unavailable because", re.IGNORECASE)
OF_MANAGER = ("", "/outcome", "/outcome/correct", "/dates", "/cancel")  # that say more than they said themselves
BY_PHONE = {"account": None, "channel": Channel.PHONE, "email": None}
BY_TEXT = {"account": None, "channel": Channel.TEXT, "email": None}


@pytest.fixture
def out(capsys):
    """All that is logged, from here on."""
    level = logging.getLogger().level
    route("INFO")
    yield capsys
    route(logging.getLevelName(level))


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
    """One panel with everybody who has to do with it, and all that they open and read."""

    def __init__(self, app, noon):
        self.app, self.noon = app, noon
        self.addresses: set[str] = set()
        self.manager_saw: list[str] = []
        self.manager_opened: set[str] = set()
        self.case = PanelCaseFactory(stage=PanelStage.ROSTERED)
        self.event, self.event_id = self.case.panel.event, self.case.panel.event_id
        self.track = f"/panels/tracking/{key_for(PanelRequestFactory(case=self.case))}"
        self.role = EventRoleFactory(event=self.event, name="Panel member", minimum=2, maximum=6, is_open=False)
        part = {"part": Part.STANDBY, "stands_by_for_id": self.role.id}
        standby = EventRoleFactory(event=self.event, name="Standby", maximum=1, is_open=False, **part)
        self.amara, self.tunde = self.seated(known_as="Amara"), self.seated(known_as="Tunde")
        self.joan, self.ivy = self.seated(name="Joan Bell", **BY_PHONE), self.seated(name="Ivy Lamb", **BY_LETTER)
        self.lee = self.seated(name="Lee Holt", **BY_TEXT)
        self.ruth = self.seated(standby, known_as="Ruth")
        self.priya, self.manager = self.browser(StaffFactory()), Watched(app, self.addresses)

    def seated(self, role=None, **given):
        """A member with a place, with a cap, a need and a supporter who gets copies, each in words of its own."""
        made = MemberFactory(**given)
        NeedFactory(member=made, kind=NeedKind.BSL_INTERPRETER, detail="hoistword", seen_by=SeenBy.ORGANISERS)
        db.session.add(PaymentPreference(member_id=made.id, choice=PaymentChoice.PAID, weekly_cap=44, monthly_cap=71))
        SupporterFactory(member=made, may=Grant)
        PlaceFactory(role=role or self.role, member=made)
        db.session.flush()
        return made

    def browser(self, account):
        made = Watched(self.app, self.addresses)
        made.sign_in(account)
        return made

    def manager_looks(self):
        for page in (self.manager.get(f"{self.track}{name}") for name in OF_MANAGER):
            self.manager_saw.append(page.html)
            self.manager_opened.add(page.address.removeprefix(self.track))

    def days_go_by(self, moment):
        assert [done.what for done in housekeeping.keep_house(clock=lambda: moment)]

    def of(self, member):
        return db.session.query(Place).filter_by(role_id=self.role.id, member_id=member.id).one()


def say(page, button, *knows):
    """Say yes or no to each name on the page; return the address of the page that follows."""
    names = sorted(name for form in page.forms for name in form.names if name.startswith("knows_"))
    after = page.press(button, **dict(zip(names, knows, strict=True)))
    return after.address + after.query


def members_answer(play):
    """Two know a candidate, online and on the phone, who said it by mistake; the others know nobody."""
    play.priya.get(f"/panels/{play.event_id}/candidates").press("Add and ask members", names=CANDIDATES)
    theirs = f"/events/{play.event_id}/candidates"
    yes = say(play.browser(play.amara.account).get(theirs), "Send my answers", "no", "yes")
    play.manager_looks()
    for member, *knows in ((play.joan, "yes", "no"), (play.ivy, "no", "no"), (play.lee, "no", "no")):
        page = play.priya.get(f"/panels/{play.event_id}/candidates/answers/{member.id}")
        say(page, "Record the answers", *knows)
    page = play.priya.get(f"/panels/{play.event_id}/candidates").press("They said it by mistake: Joan Bell")
    assert page.messages == ["Joan Bell can be asked to this panel again."]
    no = say(play.browser(play.tunde.account).get(theirs), "Send my answers", "no", "no")
    assert yes == no  # who knew somebody and who did not went to one address


def ruth_steps_in(play):
    """Whoever stands by is asked, decides about a fee that passes their cap, and comes with what they need."""
    ask_member(play.role, play.ruth.id, reason="They stand by", by=play.priya.account, now=play.noon)
    hers, place_id = play.browser(play.ruth.account), play.of(play.ruth).id
    refused = hers.post(f"/places/{place_id}/answer", answer="yes")
    assert refused.errors == ["Before you say yes, sign in and tell us what to do about the fee."]
    hers.get(f"/places/{place_id}/fee").press("Continue", wish="all").press("Send my answer")
    assert db.session.query(PlaceFee.place_id).all() == [(place_id,)]
    assert (play.ruth.id, NeedKind.BSL_INTERPRETER) in db.session.query(Arrangement.member_id, Arrangement.kind).all()


def tunde_scores(play):
    """The pack is written and opened, and a member scores a candidate, locks the sheet and shares its totals."""
    play.priya.get(f"/panels/{play.event_id}/pack").press("Save pack", questions="questionword?", scoring="")
    play.priya.get(f"/panels/{play.event_id}/pack").press("Open the pack")
    page = play.browser(play.tunde.account).get(f"/events/{play.event_id}/pack").press("Open the papers")
    page = page.follow("My score sheet").follow("Candidate 1: Quillonia Vexley")
    [score], [note] = (
        [name for form in page.forms for name in form.names if name.startswith(kind)] for kind in ("score_", "notes_")
    )
    page = page.press("Save", **{score: "3", note: "noteword"}).follow("Lock my score sheet")
    page.press("Lock my score sheet").press("Share my totals")


def all_hear_of_it(play):
    """A member says how it was, and the manager what came of it."""
    play.browser(play.tunde.account).get(f"/events/{play.event_id}/how-it-went").press("Send", words="feedbackword")
    page = play.manager.get(play.track).follow("Tell the members the outcome")
    page = page.press("Tell the members", words="The team chose somebody.", to_members="Thank you for your questions.")
    assert page.messages == ["Thank you. Everybody who was on the panel is being told."]


def test_nothing_in_confidence_leaves_in_a_message_an_address_a_log_line_or_a_managers_page(
    app, out, monkeypatch, inbox, noon
):
    play = Play(app, noon)
    play.manager_looks()
    members_answer(play)
    ruth_steps_in(play)
    tunde_scores(play)
    play.manager_looks()
    play.days_go_by(play.event.starts_at - timedelta(days=2))
    after = play.event.ends_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    play.days_go_by(after)
    all_hear_of_it(play)
    play.manager_looks()
    assert db.session.query(PanelCase.stage).scalar() is PanelStage.OUTCOME_SHARED
    assert play.manager_opened == set(OF_MANAGER)
    assert "Candidate 1: 3 of 5, from 1 member" in "".join(play.manager_saw)

    messages = [f"{message.subject}\n{message.text}\n{message.html}\n{message.calendar}" for message in inbox.messages]
    lines = [line for line in out.readouterr().out.splitlines() if line.startswith("{")]
    assert_all_was_played(inbox.messages, lines)
    links = [link for message in messages for link in re.findall(r"https?://\S+", message)]
    left = {"message": messages, "address": [*play.addresses, *links], "log": lines, "manager": play.manager_saw}
    for where, texts in left.items():
        assert {(where, word) for word in IN_CONFIDENCE for text in texts if word.lower() in text.lower()} == set()
        for pattern in (NEVER_SAID, ANSWERED):
            assert [match.group() for text in texts if (match := pattern.search(text))] == [], where


def assert_all_was_played(messages, lines):
    """Look that what is searched is there: without it, nothing could be found."""
    assert {message.template for message in messages} >= {
        "panels/candidates_asked",
        "panels/pack_open",
        "panels/outcome_told",
        "schedule/stepped_back",
        "schedule/place_given_up",
        "schedule/place_offered",
        "schedule/place_held",
    }
    told = {message.channel for message in messages if message.template == "panels/candidates_asked"}
    assert told == {Channel.EMAIL, Channel.PHONE, Channel.LETTER, Channel.TEXT}
    endpoints = {json.loads(line).get("endpoint") for line in lines}
    assert endpoints >= {
        "panels.ask_again",
        "panels.show_candidates",
        "panels_members.answer_candidates",
        "panels_public.show_progress",
        "rosters_members.choose_place_fee",
    }


def test_no_address_and_no_page_by_its_name_in_the_log_speaks_of_them(app):
    words = [re.sub(r"[-_/.:<>]", " ", f"{rule.rule} {rule.endpoint}") for rule in app.url_map.iter_rules()]

    assert [each for each in words if NEVER_SAID.search(each) or "unavailable" in each] == []
