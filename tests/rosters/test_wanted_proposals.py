"""For more panels than one page can wait for, the worker makes the proposal, and pages show it bit by bit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.notifications.alarm import the_alarm
from coproduction.notifications.housekeeping import run_errands
from coproduction.notifications.progress import Progress, keep_progress, progress_of
from coproduction.rosters import pages
from coproduction.rosters.actions import drafts
from coproduction.rosters.actions import wanted as actions
from coproduction.rosters.models import WantedProposal
from coproduction.rosters.queries import Choice, Wishes, question_of
from coproduction.rosters.queries import wanted as queries
from coproduction.schedule.models import EventKind, EventRole, Place, PlaceState
from tests.factories import (
    AwayDateFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    WantedProposalFactory,
)

DAYS = {"first[day]": 1, "first[month]": 1, "first[year]": 2027, "last[day]": 31, "last[month]": 1, "last[year]": 2027}


@pytest.fixture(autouse=True)
def one_panel_is_enough_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PANELS", 1)


@pytest.fixture
def another(role: EventRole) -> EventRole:
    """A panel for one at the same time."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__title="Manager panel",
        event__starts_at=role.event.starts_at,
        event__ends_at=role.event.ends_at,
        name="Panel member",
        minimum=1,
        is_open=False,
        qualification=role.qualification,
    )


def wanted_by(coordinator):
    return coordinator.get("/rosters/proposals/new").press("Propose rosters", **DAYS)


def worker_wakes(noon):
    run_errands(clock=lambda: noon)


def names_on(page):
    return [label.text for label in page.main.select(".nhsuk-checkboxes__label")]


def test_the_worker_proposes_and_each_page_asks_for_its_own_panels(coordinator, role, another, able, inbox, noon):
    for name in ("Amara Okafor", "Ruth Bell", "Harold Finch"):
        able(name)

    waits = wanted_by(coordinator)
    assert (waits.heading, inbox.messages) == ("Your proposal is being made", [])
    assert "It waits for its turn." in waits.text
    worker_wakes(noon)

    first = waits.follow("Look again")
    assert (
        "We looked at 2 panels. We suggest whom to ask for 3 places. Then all of them have enough people." in first.text
    )
    assert "You have locked this place." not in first.text
    assert first.rows == [["0", "3", "0"], ["1", "0", "3"]]
    second = coordinator.get(f"{first.address}?page=2")
    assert (len(names_on(first)), len(names_on(second))) == (2, 1)
    assert set(names_on(first)) & set(names_on(second)) == set()

    asked = second.press("Ask these members")

    assert asked.messages == ["We are asking 1 member."]
    assert [place.role_id for place in db.session.scalars(select(Place))] == [another.id]
    assert len(inbox.messages) == 1


def test_a_page_proposes_nobody_again_who_is_wanted_on_another(coordinator, role, another, able, noon):
    able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch")
    waits = wanted_by(coordinator)
    worker_wakes(noon)
    first = waits.follow("Look again")
    kept = names_on(first)

    again = first.press("Propose again", pick=[first.values["pick"][0]])

    assert names_on(again) == kept[:1]
    assert again.main.select(".nhsuk-inset-text")[0].strong.text == "1 place is not filled."
    assert f"You left out: {kept[1]}." in again.text


def test_what_is_unticked_on_one_page_stays_so_on_the_others_and_all_are_asked_at_once(
    coordinator, role, another, able, noon
):
    able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch")
    waits = wanted_by(coordinator)
    worker_wakes(noon)
    first = waits.follow("Look again")
    ticked = first.values["pick"]

    second = first.press("Next: page 2", pick=ticked[:1], wanted="yes", hours=20)
    assert second.values["pick"] == first.browser.get(f"{first.address}?page=2").values["pick"]
    assert "You have kept 1 member on the other pages. They are asked too." in second.text
    assert (second.values["wanted"], second.values["hours"]) == (["yes"], ["20"])
    assert second.press("Previous: page 1").values["pick"] == ticked[:1]
    asked = second.press("Ask these members")

    assert asked.messages == ["We are asking 2 members."]
    offers = [
        f"{place.role_id}-{place.member_id}" for place in db.session.scalars(select(Place).order_by(Place.role_id))
    ]
    assert offers == [ticked[0], *second.values["pick"]]
    assert (role.asks_next, another.asks_next) == (True, True)
    assert "You left out" in coordinator.get(first.address).text


def test_very_many_are_asked_in_several_steps_and_nobody_is_lost(coordinator, role, another, able, noon, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_AT_ONCE", 2)
    able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch")
    waits = wanted_by(coordinator)
    worker_wakes(noon)
    second = waits.follow("Look again").press("Next: page 2")

    asked = second.press("Ask these members")
    assert asked.messages == ["We are asking 2 members. You can ask 1 more next."]
    assert asked.press("Ask these members").messages == ["We are asking 1 member."]


def test_somebody_in_whose_way_something_stands_on_another_page_keeps_nobody_waiting_twice(
    coordinator, role, another, able, noon
):
    members = {one.id: one for one in (able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch"))}
    waits = wanted_by(coordinator)
    worker_wakes(noon)
    first = waits.follow("Look again")
    second = first.press("Next: page 2")
    away = members[int(first.values["pick"][0].split("-")[1])]
    AwayDateFactory(member=away, starts_on=noon.date(), ends_on=noon.date() + timedelta(days=60))

    refused = second.press("Ask these members")
    assert [error.split(" now:")[0] for error in refused.errors] == [f"Something stands in the way of {away.name}"]

    assert refused.press("Ask these members").messages == ["We are asking 2 members."]


@pytest.mark.parametrize("says_no", [False, True])
def test_who_was_asked_on_one_page_counts_once_on_another(role, able, noon, says_no):
    amara, viewer, next_day = able("Amara Okafor"), StaffFactory(), role.event.starts_at + timedelta(days=1)
    event = {"kind": EventKind.PANEL, "starts_at": next_day, "ends_at": next_day + timedelta(hours=1)}
    other = EventRoleFactory(**{f"event__{name}": value for name, value in event.items()}, minimum=1, is_open=False)
    set_turn_limits(amara, Most(2), by=amara.account, now=noon)
    question = question_of([other.event], Wishes(), viewer=viewer, now=noon)

    def busy():
        beside = queries.beside_the_rest(question, [role.event], choices=[Choice(role.id, amara.id)], now=noon)
        return [(len(one.taken), one.turns) for one in beside.problem.people if one.id == amara.id]

    assert busy() == [(1, 1)]
    PlaceFactory(member=amara, role=role, state=PlaceState.DECLINED if says_no else PlaceState.OFFERED)

    question = question_of([other.event], Wishes(), viewer=viewer, now=noon)
    assert busy() == [(0 if says_no else 1, 0)]


def test_the_page_says_how_far_it_is(coordinator, role, another):
    wanted = WantedProposalFactory()
    keep_progress(queries.progress_key(wanted.id), Progress("Closing gaps", 1, 12))

    page = coordinator.get(f"/rosters/proposals/{wanted.id}")

    assert "Closing gaps. Step 1 of 12" in page.text
    assert (page.main.progress["value"], page.main.progress["max"]) == ("1", "12")


def test_the_worker_says_how_far_it_is_and_forgets_that_when_it_is_done(role, another, able, noon, monkeypatch):
    able("Amara Okafor")
    wanted, told = WantedProposalFactory(), []
    monkeypatch.setattr(the_alarm().huey, "put", lambda key, kept: told.append((key, Progress(*kept))))

    worker_wakes(noon)

    steps = [progress.done for _key, progress in told]
    assert (steps[0], steps[-1], steps) == (0, told[-1][1].of, sorted(steps))
    assert {key for key, _progress in told} == {queries.progress_key(wanted.id)}
    assert progress_of(queries.progress_key(wanted.id)) is None
    assert db.session.get_one(WantedProposal, wanted.id).made["free"] == 2


def test_while_it_waits_a_second_click_changes_nothing_and_afterwards_it_is_made_anew(coordinator, role, another, noon):
    ids = [wanted_by(coordinator).address, wanted_by(coordinator).address]
    worker_wakes(noon)

    assert ids[0] == ids[1]
    assert wanted_by(coordinator).address != ids[0]


def test_of_two_workers_the_slower_changes_nothing(role, another, able, noon):
    able_id = able("Amara Okafor").id
    WantedProposalFactory()
    asked = queries.next_asked(now=noon)
    assert asked

    made = actions.made_of(asked)

    assert [actions.keep_proposal(asked, each, now=noon) for each in (made, {})] == [1, 0]
    assert db.session.get_one(WantedProposal, asked.wanted_id).made["choices"] == [[role.id, able_id]]
    assert queries.next_asked(now=noon) is None


def test_without_a_panel_left_there_is_no_proposal_and_the_page_says_so(coordinator, noon):
    wanted = WantedProposalFactory()

    worker_wakes(noon)

    assert coordinator.get(f"/rosters/proposals/{wanted.id}").heading == "There is no proposal"


def test_one_that_cannot_be_read_keeps_no_other_waiting_and_is_not_tried_again(role, another, able, noon, caplog):
    able("Amara Okafor")
    broken, good = WantedProposalFactory(asked_by_id=MemberFactory().account.id), WantedProposalFactory()

    worker_wakes(noon)
    worker_wakes(noon)

    assert (broken.made, bool(good.made)) == ({}, True)
    assert [record.message for record in caplog.records if record.exc_info] == [
        "what a proposal is made from could not be read"
    ]


def test_it_is_listed_for_a_week(coordinator, role, noon):
    WantedProposalFactory(asked_at=noon - timedelta(days=7))
    kept = WantedProposalFactory(asked_at=noon - timedelta(days=7) + timedelta(minutes=1))

    assert actions.purge(now=noon) == 1

    page = coordinator.get("/rosters/proposals/new").follow(
        "Panels from Friday 1 January 2027 to Sunday 31 January 2027"
    )
    assert page.address == f"/rosters/proposals/{kept.id}"


def test_members_cannot_read_what_is_proposed():
    wanted, member = WantedProposalFactory(), MemberFactory()
    for read in (
        lambda: queries.find_wanted(wanted.id, viewer=member.account),
        lambda: queries.latest_wanted(viewer=member.account),
    ):
        with pytest.raises(PermissionError):
            read()
