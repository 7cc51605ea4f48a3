"""The demonstration: its group and its crowd, and that the same seed gives the same rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.demo.people import MEMBERS
from coproduction.demo.years import number_of_events
from coproduction.members.models import Application, ApplicationState, Member, MemberState, Need, Supporter
from coproduction.members.queries.deaths import what_stopped
from coproduction.members.queries.equality import equality_tables
from coproduction.notifications.models import CopyRecipient
from coproduction.schedule.models import Event, EventState, Place, PlaceMove, PlaceState, Via
from coproduction.site.queries.to_do import to_do
from tests.demonstration import LATE_2026, load, load_anew, places
from tests.post import Inbox

NAMES = [
    "Amara Okafor",
    "Dennis Whitlock",
    "Shabana Mirza",
    "Kieran Doyle",
    "Ruth Adeyemi-Clarke",
    "Megan Frost",
    "Harold Pym",
    "Tunde Balogun",
    "Jo Marsden",
    "Lee Marsden",
    "Nasreen Begum",
    "Grace Oyelaran",
    "Colin Barrow",
    "Sylvia Marchant",
    "Arthur Bellamy",
]


def test_the_group_has_the_people_of_the_demonstration():
    load()

    assert list(db.session.scalars(select(Member.name).order_by(Member.id))) == NAMES
    asked = db.session.execute(select(Application.name, Application.state).order_by(Application.id)).all()
    assert [tuple(one) for one in asked] == [
        ("Piotr Zielinski", ApplicationState.SUBMITTED),
        ("Selin Kaya", ApplicationState.SUBMITTED),
        ("Bernadette Quill", ApplicationState.MORE_INFORMATION),
        ("Winston Clarke", ApplicationState.CHAT_OFFERED),
        ("Agnes Holroyd", ApplicationState.WAITING_LIST),
        ("Kofi Mensah", ApplicationState.DRAFT),
    ]
    assert list(db.session.scalars(select(Account.name).where(Account.is_coordinator).order_by(Account.id))) == [
        "Priya Nair",
        "Tom Hesketh",
        "Ewa Lis",
    ]
    assert list(db.session.scalars(select(Account.name).where(Account.is_administrator))) == ["Priya Nair"]


def test_two_members_share_an_email_address_and_have_an_account_each():
    load()

    accounts = db.session.scalars(select(Account).where(Account.email == "marsden@example.org")).all()

    assert sorted(account.name for account in accounts) == ["Jo Marsden", "Lee Marsden"]


def test_members_without_email_have_no_account():
    load()

    without = db.session.scalars(select(Member).where(Member.account_id.is_(None)).order_by(Member.id)).all()

    assert [(member.name, member.email, member.channel.value, member.state.value) for member in without] == [
        ("Dennis Whitlock", None, "phone", "active"),
        ("Harold Pym", None, "letter", "paused"),
        ("Colin Barrow", None, "text", "leaving"),
        ("Arthur Bellamy", None, "phone", "died"),
    ]


def test_calls_and_letters_wait_for_the_coordinators_and_no_email_is_sent():
    load()

    assert Inbox().letters == [
        ("0115 496 0102", "Can you join us? Monthly meeting: you said, we did"),
        ("0115 496 0102", "Can you join us? Monthly meeting: work plan"),
        ("07700 900105", "Can you join us? Interview panel: CHC Case Manager ×3, Band 6"),
        ("0115 496 0109", "You asked to join My Life Choices"),
        ("8 Example Lane, near Newark NG22", "We have paused your membership"),
        ("07700 900105", "When could you take part? 3 dates"),
    ]


def test_what_somebody_needs_was_checked_a_year_before_it_is_asked_about_again():
    load(members=60)

    for need in db.session.scalars(select(Need).options(joinedload(Need.member))):
        checked = uk_wall(need.confirmed_at or need.recorded_at).date()
        assert (need.review_on - checked).days == 365
        assert need.member.joined_on <= checked <= LATE_2026


def test_the_supporter_has_a_question_to_answer_for_the_member():
    load()
    asked = select(Place).join(Member, Member.id == Place.member_id).where(Member.known_as == "Kieran")

    assert db.session.scalars(asked.where(Place.state == PlaceState.OFFERED)).first()


def test_one_member_has_a_supporter_who_signs_in_and_gets_copies():
    load()

    [mo] = db.session.scalars(select(Supporter).where(Supporter.removed_at.is_(None)))
    assert mo.account
    assert (mo.name, mo.member.known_as, mo.account.is_supporter) == ("Mo Brennan", "Kieran", True)
    assert [(reader.member_id, reader.email) for reader in db.session.scalars(select(CopyRecipient))] == [
        (mo.member_id, mo.email)
    ]


def test_every_state_of_a_place_is_shown():
    load()

    assert {place.state for place in places()} == set(PlaceState)


def test_the_group_meets_on_second_thursdays_at_the_same_time_by_uk_clocks_summer_and_winter():
    load()

    meetings = db.session.scalars(
        select(Event)
        .where(Event.title.startswith("Monthly meeting"), Event.starts_at > datetime(2027, 1, 1).astimezone())
        .order_by(Event.starts_at)
    ).all()

    assert [uk_wall(event.starts_at).date() for event in meetings] == [
        date(2027, month, day) for month, day in enumerate((14, 11, 11, 8, 13, 10, 8, 12, 9, 14, 11, 9), start=1)
    ]
    assert {(uk_wall(event.starts_at).time(), uk_wall(event.ends_at).time()) for event in meetings} == {
        (time(10, 30), time(12, 30))
    }


def test_one_panel_is_cancelled_with_its_places_as_they_were():
    load()

    cancelled, *dates = db.session.scalars(
        select(Event).where(Event.state == EventState.CANCELLED).order_by(Event.id)
    ).all()

    assert cancelled.title == "Interview panel: Mental Health Commissioning Manager, Band 8a"
    assert cancelled.cancelled_because == "The team has withdrawn the post."
    assert [place.state for place in places() if place.event_id == cancelled.id] == [PlaceState.HELD] * 2
    assert [(date.label, date.follows_id) for date in dates] == [("Pre-meet", cancelled.id), ("Debrief", cancelled.id)]


def test_a_move_by_a_member_without_an_account_was_written_down_by_the_coordinator():
    load()
    dennis = db.session.scalars(select(Member.id).where(Member.name == "Dennis Whitlock")).one()

    answers = db.session.scalars(
        select(PlaceMove).join(Place).where(Place.member_id == dennis, PlaceMove.to_state == PlaceState.HELD)
    ).all()

    assert {(move.via, move.moved_by_id) for move in answers} == {(Via.PHONE, 1), (Via.PHONE, 2)}


def test_a_crowd_stands_beside_the_group():
    counts = load_anew(members=250, of_years=2)

    assert db.session.scalars(select(Member.name).order_by(Member.id).limit(len(MEMBERS))).all() == NAMES
    assert counts["member"] == 250
    assert counts["event"] == 87 + number_of_events(250 - len(MEMBERS), 2)


def test_a_crowd_has_a_page_of_events_to_come_and_as_many_behind_it():
    load(members=130, of_years=2)
    midnight = uk_moment(LATE_2026, time())

    starts = db.session.scalars(select(Event.starts_at)).all()

    assert sum(start > midnight for start in starts) >= 25
    assert sum(start < midnight - timedelta(days=300) for start in starts) >= 12


def test_local_meetings_are_of_a_size_to_sit_round_a_table():
    load(members=250, of_years=1)
    sizes: defaultdict[int, int] = defaultdict(int)
    for place in places():
        if "local meeting" in place.role.event.title:
            sizes[place.event_id] += 1

    assert max(sizes.values()) <= 25
    assert sum(size >= 12 for size in sizes.values()) > len(sizes) / 2


def test_everybody_in_the_crowd_can_be_reached_and_by_nobody_real():
    load(members=250)

    for member in db.session.scalars(select(Member)):
        assert member.email is None or member.email.endswith("@example.org")
        assert member.phone is None or member.phone.startswith(("07700 900", "0115 496 0"))
        assert member.email or member.phone or member.address


def test_the_group_shows_how_joining_goes_and_how_a_membership_begins_goes_on_and_ends():
    load()

    states = dict(
        db.session.execute(select(Member.known_as, Member.state).where(Member.state != MemberState.ACTIVE)).all()
    )
    asked_of = {
        tasks.name: [task.what for task in tasks.tasks]
        for tasks in to_do(viewer=db.session.get_one(Account, 1), now=uk_moment(LATE_2026, time(12)))
    }

    assert {name: state for name, state in states.items() if state is not MemberState.ACTIVE} == {
        "Kieran": MemberState.PROBATION,
        "Harold": MemberState.PAUSED,
        "Grace": MemberState.INDUCTION,
        "Colin": MemberState.LEAVING,
        "Sylvia": MemberState.LEFT,
        "Arthur": MemberState.DIED,
    }
    assert asked_of["exit-talks"] == [
        "Have a talk with Sylvia Marchant about how it was",
        "Have a talk with Colin Barrow about how it was",
    ]
    assert asked_of["inductions"] == ["Go on with the induction of Grace Oyelaran"]
    assert asked_of["leaving"] == ["Say goodbye to Colin Barrow"]
    assert asked_of["references"] == ["Write a reference for Colin Barrow"]
    assert "Have a yearly review with Tunde Balogun" in asked_of["reviews"]
    assert asked_of["terms"] == ["Talk with Megan Frost about the end of their term"]
    assert asked_of["left-out"] == ["Ask 1 person to come: meeting"]
    assert asked_of["chats"] == ["Have a chat with Maureen Tull"]
    assert asked_of["offered-chats"] == ["Have a chat with Winston Clarke"]
    assert asked_of["questions"] == ["Look out for the reply of Bernadette Quill"]
    assert asked_of["waiting-list"] == ["Look at Agnes Holroyd again"]
    assert asked_of["sign-ups"] == ["Finish the sign-up of Kofi Mensah"]
    assert asked_of["restricted-notes"] == ["Read a restricted note"]


def test_what_stopped_with_a_death_and_last_years_equality_answers_can_be_looked_at():
    load()
    priya = db.session.get_one(Account, 1)
    arthur = db.session.scalars(select(Member).where(Member.known_as == "Arthur")).one()

    stopped = what_stopped(arthur, viewer=priya)
    tables = equality_tables(LATE_2026.year - 1, viewer=priya, today=LATE_2026)

    assert stopped
    assert stopped.supporters == ["Owen Bellamy"]
    assert [table.short for table in tables if table.lines][:3] == [
        "Age",
        "Condition lasting 12 months or more",
        "Effect of a condition on day-to-day life",
    ]
