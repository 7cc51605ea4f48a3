"""What goes on inside a panel, page by page, for its members and for coordinators."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.models import Message
from coproduction.panels.actions.candidates import enter_candidates
from coproduction.panels.emails.members import pack_open
from coproduction.panels.models import PackOpening, PanelCase, PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.schedule.models import EventKind, Part, Place
from tests.documents.files import PDF
from tests.documents.test_pages import fetch, send
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PanelRequestFactory, PlaceFactory
from tests.pages import Browser
from tests.panels.seats import BY_LETTER, beside, candidates, pack, seats

PACK = {"post": "Looks after people at home.", "questions": "How do you listen?\nWhat would you change?"}


@pytest.fixture
def panel(browser, noon):
    """A panel on which the member of the browser has a place, and one other."""
    made, _ = seats(member=browser.member)
    PlaceFactory(role=made.event.roles[0], member=MemberFactory(known_as="Tunde"))
    return made


def paths(panel):
    return [f"/events/{panel.event_id}/{part}" for part in ("candidates", "pack", "scores", "how-it-went")]


def asked_on(page):
    """Return the names of the questions about candidates."""
    return sorted(name for form in page.forms for name in form.names if name.startswith("knows_"))


def links(browser, panel):
    page = browser.get(f"/events/{panel.event_id}")
    ours = ("Look at the names", "Papers for the panel", "My score sheet", "What came of it, and how it was for me")
    return [link for link in ours if link in page.links]


def test_from_the_names_to_the_outcome(browser, coordinator, panel, monkeypatch):
    """One panel as its coordinator and a member go through it, each at their own browser."""
    enters_the_names(coordinator, panel)
    says_who_they_know(browser, panel)
    opens_the_pack(coordinator, panel)
    papers = reads_the_papers(browser, panel)
    seen = coordinator.get(f"/panels/{panel.event_id}/pack").rows
    assert [browser.member.name + ", Panel member", "Opened Monday 4 January 2027, midday"] in seen
    scores_a_candidate(papers.follow("My score sheet"))

    after = panel.event.ends_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    tells_the_outcome(coordinator, panel)
    says_how_it_was(browser, panel)
    page = coordinator.get(f"/panels/{panel.event_id}/outcome")
    page = page.press(f"Pass on without the name: {browser.member.known_as}")
    assert page.messages == ["The team can read it, without a name."]


def enters_the_names(coordinator, panel):
    page = coordinator.get(f"/manage/events/{panel.event_id}").follow("Candidates")
    page = page.press("Add and ask members", names="Jo Bloggs\nSam Roe")
    assert page.messages == ["Saved. Everybody on the panel is being asked whether they know somebody."]
    assert [row[:2] for row in page.rows][:2] == [["Candidate 1", "Jo Bloggs"], ["Candidate 2", "Sam Roe"]]


def says_who_they_know(browser, panel):
    assert links(browser, panel) == ["Look at the names"]
    page = browser.get(f"/events/{panel.event_id}").follow("Look at the names").press("Send my answers")
    assert page.errors == ["Select yes or no", "Select yes or no"]
    page = page.press("Send my answers", **dict.fromkeys(asked_on(page), "no"))
    assert page.messages == ["Thank you. You can open the papers for the panel as soon as they are ready."]
    assert links(browser, panel) == []


def opens_the_pack(coordinator, panel):
    page = coordinator.get(f"/manage/events/{panel.event_id}").follow("Pack")
    page = page.press("Save pack", **PACK, timings="9:30am we meet")
    assert page.messages == ["The pack is saved."]
    assert page.values["questions"] == [PACK["questions"]]
    document = page.follow("Add a file").press("Add it, and go on to its file", title="Job description")
    number = document.address.rsplit("/", 1)[-1]
    assert send(coordinator, Named(number), PDF, slug="standard").messages == ["Standard is there now."]
    page = coordinator.get(f"/panels/{panel.event_id}/pack").press("Open the pack")
    assert page.messages == ["The pack is open. Its members are being told."]
    assert db.session.query(PanelCase.stage).scalar() is PanelStage.BRIEFED


def reads_the_papers(browser, panel):
    page = browser.get(f"/events/{panel.event_id}").follow("Papers for the panel").press("Open the papers")
    assert page.items[-2:] == ["How do you listen?", "What would you change?"]
    assert ["Times of the day", "9:30am we meet"] in page.rows
    assert f"{browser.member.known_as}, Panel member Tunde, Panel member" in page.text
    assert fetch(browser, page.links["Standard of Job description"]).data == PDF
    return page


def scores_a_candidate(sheet):
    page = sheet.follow("Candidate 1: Jo Bloggs")
    page = page.press("Save", **{name: "4" for name in page.values if name.startswith("score_")})
    assert page.rows[0] == ["Candidate 1: Jo Bloggs", "2 of 2 questions", "8 of 10"]
    page = page.follow("Lock my score sheet")
    assert page.items == ["Candidate 2: Sam Roe: 0 of 2 questions scored"]
    page = page.press("Lock my score sheet")
    assert "Save" not in page.follow("Candidate 1: Jo Bloggs").text
    assert page.press("Share my totals").messages == ["Your totals are shared. Your notes are not."]


def tells_the_outcome(coordinator, panel):
    page = coordinator.get(f"/manage/events/{panel.event_id}").follow("Outcome")
    assert "Candidate 1: 8 of 10, from 1 member" in page.items
    page = page.press("Tell the members", words="Jo Bloggs starts in May.")
    assert page.errors == ["Leave out “Jo Bloggs”, which is in the name of a candidate"]
    page = page.press("Tell the members", words="The team chose somebody who starts in May.")
    assert page.messages == ["Everybody who was on the panel is being told, with thanks."]


def says_how_it_was(browser, panel):
    assert links(browser, panel) == ["My score sheet", "What came of it, and how it was for me"]
    assert browser.get(paths(panel)[1]).status == 404
    page = browser.get(f"/events/{panel.event_id}").follow("What came of it, and how it was for me")
    assert "The team chose somebody who starts in May." in page.text
    page = page.press("Send", words="We had time to talk.", may_be_passed_on="yes")
    assert page.messages == ["Thank you for telling us."]


class Named:
    """A document by its number."""

    def __init__(self, number):
        self.id = number


def test_a_member_who_knows_somebody_sees_names_only_and_then_nothing(browser, coordinator, panel, noon, inbox):
    enter_candidates(panel, ["Jo Bloggs", "Sam Roe"], by=coordinator.account, now=noon)
    pack(panel, "How do you listen?")
    db.session.query(PanelCase).one().stage = PanelStage.BRIEFED
    assert [browser.get(path).status for path in paths(panel)] == [200, 404, 404, 404]
    page = browser.get(paths(panel)[0])
    assert "listen" not in page.text

    page = page.press("Send my answers", **{asked_on(page)[0]: "yes"})

    assert page.messages[0].startswith("Thank you for telling us. We find another member for this panel.")
    assert (page.address, links(browser, panel)) == (f"/events/{panel.event_id}", [])
    assert [browser.get(path).status for path in paths(panel)] == [404] * 4
    page = coordinator.get(f"/panels/{panel.event_id}/candidates")
    assert f"so not on this panel: {browser.member.name}. Tell nobody else." in page.text
    assert [line for line in page.rows if browser.member.name in line[0]] == []


def test_the_coordinator_records_what_a_member_says_on_the_phone(coordinator, panel):
    candidates(panel, "Jo Bloggs")
    tunde = db.session.query(Member).filter_by(known_as="Tunde").one()
    page = coordinator.get(f"/panels/{panel.event_id}/candidates")
    assert [row[1] for row in page.rows if row[0].startswith(tunde.name)] == ["Not answered yet"]

    page = page.follow(f"Record an answer from {tunde.name}")
    assert page.heading == "What Tunde says about the candidates"
    page = page.press("Record the answers", **{asked_on(page)[0]: "no"})

    assert page.messages == ["Recorded."]
    assert [row[1] for row in page.rows if row[0].startswith(tunde.name)] == ["Knows nobody"]


def test_each_of_the_dates_that_belong_together_leads_to_the_panels_own_pages(browser, panel, noon):
    candidates(panel, "Jo Bloggs")
    pre_meet = EventFactory(kind=EventKind.PANEL, follows_id=panel.event_id, label="Pre-meet")
    PlaceFactory(role=EventRoleFactory(event=pre_meet), member=browser.member)

    page = browser.get(f"/events/{pre_meet.id}")

    assert page.links["Look at the names"] == f"/events/{panel.event_id}/candidates"


def test_a_name_is_put_right_or_taken_off(coordinator, panel):
    candidates(panel, "Jo Bloggs", "Sam Roe")
    page = coordinator.get(f"/panels/{panel.event_id}/candidates").follow("Change candidate 1")
    assert page.values["name"] == ["Jo Bloggs"]
    assert page.press("Save and ask members again", name="Sam Roe").errors == [
        "Another candidate has this name. Add something that tells them apart"
    ]
    page = page.press("Save and ask members again", name="Jo Blogs")
    assert ["Candidate 1", "Jo Blogs"] in [row[:2] for row in page.rows]

    page = page.follow("Take off candidate 2").press("Take the name off")
    assert "Sam Roe" not in page.text


def test_a_file_is_taken_out_of_the_pack(coordinator, panel):
    pack(panel, "How do you listen?", opened_at=None)
    coordinator.post(f"/panels/{panel.event_id}/pack/files/new", title="Job description")
    page = coordinator.get(f"/panels/{panel.event_id}/pack").follow("Take out Job description").press("Take it out")

    assert page.messages == ["It is out of the pack, and deleted."]
    assert "There are no files yet." in page.text


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"questions": ""}, ["Enter at least one question"]),
        ({"highest_score": "21"}, ["Highest score must be 1 to 20"]),
        ({"locks_time": "2pm"}, ["Enter both a date and a time, or neither"]),
    ],
)
def test_slips_in_the_pack_are_shown_beside_their_fields(coordinator, panel, typed, errors):
    page = coordinator.get(f"/panels/{panel.event_id}/pack").press("Save pack", **(PACK | typed))

    assert page.errors == errors


def test_what_cannot_be_opened_yet_says_why(coordinator, panel):
    pack(panel, "How do you listen?", opened_at=None)

    page = coordinator.get(f"/panels/{panel.event_id}/pack").press("Open the pack")

    assert page.messages == ["Enter the candidates first. Members say whether they know one before they read the pack."]


@pytest.mark.parametrize("part", [Part.STANDBY, Part.SHADOW])
def test_who_stands_by_or_learns_is_asked_and_reads_too_but_has_no_score_sheet(app, coordinator, panel, noon, part):
    [jo] = candidates(panel, "Jo Bloggs")
    pack(panel, "How do you listen?")
    db.session.query(PanelCase).one().stage = PanelStage.BRIEFED
    reader, comes = Browser(app), beside(db.session.query(Place).order_by(Place.id).all()[0], part).member
    reader.sign_in(comes.account)

    reader.get(paths(panel)[0]).press("Send my answers", **{f"knows_{jo.id}": "no"})

    page = reader.get(paths(panel)[1]).press("Open the papers")
    printed = coordinator.get(f"/panels/{panel.event_id}/pack/as-members-see-it?member={comes.id}")
    assert [each.heading for each in (page, printed)] == [f"Papers for {panel.event.title}"] * 2
    assert ["core" in each.text for each in (page, printed)] == [False, False]
    assert reader.get(paths(panel)[2]).status == 404
    assert db.session.query(PackOpening.member_id).all() == [(comes.id,)]


def test_the_pack_that_is_posted_to_who_watches_says_nothing_of_scores(coordinator, panel, noon):
    watches = beside(
        db.session.query(Place).order_by(Place.id).all()[0], Part.SHADOW, member=MemberFactory(**BY_LETTER)
    )
    pack(panel, "How do you listen?")
    pack_open(watches, now=noon)
    [letter] = db.session.query(Message.id).filter_by(template="panels/pack_open").one()

    page = coordinator.get(f"/contact-tasks/{letter}").follow("Print the pack, or read it out")

    assert (page.heading, "core" in page.text) == (f"Papers for {panel.event.title}", False)


def test_a_member_who_is_not_on_it_finds_none_of_it(app, panel, noon):
    candidates(panel, "Jo Bloggs")
    pack(panel, "How do you listen?")
    db.session.query(PanelCase).one().stage = PanelStage.BRIEFED
    other = Browser(app)
    other.sign_in(MemberFactory().account)

    assert [other.get(path).status for path in paths(panel)] == [404] * 4


@pytest.mark.parametrize(("days", "words"), [(7, "Members hear by Thursday 21 January 2027."), (8, "They still wait.")])
def test_the_manager_is_asked_for_the_outcome_until_it_is_told_and_reads_what_is_passed_on(
    stranger, browser, coordinator, panel, monkeypatch, days, words
):
    request = PanelRequestFactory(case=db.session.query(PanelCase).one())
    track = f"/panels/tracking/{key_for(request)}"
    assert "when the panel is over" in stranger.get(f"{track}/outcome").text.lower()
    assert "Tell the members the outcome" not in stranger.get(track).links

    later = panel.event.ends_at + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)
    page = stranger.get(track).follow("Tell the members the outcome")
    assert words in page.text
    browser.get(paths(panel)[3]).press("Send", words="We had time to talk.", may_be_passed_on="yes")
    assert "We had time to talk." not in stranger.get(f"{track}/outcome").text
    name = f"Pass on without the name: {browser.member.known_as}"
    coordinator.get(f"/panels/{panel.event_id}/outcome").press(name)

    page = page.press("Tell the members", words="The team chose nobody this time.")

    assert page.messages == ["Thank you. Everybody who was on the panel is being told."]
    assert "The team chose nobody this time." in stranger.get(track).text
    assert "We had time to talk." in page.text
    assert browser.member.known_as not in page.text
