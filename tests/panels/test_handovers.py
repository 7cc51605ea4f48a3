"""A coordinator notes that the pack was posted or read to a member who does not open it online."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.panels.actions.handovers import note_handover
from coproduction.panels.actions.packs import open_pack
from coproduction.panels.models import CandidateAnswer, HandedOver, Pack, PackHandover, PanelCase, PanelStage
from coproduction.panels.queries.packs import opening_of
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from tests.factories import MemberFactory, StaffFactory
from tests.panels.seats import BY_LETTER, candidates, pack, seats

POSTED, READ_OUT = HandedOver


@pytest.fixture
def place(noon):
    """The place of somebody who is told by letter, on a briefed panel, and who has said that they know nobody."""
    panel, [made] = seats(stage=PanelStage.BRIEFED, member=MemberFactory(name="Dennis Ball", **BY_LETTER))
    [jo] = candidates(panel, "Jo Bloggs")
    pack(panel, "How do you listen?")
    db.session.add(CandidateAnswer(candidate_id=jo.id, member_id=made.member_id, knows=False, answered_at=noon))
    db.session.flush()
    return made


def noted(place, way, *, by, now):
    return note_handover(place.role.event, place.member, way, by=by, now=now)


def rows():
    return [(row.member_id, row.way, row.noted_at, row.noted_by_id) for row in db.session.query(PackHandover)]


def trail():
    entries = db.session.query(AuditEntry).filter(AuditEntry.action.like("panels.pack_hand%")).order_by(AuditEntry.id)
    return [(entry.action, entry.account_id, entry.detail) for entry in entries]


def test_who_noted_what_and_when_is_kept_and_written_down_once(place, tom, noon):
    for hours in range(2):
        assert noted(place, POSTED, by=tom, now=noon + timedelta(hours=hours))

    assert rows() == [(place.member_id, POSTED, noon, tom.id)]
    assert trail() == [("panels.pack_handed_over", tom.id, {"member": place.member_id, "way": "posted"})]


def test_it_is_changed_and_taken_back_and_what_was_said_before_stays_in_the_trail(place, tom, noon):
    priya = StaffFactory()
    noted(place, POSTED, by=tom, now=noon)
    noted(place, READ_OUT, by=priya, now=noon)
    assert rows() == [(place.member_id, READ_OUT, noon, priya.id)]

    for _ in range(2):
        assert noted(place, None, by=tom, now=noon)

    assert rows() == []
    assert [action for action, *_ in trail()] == ["panels.pack_handed_over"] * 2 + ["panels.pack_handover_undone"]


def stepped_back(place, now):
    step_back(place.id, hand=Hand(), now=now)


def conflicted(place, now):
    db.session.add(DeclaredConflict(event_id=place.event_id, member_id=place.member_id, declared_at=now))


def unanswered(place, _now):
    db.session.query(CandidateAnswer).delete()


def not_opened(_place, _now):
    db.session.query(Pack).one().opened_at = None


def told_the_outcome(_place, _now):
    db.session.query(PanelCase).one().stage = PanelStage.OUTCOME_SHARED


@pytest.mark.parametrize("happens", [stepped_back, conflicted, unanswered, not_opened, told_the_outcome])
def test_nothing_is_noted_of_somebody_who_may_not_read_it(place, tom, coordinator, noon, happens):
    happens(place, noon)
    db.session.flush()

    assert not noted(place, POSTED, by=tom, now=noon)
    assert (rows(), trail()) == ([], [])
    assert coordinator.get(page_of(place)).status == 404


def test_who_had_it_posted_has_not_opened_it_themselves_and_does_that_as_everybody_does(place, tom, noon):
    noted(place, POSTED, by=tom, now=noon)
    assert opening_of(place.event_id, place.member_id) is None

    opened = open_pack(place.role.event, place.member, now=noon)

    assert opened
    assert opening_of(place.event_id, place.member_id) is opened


def page_of(place):
    return f"/panels/{place.event_id}/pack/readers/{place.member_id}"


def readers(coordinator, place):
    return coordinator.get(f"/panels/{place.event_id}/pack").rows


def test_a_coordinator_notes_it_on_the_page_of_the_pack_changes_it_and_takes_it_back(place, coordinator):
    coordinator.account.name = "Tom Hesketh"
    name = "Dennis Ball, Panel member"
    assert readers(coordinator, place) == [[name, "Not yet", "Posted or read out: Dennis Ball"]]

    page = coordinator.get(f"/panels/{place.event_id}/pack").follow("Posted or read out: Dennis Ball")
    assert (page.heading, "mistake" in page.text) == ("The pack for Dennis Ball", False)
    page = page.press("Save")
    assert page.errors == ["Select how they got it"]
    page = page.press("Save", way="posted")
    assert page.messages == ["Saved for Dennis Ball."]
    words = "Posted, noted Monday 4 January 2027, midday by Tom Hesketh"
    assert readers(coordinator, place) == [[name, words, "Change: Dennis Ball"]]

    page = page.follow("Change: Dennis Ball")
    assert page.values["way"] == ["posted"]
    page = page.press("Save", way="not at all")
    assert page.messages == ["Saved for Dennis Ball."]
    assert readers(coordinator, place) == [[name, "Not yet", "Posted or read out: Dennis Ball"]]


def test_what_is_printed_for_somebody_leads_to_where_it_is_noted(place, coordinator):
    printed = f"/panels/{place.event_id}/pack/as-members-see-it"

    page = coordinator.get(f"{printed}?member={place.member_id}").follow("Note that you posted it or read it out")

    assert page.heading == "The pack for Dennis Ball"
    others = [coordinator.get(f"{printed}?member={MemberFactory().id}"), coordinator.get(printed)]
    assert ["Note that you posted it or read it out" in other.links for other in others] == [False, False]
