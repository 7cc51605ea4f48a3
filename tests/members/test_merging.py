"""Two records of one person become one: nothing is lost, nothing is doubled, nothing is deleted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.members.models import (
    HeldQualification,
    Interest,
    Member,
    MembershipReview,
    MemberState,
    NeedKind,
    SeenBy,
    Supporter,
)
from coproduction.members.queries.merging import pairs_alike
from coproduction.members.rules import records_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, MessageState, Recipient
from coproduction.rosters.queries import candidates
from coproduction.schedule.models import Place, PlaceMove, PlaceState, Via
from coproduction.schedule.queries.places import find_place_of
from coproduction.schedule.rules import is_live_state
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    AccountFactory,
    ApplicationFactory,
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    QualificationFactory,
    RestrictedNoteFactory,
    StaffFactory,
    SupporterFactory,
)


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


def unsigned(**member):
    """Return a member without a sign-in."""
    return MemberFactory(account=None, **member)


def merged(kept, other, *taken, by):
    merge(kept.id, other.id, taken, by=by, now=NOON)
    db.session.expire_all()
    return kept


def place(member, state, *, role=None, moves=1):
    """Put a member in a role, with a history."""
    made = PlaceFactory(member=member, state=state, role=role or EventRoleFactory(), moves_made=moves)
    for number in range(moves):
        db.session.add(
            PlaceMove(place=made, to_state=state, moved_at=NOON - timedelta(days=moves - number), via=Via.WEBSITE)
        )
    db.session.flush()
    return made


def test_a_coordinator_compares_chooses_confirms_and_is_led_to_the_record_that_stays(coordinator):
    kept = unsigned(
        name="Ruth Adeyemi-Clarke", known_as="Ruth", phone="07700 900105", area="NG9", email="r@example.org"
    )
    other = unsigned(
        name="Ruth Clarke", known_as="Ruth", phone=None, area="NG9", email="r@example.org", joined_on=date(2018, 10, 3)
    )

    page = coordinator.get("/members").follow("See members who may be one person")
    assert page.rows == [["Ruth Adeyemi-Clarke, NG9", "Ruth Clarke, NG9", "Email address",
                          "Compare Ruth Adeyemi-Clarke and Ruth Clarke"]]  # fmt: skip
    page = page.follow("Compare Ruth Adeyemi-Clarke and Ruth Clarke")
    assert page.values == {"name": ["kept"], "joined_on": ["other"]}
    page = page.press("Continue", name="kept")
    assert page.heading == "Merge these two records?"
    assert ["Member since", "3 October 2018"] in page.rows
    page = page.press("Merge these records")

    assert page.messages == ["These two records of Ruth are one now."]
    assert page.address == f"/members/{kept.id}"
    assert coordinator.get(f"/members/{other.id}").address == f"/members/{kept.id}"
    assert coordinator.get("/members/alike").rows == []
    assert [row[0] for row in coordinator.get("/members").rows] == ["Ruth Adeyemi-Clarke"]
    assert (kept.joined_on, kept.phone, other.merged_into_id) == (date(2018, 10, 3), "07700 900105", kept.id)


def test_a_second_click_changes_nothing(coordinator):
    kept, other = unsigned(known_as="Ruth", name="Ruth"), unsigned(name="R")
    path = f"/members/{kept.id}/merge/{other.id}"
    page = coordinator.get(path).press("Continue")
    page.press("Merge these records")
    before = db.session.query(Member).filter_by(merged_into_id=kept.id).count()

    page = page.press("Merge these records")

    assert (page.address, page.status) == (f"/members/{kept.id}", 200)
    assert db.session.query(Member).filter_by(merged_into_id=kept.id).count() == before == 1


def test_the_other_record_can_be_found_by_name_without_the_name_in_an_address(coordinator):
    kept, other = unsigned(name="Ruth"), unsigned(name="Rebecca Clarke")

    page = coordinator.get(f"/members/{kept.id}").follow("Merge with another record of the same person")
    page = page.press("Search", words="clarke")

    assert (page.query, list(page.links)[-1]) == ("", "Rebecca Clarke")
    assert page.follow("Rebecca Clarke").address == f"/members/{kept.id}/merge/{other.id}"
    assert "No other record has that name." in page.press("Search", words="zzz").text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: (one := unsigned(), one), "Choose two different records. This is one and the same."),
        (
            lambda: (unsigned(state=MemberState.LEFT), unsigned()),
            "The record that you keep belongs to somebody who has left. Keep the other one.",
        ),
        (
            lambda: (unsigned(), unsigned(merged_into_id=unsigned().id)),
            "One of these records was merged with another already. Open the list again.",
        ),
        (
            lambda: (MemberFactory(), MemberFactory(account__is_coordinator=True)),
            "The other record signs in as a coordinator. Keep that record, so that they do not lose it.",
        ),
        (
            lambda: (MemberFactory(account__is_administrator=True), MemberFactory(account__is_coordinator=True)),
            "Both sign in as coordinators. Ask an administrator to end one of the sign-ins first.",
        ),
    ],
)
def test_what_must_stay_two_is_refused_in_words(coordinator, make, said):
    kept, other = make()

    page = coordinator.get(f"/members/{kept.id}/merge/{other.id}").press("Continue")

    assert page.errors == [said]


def test_blanks_are_filled_and_chosen_values_are_taken(priya):
    kept = unsigned(name="Ruth", area=None, phone="1", contact_times=None, emergency_contact="Sam")
    other = unsigned(name="Ruth A", area="NG9", phone="2", contact_times="Mornings", emergency_contact=None)

    merged(kept, other, "phone", by=priya)

    assert (kept.name, kept.area, kept.phone) == ("Ruth", "NG9", "2")
    assert (kept.contact_times, kept.emergency_contact) == ("Mornings", "Sam")


def test_all_that_hangs_on_the_other_record_comes_along_once(priya):
    kept = unsigned(interested_in=[Interest.PANELS])
    other = unsigned(interested_in=[Interest.PANELS, Interest.TRAINING])
    NeedFactory(member=kept, kind=NeedKind.LARGE_PRINT, detail="20 point", seen_by=SeenBy.TRAINERS)
    NeedFactory(member=other, kind=NeedKind.LARGE_PRINT, detail="On yellow", lead_days=3)
    NeedFactory(member=other, kind=NeedKind.STEP_FREE)
    skills, chairing = QualificationFactory(name="Skills"), QualificationFactory(name="Chairing")
    HeldQualificationFactory(member=kept, qualification=skills, valid_until=date(2027, 1, 1))
    HeldQualificationFactory(member=other, qualification=skills, achieved_on=date(2026, 6, 1), valid_until=None)
    HeldQualificationFactory(member=other, qualification=chairing)
    AwayDateFactory(member=kept)
    AwayDateFactory(member=other)
    AwayDateFactory(member=other, starts_on=date(2027, 1, 12))
    SupporterFactory(member=kept, name="Mo", email="mo@example.org")
    SupporterFactory(member=other, name="mo", email="MO@example.org")
    SupporterFactory(member=other, name="Pat")
    review = {"held_on": date(2026, 3, 3), "recorded_at": NOON, "recorded_by": priya}
    db.session.add(MembershipReview(member=other, **review))
    note = RestrictedNoteFactory(member=other)
    friend = unsigned(buddy_id=other.id)

    merged(kept, other, by=priya)

    assert [line.interest for line in kept.interests] == [Interest.PANELS, Interest.TRAINING]
    assert [(need.kind, need.detail, need.seen_by, need.lead_days) for need in kept.needs] == [
        (NeedKind.LARGE_PRINT, "20 point; On yellow", SeenBy.COORDINATORS, 3),
        (NeedKind.STEP_FREE, "Step-free room", SeenBy.COORDINATORS, 0),
    ]
    assert [(held.qualification.name, held.achieved_on, held.valid_until) for held in kept.qualifications] == [
        ("Skills", date(2026, 6, 1), None),
        ("Chairing", date(2026, 1, 5), None),
    ]
    assert [away.starts_on for away in kept.away_dates] == [date(2027, 1, 10), date(2027, 1, 12)]
    mine = select(Supporter.name).where(Supporter.member_id == kept.id, Supporter.removed_at.is_(None))
    assert db.session.scalars(mine.order_by(Supporter.name)).all() == ["Mo", "Pat"]
    assert (note.member_id, friend.buddy_id) == (kept.id, kept.id)
    assert db.session.scalars(select(MembershipReview.member_id)).all() == [kept.id]


def test_nothing_is_deleted(priya):
    kept, other = MemberFactory(), MemberFactory(application=ApplicationFactory())
    for table in (NeedFactory, AwayDateFactory, HeldQualificationFactory, SupporterFactory):
        table(member=kept)
        table(member=other)
    before = rows()

    merged(kept, other, by=priya)

    after = rows()
    assert {table: after[table] - number for table, number in before.items() if after[table] < number} == {}
    assert other.application_id is not None


def rows():
    """Return how many rows each table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables or Member.metadata.sorted_tables
    }


def test_one_sign_in_is_left_and_goes_to_the_address_that_was_chosen(priya):
    kept, other = MemberFactory(email="old@example.org"), MemberFactory(email="new@example.org")
    account = other.account
    SupporterFactory(account=account)
    account.is_supporter = True

    merged(kept, other, "email", by=priya)

    assert (kept.email, kept.account.email, kept.account.is_active) == ("new@example.org", "new@example.org", True)
    assert (account.is_active, other.account_id) == (False, None)
    assert kept.account.is_supporter
    assert db.session.scalars(select(Supporter.account_id)).all() == [kept.account_id]


def test_the_only_sign_in_comes_along(priya):
    kept, other = unsigned(email=None, channel=Channel.PHONE), MemberFactory(email="ruth@example.org")
    account = other.account

    merged(kept, other, by=priya)

    assert (kept.account, kept.email, account.is_active) == (account, "ruth@example.org", True)
    assert other.account is None


def test_a_coordinator_does_not_move_an_administrators_sign_in(priya):
    kept = MemberFactory(name="Rowan", email="rowan@example.org", account__is_administrator=True)
    other = unsigned(email="mine@example.org")

    with pytest.raises(Refusal, match="Only they or an administrator can change their email address"):
        merge(kept.id, other.id, ["email"], by=priya, now=NOON)


def test_records_merged_one_after_another_all_lead_to_the_last(priya, coordinator):
    first, second, third = unsigned(name="A"), unsigned(name="B"), unsigned(name="C")

    merged(second, first, by=priya)
    merged(third, second, by=priya)

    assert (first.merged_into_id, second.merged_into_id) == (third.id, third.id)
    assert set(db.session.scalars(records_of(third.id))) == {first.id, second.id, third.id}
    assert coordinator.get(f"/members/{first.id}").address == f"/members/{third.id}"


def test_what_waits_goes_to_the_record_that_stays_and_secrets_do_not(app, priya, inbox):
    kept, other = unsigned(known_as="Ruth", email="new@example.org"), unsigned(email="old@example.org")
    to = {member: Recipient(name="R", email=member.email, member_id=member.id) for member in (kept, other)}
    with app.test_request_context():
        send("members/paused", to[other], key="1", now=NOON, member=other)
        send("members/resumed", to[other], key="2", now=NOON, secret=True, member=other)
        send("members/email_changed", to[kept], key="3", now=NOON, member=kept)
        send("members/email_changed", to[other], key="4", now=NOON, member=other)
        send("members/paused", to[other], key="5", now=NOON, member=other)
    inbox.messages[-1].state = MessageState.SENT

    merged(kept, other, by=priya)

    assert [(one.key, one.state, one.to_address, one.member_id) for one in inbox.messages] == [
        ("1", MessageState.WAITING, "new@example.org", kept.id),
        ("2", MessageState.DROPPED, "old@example.org", other.id),
        ("3", MessageState.WAITING, "new@example.org", kept.id),
        ("4", MessageState.DROPPED, "old@example.org", other.id),
        ("5", MessageState.SENT, "old@example.org", other.id),
    ]


def test_a_place_comes_along_and_its_emailed_link_still_opens_it(priya):
    kept, other = unsigned(), unsigned()
    theirs = place(other, PlaceState.OFFERED)

    merged(kept, other, by=priya)

    assert theirs.member_id == kept.id
    assert find_place_of(theirs.id, other.id) == theirs
    assert find_place_of(theirs.id, unsigned().id) is None


def test_of_two_places_in_one_event_the_nearer_to_coming_stays_and_nobody_has_said_no(priya):
    kept, other, event = unsigned(), unsigned(), EventFactory()
    mine = place(kept, PlaceState.OFFERED, role=EventRoleFactory(event=event))
    theirs = place(other, PlaceState.HELD, role=EventRoleFactory(event=event))

    merged(kept, other, by=priya)

    assert (mine.state, theirs.state, theirs.member_id) == (PlaceState.RELEASED, PlaceState.HELD, kept.id)


def test_of_two_places_in_one_role_one_is_held_and_room_is_not_taken_twice(priya):
    kept, other, role = unsigned(), unsigned(), EventRoleFactory(maximum=1)
    mine, theirs = place(kept, PlaceState.OFFERED, role=role), place(other, PlaceState.HELD, role=role)

    merged(kept, other, by=priya)

    assert (mine.state, theirs.state) == (PlaceState.HELD, PlaceState.RELEASED)


def test_fairness_counts_what_stands_under_both_records_once_an_event(priya):
    kept, other, role = unsigned(name="Ruth"), unsigned(name="R"), EventRoleFactory()
    shared = EventRoleFactory()
    for member in (kept, other):
        turn = place(member, PlaceState.DECLINED, role=shared)
        db.session.add(PlaceMove(place=turn, to_state=PlaceState.OFFERED, moved_at=NOON, via=Via.PHONE))
    alone = place(other, PlaceState.DECLINED)
    db.session.add(PlaceMove(place=alone, to_state=PlaceState.OFFERED, moved_at=NOON, via=Via.PHONE))

    merged(kept, other, by=priya)

    lists = [candidates(role, could=could, viewer=priya, now=NOON) for could in (True, False)]
    assert [(line.name, line.asked) for found in lists for line in found] == [("Ruth", 2)]


STATES = st.sampled_from(list(PlaceState))
PARTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), STATES), max_size=8)


@settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(mine=PARTS, theirs=PARTS)
def test_whatever_the_places_no_history_is_lost_and_no_event_has_two_live_ones(priya, mine, theirs):
    events = [EventFactory() for _ in range(3)]
    roles = {(event, role): EventRoleFactory(event=events[event]) for event in range(3) for role in range(2)}
    kept, other = unsigned(), unsigned()
    for member, parts in ((kept, mine), (other, theirs)):
        in_roles, live = set(), set()
        for event, role, state in parts:
            if (event, role) in in_roles or (is_live_state(state) and event in live):
                continue
            in_roles.add((event, role))
            live |= {event} if is_live_state(state) else set()
            place(member, state, role=roles[event, role], moves=2)
    ids = {kept.id, other.id}
    but = unclear_events(ids)
    moves, nearest = history(ids), best(ids, but=but)

    merged(kept, other, by=priya)

    assert set(db.session.scalars(records_of(kept.id))) == ids
    assert moves.items() <= history(ids).items()
    assert best({kept.id}, but=but) == nearest
    assert [one for one in places(other.id) if is_live_state(one.state)] == []
    live_events = [one.event_id for one in places(kept.id) if is_live_state(one.state)]
    assert len(live_events) == len(set(live_events))
    kept_roles = {one.role_id for one in places(kept.id)}
    assert all(one.role_id in kept_roles for one in places(other.id))


def places(member_id):
    return db.session.scalars(select(Place).where(Place.member_id == member_id)).all()


def history(ids):
    """Return every move that these records ever made, by its id."""
    rows = db.session.execute(
        select(PlaceMove.id, PlaceMove.place_id, PlaceMove.from_state, PlaceMove.to_state, PlaceMove.moved_at)
        .join(Place, Place.id == PlaceMove.place_id)
        .where(Place.member_id.in_(ids))
    )
    return {row.id: tuple(row) for row in rows}


def unclear_events(ids):
    """Return the events in which somebody waits, or in which a role is over: they have a test of their own."""
    unclear = {PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT, PlaceState.WAITING}
    return {one.event_id for member_id in ids for one in places(member_id) if one.state in unclear}


def best(ids, *, but):
    """Return the live place nearest to coming that these records have in each event."""
    order = [PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD]
    found: dict[int, PlaceState] = {}
    for one in (one for member_id in sorted(ids) for one in places(member_id)):
        if one.event_id not in but and is_live_state(one.state):
            found[one.event_id] = max(found.get(one.event_id, order[0]), one.state, key=order.index)
    return found


def test_a_place_that_was_attended_stays_so_and_a_waiting_one_keeps_its_turn(priya):
    kept, other, role, second = unsigned(), unsigned(), EventRoleFactory(), EventRoleFactory()
    attended, unmarked = place(kept, PlaceState.ATTENDED, role=role), place(other, PlaceState.HELD, role=role)
    released, waiting = place(kept, PlaceState.RELEASED, role=second), place(other, PlaceState.WAITING, role=second)

    merged(kept, other, by=priya)

    assert (attended.state, unmarked.state) == (PlaceState.ATTENDED, PlaceState.RELEASED)
    assert (released.state, waiting.state) == (PlaceState.WAITING, PlaceState.STEPPED_BACK)
    assert released.moved_at == LONG_AGO


def test_pairs_are_found_by_contact_or_by_name_and_area_and_families_stay_two(priya):
    jo = unsigned(name="Jo Marsden", email="Marsdens@example.org", phone=None, area="NG17")
    lee = unsigned(name="Lee Marsden", email="marsdens@example.org", phone="0115 496 0100", area="NG17")
    again = unsigned(name="jo marsden", email=None, channel=Channel.PHONE, phone="0115-496 0100", area="ng17")
    unsigned(name="Jo Marsden", email="other@example.org", phone="0115 496 0999", area="NG1")
    unsigned(name="Jo Marsden", email="gone@example.org", phone="0115 496 0100", area="NG17", state=MemberState.LEFT)

    found = pairs_alike(viewer=priya).rows

    assert [(row.one_id, row.two_id, row.email, row.phone, row.name) for row in found] == [
        (jo.id, lee.id, 1, 0, 0),
        (jo.id, again.id, 0, 0, 1),
        (lee.id, again.id, 0, 1, 0),
    ]


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_pairs_cost_one_statement_however_many_there_are(priya, count_statements, pairs):
    for number in range(pairs):
        MemberFactory.create_batch(2, account=None, phone=f"0115 496 010{number}", email=f"{number}@example.org")

    with count_statements() as statements:
        assert len(pairs_alike(viewer=priya)) == pairs

    assert len(statements) == 1


def test_members_and_accounts_of_others_are_left_alone(priya):
    bystander, account = MemberFactory(), AccountFactory()

    merged(unsigned(), MemberFactory(), by=priya)

    assert (bystander.account.is_active, account.is_active, bystander.merged_into_id) == (True, True, None)
    assert db.session.query(HeldQualification).count() == 0
