"""One message to many says to each exactly what a message to them alone would, and to nobody twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coproduction.core.database import db
from coproduction.notifications.actions import add_copy_recipient, send, silence
from coproduction.notifications.mailing import Letter, send_many
from coproduction.notifications.models import Channel, Message, Recipient
from coproduction.notifications.rendering import pattern_for, render
from tests.factories import MemberFactory

OWN = """Subject: For {{ name }}: {{ what }}

Dear {{ name }},

- **What:** {{ what }}, {{ name }}

{% if by_email %}{{ link("Answer now", answer) }}{% else %}Ring us.{% endif +%}
{% if is_copy %}A copy{% endif +%}
"""
NAMES = st.text(min_size=1, max_size=40).filter(lambda name: bool(name.strip()))
URLS = st.from_regex(r"https?://[a-z]{1,10}\.org/answers/[A-Za-z0-9._-]{1,40}", fullmatch=True)
ANSWER = "https://example.org/answers/1"
FOR_COPIES = {"answer": "https://example.org/mo"}


def told():
    """Return what stands in the outbox, but for what is new each time."""
    columns = [column for column in Message.__table__.c if column.name not in ("id", "message_id")]
    return [tuple(row) for row in db.session.execute(db.select(*columns).order_by(Message.key))]


@pytest.fixture
def own(templates):
    """A template that shows a name and a link."""
    templates["tests/own.md"] = OWN


@given(name=NAMES, url=URLS, was=st.sampled_from(["", "Thursday 7 January"]))
def test_the_words_are_those_of_a_message_to_one(app, name, url, was):
    template = "schedule/event_cancelled"
    event = {"title": "A & B <i>", "starts_at": datetime(2027, 1, 14, 10, 30, tzinfo=UTC), "cancelled_because": "x.org"}
    also = [{"label": "Pre-meet", "when": "Thursday 14 January at 9am", "where": "A hall"}]
    for by_email in (True, False):
        shared = {"event": event, "by_email": by_email, "was": was, "when": "Thursday 14 January", "where": "A hall"}
        shared |= {"also": also if by_email else [], "is_put_off": not by_email}

        made = pattern_for(template, shared, own=["name", "schedule"]).filled({"name": name}, {"schedule": url})

        assert made == render(template, {**shared, "name": name, "schedule": url})


def tell_each_alone(people, *, now):
    for number, to in enumerate(people):
        own = {"name": to.name, "answer": f"{ANSWER}{number}", "what": "Forum"}
        send("tests/own", to, key=f"key-{number}", now=now, calendar="BEGIN", for_copies=FOR_COPIES, **own)


def tell_all_together(people, *, now):
    letters = [
        Letter(
            to=to,
            key=f"key-{number}",
            names={"name": to.name},
            links={"answer": f"{ANSWER}{number}"},
            links_in_copies=FOR_COPIES,
            calendar="BEGIN",
        )
        for number, to in enumerate(people)
    ]
    send_many("tests/own", letters, now=now, what="Forum")


def test_the_outbox_is_the_same_as_if_each_had_been_told_alone(noon, own):
    kieran = MemberFactory(known_as="Kieran *Doyle*", email="k@example.org")
    add_copy_recipient(kieran.id, "Mo", email="mo@example.org")
    people = [
        Recipient(name=kieran.known_as, email=kieran.email, member_id=kieran.id),
        Recipient(name="Dennis", channel=Channel.PHONE, phone="0115 496 0012", member_id=MemberFactory().id),
        Recipient.by_email("Priya <b>", "priya@example.org"),
    ]
    tell_each_alone(people, now=noon)
    one_by_one = told()
    assert len(one_by_one) == 4
    db.session.query(Message).delete()

    tell_all_together(people, now=noon)

    assert told() == one_by_one


def test_a_key_that_was_used_is_not_used_again_nor_for_a_copy(noon, own, inbox):
    member = MemberFactory()
    to = Recipient(name="Amara", email="a@example.org", member_id=member.id)
    letter = Letter(to=to, key="once", names={"name": "Amara"}, links={"answer": ANSWER})
    send_many("tests/own", [letter], now=noon, what="Forum")
    add_copy_recipient(member.id, "Mo", email="mo@example.org")

    send_many("tests/own", [letter], now=noon, what="Forum")

    assert [message.to_address for message in inbox.messages] == ["a@example.org"]


def test_somebody_who_has_died_is_told_nothing_and_nobody_in_their_place(noon, own, inbox):
    dead, alive = MemberFactory(), MemberFactory()
    silence(dead.id, now=noon)
    db.session.flush()
    add_copy_recipient(dead.id, "Mo", email="mo@example.org")
    letters = [
        Letter(
            to=Recipient(name="A", email=member.email, member_id=member.id),
            key=f"for-{member.id}",
            names={"name": "A"},
            links={"answer": ANSWER},
        )
        for member in (dead, alive)
    ]

    send_many("tests/own", letters, now=noon, what="Forum")

    assert [message.to_address for message in inbox.messages] == [alive.email]


@pytest.mark.parametrize("people", [1, 30])
def test_many_cost_as_many_statements_as_one(noon, own, count_statements, people):
    letters = [
        Letter(
            to=Recipient(name="A", email=member.email, member_id=member.id),
            key=f"for-{member.id}",
            names={"name": "A"},
            links={"answer": ANSWER},
        )
        for member in MemberFactory.create_batch(people)
    ]

    with count_statements() as statements:
        send_many("tests/own", letters, now=noon, what="Forum")

    assert len(statements) == 3  # the keys there, who gets copies, the messages


def test_nobody_is_nobody(noon, inbox):
    send_many("tests/own", [], now=noon)

    assert inbox.messages == []
