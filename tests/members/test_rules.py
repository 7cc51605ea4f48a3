"""The legal moves of joining and belonging, and the conditions that other rooms ask with."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import and_, select

from coproduction.core.database import db
from coproduction.members import queries, rules
from coproduction.members.models import (
    Application,
    ApplicationState,
    ApplicationSupporter,
    FilledInBy,
    Interest,
    Member,
    MemberState,
)
from coproduction.notifications.models import Channel, Recipient
from tests.factories import (
    AccountFactory,
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
)


def members_where(condition):
    """Return the names of the members that the condition picks."""
    return list(db.session.scalars(select(Member.name).where(condition).order_by(Member.name)))


def test_an_application_is_decided_once():
    decided = {ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN}
    open_ones = set(ApplicationState) - decided - {ApplicationState.DRAFT}

    assert [after for after in ApplicationState if rules.can_become(ApplicationState.DRAFT, after)] == ["submitted"]
    again = {ApplicationState.MORE_INFORMATION, ApplicationState.CHAT_OFFERED, ApplicationState.WAITING_LIST}
    for state in open_ones:
        to = {after for after in ApplicationState if rules.can_become(state, after)}
        assert to == open_ones - ({state} - again) | decided
    for state in decided:
        assert [after for after in ApplicationState if rules.can_become(state, after)] == []


def test_nobody_comes_back_from_the_dead_and_everybody_else_has_a_way_on():
    for state in set(MemberState) - {MemberState.DIED}:
        assert rules.can_turn(state, MemberState.DIED)
        assert not rules.can_turn(state, state)
    assert [after for after in MemberState if rules.can_turn(MemberState.DIED, after)] == []
    assert [after for after in MemberState if rules.can_turn(MemberState.LEFT, after)] == ["induction", "died"]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["name", "connection", "channel"]),
        ({"name": "Selin Kaya"}, ["connection", "channel"]),
        ({"name": "Selin Kaya", "channel": Channel.PHONE, "connection": "both"}, ["phone"]),
        ({"name": "Selin Kaya", "channel": Channel.TEXT, "connection": "both"}, ["phone"]),
        (
            {"name": "Selin Kaya", "channel": Channel.LETTER, "connection": "both", "email": "s@example.org"},
            ["address"],
        ),
        ({"name": "Selin Kaya", "channel": Channel.EMAIL, "connection": "both", "email": "s@example.org"}, []),
    ],
)
def test_only_what_we_cannot_do_without_must_be_answered(given, missing):
    assert list(rules.missing_answers(Application(filled_in_by=FilledInBy.MYSELF, **given))) == missing


@pytest.mark.parametrize(
    ("who", "supporter", "missing"),
    [
        (None, None, ["filled_in_by"]),
        (FilledInBy.MYSELF, None, []),
        (FilledInBy.WITH_HELP, None, ["supporter"]),
        (FilledInBy.WITH_HELP, ApplicationSupporter(name="Mo"), []),
        (FilledInBy.FOR_SOMEBODY, ApplicationSupporter(name="Mo", has_agreement=False), ["supporter"]),
        (FilledInBy.FOR_SOMEBODY, ApplicationSupporter(name="Mo", has_agreement=True), []),
    ],
)
def test_whoever_helps_must_be_named_and_must_be_agreed_to(who, supporter, missing):
    answers = {"name": "Selin Kaya", "connection": "both", "channel": Channel.PHONE, "phone": "0115 496 0031"}

    assert list(rules.missing_answers(Application(filled_in_by=who, supporter=supporter, **answers))) == missing


def test_a_coordinator_does_not_say_who_fills_it_in():
    sign_up = Application(
        entered_by_id=1, name="Selin Kaya", connection="both", channel=Channel.PHONE, phone="0115 496 0031"
    )

    assert list(rules.missing_answers(sign_up)) == []


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 1, 4), False),
        (date(2026, 1, 5), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ],
)
def test_a_qualification_counts_from_its_first_day_to_its_last(day, holds):
    held = HeldQualificationFactory(achieved_on=date(2026, 1, 5), valid_until=date(2027, 1, 31))
    MemberFactory()

    assert queries.holds_qualification(held.member_id, held.qualification_id, on=day) == holds
    assert members_where(rules.holding(held.qualification_id, day)) == [held.member.name] * holds


def test_a_qualification_without_a_last_day_counts_for_good():
    held = HeldQualificationFactory(valid_until=None)

    assert queries.holds_qualification(held.member_id, held.qualification_id, on=date(2099, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "is_away"),
    [
        (date(2027, 1, 9), None, False),
        (date(2027, 1, 10), None, True),
        (date(2027, 1, 20), None, True),
        (date(2027, 1, 21), None, False),
        (date(2027, 1, 8), date(2027, 1, 10), True),
        (date(2027, 1, 20), date(2027, 1, 25), True),
        (date(2027, 1, 1), date(2027, 1, 31), True),
        (date(2027, 1, 21), date(2027, 1, 31), False),
    ],
)
def test_a_member_is_away_on_their_first_and_last_day_and_between(first, last, is_away):
    away = AwayDateFactory(starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 20))
    MemberFactory()

    assert members_where(rules.away_on(first, last)) == [away.member.name] * is_away


def test_active_members_are_found_by_their_interest_in_order_of_name():
    MemberFactory(name="Megan Frost", interested_in=[Interest.PANELS, Interest.TRAINING])
    MemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    MemberFactory(name="Harold Pym", interested_in=[Interest.PANELS], state=MemberState.PAUSED)
    MemberFactory(name="Kieran Doyle", interested_in=[Interest.MEETINGS])

    found = members_where(and_(rules.is_asked_to_things(), rules.interested_in(Interest.PANELS)))

    assert found == ["Amara Okafor", "Megan Frost"]


def test_a_member_is_told_by_the_channel_they_chose():
    member = MemberFactory(known_as="Dennis", channel=Channel.PHONE, phone="0115 496 0067", email="d@example.org")

    assert rules.recipient_of(member) == Recipient(
        name="Dennis",
        channel=Channel.PHONE,
        email="d@example.org",
        phone="0115 496 0067",
        member_id=member.id,
    )


def test_only_coordinators_read_other_peoples_records():
    with pytest.raises(PermissionError):
        rules.require_staff(AccountFactory(is_member=True))


@pytest.mark.parametrize(
    ("last", "words"),
    [(date(2027, 2, 1), "1 February 2027"), (date(2027, 2, 14), "1 February 2027 to 14 February 2027")],
)
def test_days_away_read_as_people_say_them(last, words):
    assert AwayDateFactory(starts_on=date(2027, 2, 1), ends_on=last).in_words == words
