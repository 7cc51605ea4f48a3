"""A coordinator puts somebody into a proposal by name: they are held and counted, and no rule is broken by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.rosters.actions import declare_conflict, drafts, wanted
from coproduction.rosters.models import DraftChoice, ProposalDraft
from coproduction.rosters.rules import HISTORY_DAYS
from coproduction.schedule.models import EventKind, Place, PlaceMove
from tests.factories import AwayDateFactory, EventRoleFactory, PlaceFactory, StaffFactory
from tests.rosters.proposing import PANEL_DAY, was_on_a_panel

PANELS = "/rosters/proposals?first=2027-01-14&last=2027-01-20"


@pytest.fixture
def proposal(coordinator, role, able):
    """A proposal of two members, where two more could do it."""
    for name in ("Amara Okafor", "Ruth Bell", "Harold Finch", "Vera Lunt"):
        able(name)
    return coordinator.get(f"/rosters/{role.event_id}/propose")


@pytest.fixture
def other(role):
    """A panel for one at the same time."""
    event = {"kind": EventKind.PANEL, "title": "Manager panel", "starts_at": role.event.starts_at}
    event["ends_at"] = role.event.ends_at
    named = {f"event__{name}": value for name, value in event.items()}
    return EventRoleFactory(**named, name="Panel member", minimum=1, is_open=False, qualification=role.qualification)


def names_on(page):
    return [label.text for label in page.main.select(".nhsuk-checkboxes__label")]


def somebody_else(page, name, title=""):
    return page.press(f"Choose somebody else in place of {name} for Panel member{title}")


def number_of(page, name):
    """Return what stands for the member in the answers."""
    return next(radio["value"] for radio in page.main.select("input[type=radio]") if name in radio.parent.label.text)


def put_in(page, name, **typed):
    return page.press("Put them in", member=number_of(page, name), **typed)


def test_somebody_else_is_chosen_with_their_turns_beside_the_name_and_held_as_settled(proposal, noon):
    assert names_on(proposal) == ["Amara Okafor", "Ruth Bell"]

    choosing = proposal.press(
        "Choose somebody else in place of Ruth Bell for Panel member",
        hours=20,
        wanted="yes",
        pick=proposal.values["pick"],
    )
    assert choosing.heading == "Choose somebody as Panel member"
    hint = choosing.main.select(".nhsuk-radios__item")[1].get_text(" ", strip=True)
    assert hint == "Vera Lunt No turn yet. In 12 months offered 0 times, held 0."
    kept = put_in(choosing, "Vera Lunt")

    assert kept.messages == ["Vera Lunt is in the proposal for Nurse panel. Nobody is asked yet."]
    assert names_on(kept) == ["Amara Okafor", "Vera Lunt"]
    assert "Vera Lunt You chose them." in kept.text
    assert (kept.values["hours"], kept.values["wanted"]) == (["20"], ["yes"])
    again = kept.press("Propose again")
    assert (again.query, names_on(again)) == ("", ["Amara Okafor", "Vera Lunt"])
    assert again.press("Ask these members").messages == ["We are asking 2 members."]


def test_who_is_chosen_counts_in_the_same_run_and_is_looked_for_elsewhere_no_more(coordinator, role, other, able, noon):
    amara, ruth, harold = able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch")
    for member in (amara, ruth, harold):
        was_on_a_panel(member, noon - timedelta(days=30))
    vera = able("Vera Lunt")
    was_on_a_panel(vera, noon - timedelta(days=400))
    page = coordinator.get(PANELS)
    [at_other] = [value for value in page.values["pick"] if value.startswith(f"{other.id}-")]
    there = next(one for one in (amara, ruth, harold, vera) if at_other == f"{other.id}-{one.id}")
    first = names_on(page)[0]

    choosing = somebody_else(page, first, ", Nurse panel")
    assert "In this proposal for Manager panel on 14 January 2027." in choosing.text
    kept = put_in(choosing, there.name)

    [message] = kept.messages
    assert message == (
        f"{there.name} is in the proposal for Nurse panel. Nobody is asked yet. "
        "We look for somebody else for Manager panel."
    )
    assert f"{role.id}-{there.id}" in kept.values["pick"]
    assert len({value.split("-")[1] for value in kept.values["pick"]}) == 3


def test_what_stands_in_the_way_needs_a_reason_that_goes_with_the_offer_and_into_no_address(proposal, role, able):
    tunde = able("Tunde Bakare")
    AwayDateFactory(member=tunde, starts_on=PANEL_DAY, ends_on=PANEL_DAY)
    choosing = somebody_else(proposal, "Ruth Bell")
    assert "Tunde Bakare Is away then. No turn yet." in choosing.text

    refused = put_in(choosing, "Tunde Bakare")
    assert refused.errors == ["Say why you choose them all the same: is away then"]
    kept = refused.press("Put them in", reason="They come back for it")
    assert "Tunde Bakare You chose them, although: is away then." in kept.text
    assert kept.query == ""
    assert names_on(kept.press("Propose again")) == names_on(kept)

    assert kept.press("Ask these members").messages == ["We are asking 2 members."]
    moves = db.session.scalars(select(PlaceMove).join(Place).where(Place.member_id == tunde.id))
    assert [move.reason for move in moves] == ["They come back for it"]


def test_what_comes_to_stand_in_the_way_later_was_not_set_aside(proposal, able, asks_first):
    tunde = able("Tunde Bakare")
    asks_first(tunde)
    kept = put_in(somebody_else(proposal, "Ruth Bell"), "Tunde Bakare", reason="They said yes by phone")
    AwayDateFactory(member=tunde, starts_on=PANEL_DAY, ends_on=PANEL_DAY)

    [error] = kept.press("Ask these members").errors
    assert error == (
        "Something stands in the way of Tunde Bakare now: is away then; ask first. "
        "Nobody has been asked by you. Propose again."
    )


def test_neither_a_conflict_nor_a_limit_is_set_aside_by_any_reason(proposal, role, able, noon):
    barred, full = able("Tunde Bakare"), able("Sam Reeve")
    declare_conflict(role.event_id, barred, now=noon)
    PlaceFactory(
        member=full,
        role=EventRoleFactory(
            event__kind=EventKind.PANEL, event__starts_at=role.event.starts_at + timedelta(days=1), is_open=False
        ),
    )
    set_turn_limits(full, Most(1), by=full.account, now=noon)

    choosing = somebody_else(proposal, "Ruth Bell")

    assert choosing.items[-2:] == [
        "Tunde Bakare: cannot sit on this panel",
        "Sam Reeve: takes no more around that time",
    ]
    labels = [label.text.strip() for label in choosing.main.select(".nhsuk-radios__label")]
    assert labels == ["Harold Finch", "Vera Lunt"]
    for member in (barred, full):
        refused = choosing.browser.client.post(
            f"{choosing.address}?{choosing.query}",
            data={**choosing.values, "member": member.id, "reason": "All the same"},
        )
        assert refused.status_code != 302
    assert db.session.scalars(select(DraftChoice).where(DraftChoice.by_name)).all() == []


def test_a_limit_counts_what_somebody_is_put_in_for_by_name(coordinator, role, able, noon):
    later = EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__title="Manager panel",
        event__starts_at=role.event.starts_at + timedelta(days=1),
        event__ends_at=role.event.ends_at + timedelta(days=1),
        name="Panel member",
        minimum=1,
        is_open=False,
        qualification=role.qualification,
    )
    for name in ("Amara Okafor", "Ruth Bell", "Harold Finch"):
        able(name)
    vera = able("Vera Lunt")
    set_turn_limits(vera, Most(1), by=vera.account, now=noon)
    page = coordinator.get(PANELS)
    if "Vera Lunt" in names_on(page):
        page = page.press("Propose again", pick=[value for value in page.values["pick"] if f"-{vera.id}" not in value])
    first, last = names_on(page)[0], names_on(page)[-1]
    kept = put_in(somebody_else(page, first, ", Nurse panel"), "Vera Lunt")

    refused = put_in(somebody_else(kept, last, ", Manager panel"), "Vera Lunt")

    assert refused.errors == ["You chose Vera Lunt for Nurse panel. They cannot do both"]
    assert later.id


def test_a_gap_is_filled_by_name_and_no_more_than_are_wanted(coordinator, role, able, noon):
    tunde, vera = able("Tunde Bakare"), able("Vera Lunt")
    for member in (tunde, vera):
        AwayDateFactory(member=member, starts_on=PANEL_DAY, ends_on=PANEL_DAY)
    role.minimum = role.maximum = 1
    page = coordinator.get(f"/rosters/{role.event_id}/propose")
    choosing = page.press("Choose somebody for Panel member")

    kept = put_in(choosing, "Tunde Bakare", reason="They come back")
    assert names_on(kept) == ["Tunde Bakare"]
    refused = put_in(choosing, "Vera Lunt", reason="They come back")

    assert refused.errors == ["Enough people are chosen as Panel member. Untick one of them first"]


def test_on_a_page_that_says_what_is_wrong_nobody_is_ticked_who_was_not(proposal, inbox):
    both = proposal.values["pick"]

    refused = proposal.press("Ask these members", pick=both[1:], hours=5000)

    assert refused.errors == ["The number of hours must be 1 to 1000"]
    assert (refused.values["pick"], refused.values["hours"]) == (both[1:], ["5000"])
    assert names_on(refused) == ["Ruth Bell", "Harold Finch"]
    assert inbox.messages == []
    assert refused.press("Ask these members", hours=20).messages == ["We are asking 1 member."]


def test_changes_are_each_coordinators_own(proposal, stranger):
    choosing = somebody_else(proposal, "Ruth Bell")
    stranger.sign_in(StaffFactory())

    assert stranger.get(choosing.address).status == 404
    assert "We keep your changes" not in stranger.get(proposal.address).text


def test_changes_are_forgotten_after_a_week_and_with_the_member(proposal, able, noon):
    tunde = able("Tunde Bakare")
    put_in(somebody_else(proposal, "Ruth Bell"), "Tunde Bakare")

    drafts.forget_choices([tunde.id])
    kept = db.session.scalars(select(DraftChoice.member_id)).all()
    assert (tunde.id in kept, len(kept)) == (False, 1)
    wanted.purge(now=noon + timedelta(days=6, hours=23))
    assert len(db.session.scalars(select(ProposalDraft)).all()) == 1
    wanted.purge(now=noon + timedelta(days=7))
    assert db.session.scalars(select(ProposalDraft)).all() == []


def test_the_pages_say_how_far_back_turns_are_counted_as_it_is_set(proposal, role, noon):
    set_number(HISTORY_DAYS, 730, from_day=noon.date(), account_id=None, now=noon)

    again = proposal.press("Propose again")
    assert "Amara Okafor You have locked this place. No turn yet. In 2 years offered 0 times, held 0." in again.text
    assert "over the last 2 years. Offers count too." in again.text
    assert "In 2 years offered 0 times, held 0." in somebody_else(again, "Ruth Bell").text
    assert "Times offered in 2 years" in again.browser.get(f"/rosters/roles/{role.id}").text
