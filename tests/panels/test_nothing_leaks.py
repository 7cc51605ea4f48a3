"""A panel is played through with words of its own for all that is in confidence, and what leaves is searched.

That is every message, with its subject and addresses, every log line, and the pages of the recruiting manager.
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
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.rosters.actions import ask_member
from coproduction.schedule.models import Part
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

CANDIDATES = "Quillonia Vexley\nZebedee Thrupp"
IN_CONFIDENCE = (
    "Quillonia",
    "Vexley",
    "Zebedee",
    "Thrupp",  # the candidates
    "4471",
    "8853",  # the caps
    "hoistword",  # what somebody needs
    "questionword",  # what candidates are asked
    "noteword",  # what a member thinks of an answer
    "feedbackword",  # what a member tells us alone
)
# Whatever the words: no message, address or page of the manager speaks of these at all.
NEVER_SAID = re.compile(
    r"conflict|benefit|allowance|universal credit|\bcaps?\b|earning|per (week|month)", re.IGNORECASE
)
ANSWERED = re.compile(r"knows (somebody|a candidate|one)|because .{0,30}know|unavailable because", re.IGNORECASE)


@pytest.fixture
def out(capsys):
    """All that is logged, from here on."""
    level = logging.getLogger().level
    route("INFO")
    yield capsys
    route(logging.getLevelName(level))


def member(**given):
    """A member with a cap, a need and a supporter who gets copies, each in words of its own."""
    made = MemberFactory(**given)
    NeedFactory(member=made, kind=NeedKind.BSL_INTERPRETER, detail="hoistword", seen_by=SeenBy.ORGANISERS)
    db.session.add(PaymentPreference(member_id=made.id, choice=PaymentChoice.PAID, weekly_cap=4471, monthly_cap=8853))
    SupporterFactory(member=made, may=Grant)
    db.session.flush()
    return made


def signed_in(app, account):
    browser = Browser(app)
    browser.sign_in(account)
    return browser


def answers(browser, event_id, *, knows):
    page = browser.get(f"/events/{event_id}/candidates")
    names = sorted(name for form in page.forms for name in form.names if name.startswith("knows_"))
    return page.press("Send my answers", **dict(zip(names, knows, strict=True)))


def test_nothing_in_confidence_leaves_in_a_message_an_address_a_log_line_or_a_managers_page(
    app, out, stranger, monkeypatch, inbox, noon
):
    amara, tunde, ruth = (member(known_as=name) for name in ("Amara", "Tunde", "Ruth"))
    case = PanelCaseFactory(stage=PanelStage.ROSTERED)
    request, event_id = PanelRequestFactory(case=case), case.panel.event_id
    role = EventRoleFactory(event=case.panel.event, name="Panel member", minimum=2, maximum=2, is_open=False)
    standby = EventRoleFactory(
        event=case.panel.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    for each, its_role in ((amara, role), (tunde, role), (ruth, standby)):
        PlaceFactory(role=its_role, member=each)
    priya, track = signed_in(app, StaffFactory()), f"/panels/tracking/{key_for(request)}"
    addresses, seen = [], []

    def manager_looks():
        for path in (track, f"{track}/outcome"):
            page = stranger.get(path)
            seen.append(page.html)

    manager_looks()
    priya.get(f"/panels/{event_id}/candidates").press("Add and ask members", names=CANDIDATES)
    page = answers(signed_in(app, amara.account), event_id, knows=["no", "yes"])
    addresses.append(page.address + page.query)
    manager_looks()
    ask_member(role, ruth.id, reason="They stand by", by=priya.account, now=noon)
    priya.get(f"/panels/{event_id}/pack").press("Save pack", questions="questionword?", scoring="")
    tunde_reads = signed_in(app, tunde.account)
    page = answers(tunde_reads, event_id, knows=["no", "no"])
    addresses.append(page.address + page.query)
    priya.get(f"/panels/{event_id}/pack").press("Open the pack")
    page = tunde_reads.get(f"/events/{event_id}/pack").press("Open the papers").follow("My score sheet")
    page = page.follow("Candidate 1: Quillonia Vexley")
    [score], [note] = (
        [name for form in page.forms for name in form.names if name.startswith(kind)] for kind in ("score_", "notes_")
    )
    page = page.press("Save", **{score: "3", note: "noteword"}).press("Lock my score sheet").press("Share my totals")
    addresses.append(page.address + page.query)
    manager_looks()

    after = case.panel.event.ends_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    tunde_reads.get(f"/events/{event_id}/how-it-went").press("Send", words="feedbackword")
    page = stranger.get(track).follow("Tell the members the outcome")
    page = page.press("Tell the members", words="The team chose somebody.", to_members="Thank you for your questions.")
    assert page.messages == ["Thank you. Everybody who was on the panel is being told."]
    manager_looks()

    assert db.session.query(PanelCase.stage).scalar() is PanelStage.OUTCOME_SHARED
    assert "Candidate 1: 3 from 1 member" in seen[-1]
    messages = [f"{message.subject}\n{message.text}\n{message.html}\n{message.calendar}" for message in inbox.messages]
    assert {message.template for message in inbox.messages} >= {
        "panels/candidates_asked",
        "panels/pack_open",
        "panels/outcome_told",
        "schedule/stepped_back",
        "schedule/place_given_up",
    }
    lines = [line for line in out.readouterr().out.splitlines() if line.startswith("{")]
    logged = [json.loads(line) for line in lines]
    assert {"panels.show_candidates", "panels_members.answer_candidates"} <= {each.get("endpoint") for each in logged}

    links = [link for message in messages for link in re.findall(r"https?://\S+", message)]
    for where, texts in {
        "message": messages,
        "link": links,
        "address": addresses,
        "log": lines,
        "manager": seen,
    }.items():
        found = {(where, word) for word in IN_CONFIDENCE for text in texts if word.lower() in text.lower()}
        assert found == set()
        for pattern in (NEVER_SAID, ANSWERED):
            assert [match.group() for text in texts if (match := pattern.search(text))] == [], where
    # The names of answers differ nowhere: who knew somebody and who did not went to one address.
    assert addresses[0] == addresses[1]


def test_no_address_and_no_page_by_its_name_in_the_log_speaks_of_them(app):
    words = [re.sub(r"[-_/.:<>]", " ", f"{rule.rule} {rule.endpoint}") for rule in app.url_map.iter_rules()]

    assert [each for each in words if NEVER_SAID.search(each) or "unavailable" in each] == []
