"""A roster is proposed on a page, changed by a coordinator, and asked for with one press."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.members.actions.qualifications import record_experience
from coproduction.members.models import Interest
from coproduction.schedule.models import EventState, Place, PlaceState
from tests.factories import AwayDateFactory, EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.rosters.proposing import PANEL_DAY, was_on_a_panel


@pytest.mark.parametrize("people", [1, 3])
def test_a_proposal_costs_the_same_however_many_could(coordinator, role, able, count_statements, people):
    for number in range(people):
        AwayDateFactory(member=able(f"Member {number}"), starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 21))
    PlaceFactory.create_batch(people, role=EventRoleFactory(event=role.event))

    with count_statements() as statements:
        coordinator.get(f"/rosters/{role.event_id}/propose")

    # the account, the event, its roles, the members, the numbers that are set, who is in it; who holds what, who knows
    # panels, who of them is still here, who needs what, what the venue has, who asks to be asked first; who told us
    # that they cannot, what members said of these dates, the last turns, the turns, who is away, who is
    # elsewhere; who set limits, of turns and of pay; and what the coordinator has changed
    assert len(statements) == 21


def test_the_page_suggests_whom_to_ask_and_why_and_sends_nothing(coordinator, role, able, inbox, noon):
    was_on_a_panel(able("Amara Okafor"), noon - timedelta(days=30))
    ruth = able("Ruth Bell")
    record_experience(ruth.id, Interest.PANELS, since=date(2019, 3, 1), by=StaffFactory(), now=noon)
    PlaceFactory(role=role, member=ruth, state=PlaceState.INTERESTED)

    page = coordinator.get(f"/rosters/{role.event_id}").follow("Propose a roster")

    assert page.heading == "Propose a roster for Nurse panel"
    assert (
        "Ruth Bell They put themselves forward. Only 2 can be picked, and 2 are wanted. No turn yet. "
        "In 12 months offered 0 times, held 0. Choose somebody else in place of Ruth Bell for Panel member "
        "Amara Okafor Only 2 can be picked, and 2 are wanted. Last turn: December 2026. "
        "In 12 months offered once, held 1."
    ) in page.text
    assert "It is proven that there is no better one." in page.text
    assert db.session.scalar(select(func.count()).select_from(Place).where(Place.role_id == role.id)) == 1
    assert inbox.messages == []


def test_the_members_who_are_ticked_are_asked_once_however_often_it_is_sent(coordinator, role, able, inbox):
    members = [able("Amara Okafor"), able("Ruth Bell")]
    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    first = page.press("Ask these members")
    second = page.press("Ask these members")

    assert first.heading == "Roster for Nurse panel"
    assert first.messages == ["We are asking 2 members."]
    assert second.messages == ["They are in the roster already."]
    assert [place.state for place in db.session.scalars(select(Place))] == [PlaceState.OFFERED] * 2
    assert sorted(letter[0] for letter in inbox.letters) == sorted(member.email for member in members)


def test_a_roster_that_is_full_says_so_and_asks_nobody(coordinator, role, able):
    for state in (PlaceState.HELD, PlaceState.OFFERED):
        member = able(f"Member {state}")
        was_on_a_panel(member, datetime(2026, 12, 1, 10, tzinfo=UTC))
        PlaceFactory(role=role, member=member, state=state)

    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    assert "Enough people have a place or have been asked." in page.text
    assert page.items[:2] == ["Member held Has the place", "Member offered Waiting for an answer"]
    assert "Ask these members" not in page.text
    all_panels = coordinator.get("/rosters/proposals?first=2027-01-14&last=2027-01-14")
    assert "Nurse panel" not in all_panels.text
    assert "Enough people have a place or have been asked." in all_panels.text


def test_proposing_again_keeps_who_is_ticked_and_leaves_out_who_is_not(coordinator, role, able):
    amara, ruth, harold = able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch")
    page = coordinator.get(f"/rosters/{role.event_id}/propose")
    assert page.values["pick"] == [f"{role.id}-{amara.id}", f"{role.id}-{ruth.id}"]

    again = page.press("Propose again", pick=[f"{role.id}-{ruth.id}"])

    assert again.values["pick"] == [f"{role.id}-{ruth.id}", f"{role.id}-{harold.id}"]
    assert "Ruth Bell You have locked this place." in again.text
    assert "You left out: Amara Okafor." in again.text
    assert coordinator.get(f"/rosters/{role.event_id}/propose").values["pick"] == again.values["pick"]
    assert "You left out: Amara Okafor." in again.press("Propose again").text
    assert again.press("Start again with everybody").values["pick"] == page.values["pick"]


def test_hours_that_cannot_be_are_an_error_and_what_was_unticked_stays_so(coordinator, role, able):
    able("Amara Okafor"), (ruth := able("Ruth Bell"))
    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    after = page.press("Ask these members", hours="soon", pick=[f"{role.id}-{ruth.id}"])

    assert len(after.errors) == 1
    assert (after.values["pick"], after.values["hours"]) == ([f"{role.id}-{ruth.id}"], ["soon"])
    assert coordinator.get(f"/rosters/{role.event_id}/propose").values["pick"] == [f"{role.id}-{ruth.id}"]


def test_a_gap_says_why_nobody_fits_and_what_would_help(coordinator, role, able):
    AwayDateFactory(member=able("Amara Okafor"), starts_on=PANEL_DAY, ends_on=PANEL_DAY)
    MemberFactory(interested_in=[Interest.PANELS])

    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    assert "2 places are not filled." in page.text
    assert "1 member is away or has another place then." in page.items
    assert "1 member does not have what the role asks for." in page.items
    assert "Train 1 more: 1 member could do it if they had what the role asks for." in page.items
    assert "Move it to Wednesday 13 January 2027: 1 could do it then." in page.items
    assert "Amara" not in page.text
    assert page.follow("See every member for Panel member, and ask somebody all the same").heading == (
        "Who could come as Panel member"
    )


def test_if_somebody_became_unavailable_nobody_is_asked(coordinator, role, able, inbox):
    amara, ruth = able("Amara Okafor"), able("Ruth Bell")
    page = coordinator.get(f"/rosters/{role.event_id}/propose")
    AwayDateFactory(member=ruth, starts_on=PANEL_DAY, ends_on=PANEL_DAY)

    after = page.press("Ask these members", hours=30)

    assert after.errors == [
        "Something stands in the way of Ruth Bell now: is away then. Nobody has been asked by you. Propose again."
    ]
    assert (after.values["pick"], after.values["hours"]) == ([f"{role.id}-{amara.id}"], ["30"])
    assert db.session.scalar(select(func.count()).select_from(Place)) == 0
    assert inbox.messages == []


def test_if_others_were_asked_meanwhile_nobody_is_asked_beside_them(coordinator, role, able):
    able("Amara Okafor"), able("Ruth Bell")
    page = coordinator.get(f"/rosters/{role.event_id}/propose")
    PlaceFactory(role=role, member=able("Harold Finch"), state=PlaceState.OFFERED)

    after = page.press("Ask these members", hours=30)

    assert after.errors == [
        "Somebody else has asked members for Panel member meanwhile. Nobody has been asked by you. Propose again."
    ]
    assert (len(after.values["pick"]), after.values["hours"]) == (1, ["30"])


def test_asking_without_a_tick_says_what_to_do(coordinator, role, able):
    able("Amara Okafor")

    page = coordinator.get(f"/rosters/{role.event_id}/propose").press("Ask these members", pick=None)

    assert page.errors == ["Tick the members whom you want to ask."]


def test_nothing_is_proposed_for_a_draft_or_without_a_role_that_is_chosen(coordinator, role):
    open_role = EventRoleFactory(event=EventFactory(title="Carers’ forum"), minimum=3)
    role.event.state = EventState.DRAFT
    db.session.flush()
    for event in (open_role.event, role.event):
        assert "Propose a roster" not in coordinator.get(f"/rosters/{event.id}").links
        page = coordinator.get(f"/rosters/{event.id}/propose")
        assert "There is nothing to propose for this event now." in page.text


def test_members_do_not_see_proposals(browser, role):
    assert browser.get(f"/rosters/{role.event_id}/propose").status == 403


def test_a_gap_for_those_who_are_asked_first_names_them_and_trains_nobody(coordinator, role, able, asks_first):
    role.qualification_id = None
    amara = able("Amara Okafor")
    asks_first(amara)

    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    assert "1 member wants to be asked first." in page.text
    assert "Talk with 1 member first. They may be able to do it." in page.text
    assert "Train" not in page.text
    ask = page.follow("Ask first: Amara Okafor for Panel member")
    assert ask.heading == "Ask Amara Okafor to come as Panel member"
    assert ask.press("Ask them", reason="She said yes by phone").messages == ["We are asking Amara Okafor."]


def test_who_asks_to_be_asked_first_stands_in_the_order_of_turns_without_a_tick(
    coordinator, role, able, asks_first, noon
):
    tunde, vera, sam = able("Tunde Bakare"), able("Vera Lunt"), able("Sam Reeve")
    for member in (tunde, sam, MemberFactory(name="Untrained", interested_in=[Interest.PANELS])):
        asks_first(member)
    amara = able("Amara Okafor")
    for member, days in ((tunde, [400]), (vera, [400]), (amara, [30]), (sam, [30, 31])):
        for ago in days:
            was_on_a_panel(member, noon - timedelta(days=ago))

    page = coordinator.get("/rosters/proposals?first=2027-01-14&last=2027-01-14")

    assert page.values["pick"] == [f"{role.id}-{vera.id}", f"{role.id}-{amara.id}"]
    assert (
        "Whom to ask for Panel member, Nurse panel "
        "Ask first: Tunde Bakare for Panel member, Nurse panel Last turn: November 2025. "
        "In 12 months offered 0 times, held 0. "
        "Vera Lunt Only 2 can be picked, and 2 are wanted. Last turn: November 2025. "
        "In 12 months offered 0 times, held 0. "
        "Choose somebody else in place of Vera Lunt for Panel member, Nurse panel Amara Okafor Only 2"
    ) in page.text
    assert "Sam Reeve" not in page.text
    assert "Untrained" not in page.text
