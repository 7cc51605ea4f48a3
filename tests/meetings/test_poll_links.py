"""A poll for a date is answered from the email: by a link that opens one person's answers, and nothing else of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.meetings import emails
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.answer_links import token_for
from coproduction.meetings.models import PollAnswer, Suits
from coproduction.members.actions.merging import merge
from coproduction.notifications.actions import add_copy_recipient
from coproduction.schedule.answer_links import token_for as token_for_place
from tests.factories import MemberFactory, PlaceFactory, PollFactory, StaffFactory


@pytest.fixture
def amara():
    return MemberFactory(name="Amara Okafor", known_as="Amara", email="amara@example.org", phone="0115 496 0012")


def link_to(poll, member):
    return f"/dates/answers/{token_for(poll.id, member.id)}"


def said(member):
    rows = db.session.query(PollAnswer).filter_by(member_id=member.id).order_by(PollAnswer.option_id)
    return [row.said for row in rows]


def fields(poll, *answers):
    return {f"option_{option.id}": answer for option, answer in zip(poll.options, answers, strict=True)}


def test_the_link_in_the_email_opens_the_times_and_only_the_button_answers(stranger, inbox, noon, amara):
    poll = PollFactory()
    emails.poll_asked(poll, [amara], now=noon)
    [path] = re.findall(r"http://localhost(/dates/answers/\S+)", inbox.latest(to="amara@example.org").text)

    page = stranger.get(path)
    assert page.heading == "When can you come to Budgets?"
    assert said(amara) == []

    page = page.press("Send my answers", **fields(poll, "yes", "no"))

    assert page.heading == "We have your answers"
    assert said(amara) == [Suits.YES, Suits.NO]


def test_answers_can_be_changed_by_the_same_link_and_stand_there(stranger, amara):
    poll = PollFactory()
    stranger.get(link_to(poll, amara)).press("Send my answers", **fields(poll, "yes", "no"))

    page = stranger.get(link_to(poll, amara))
    assert list(page.values.values())[:2] == [["yes"], ["no"]]
    page.press("Send my answers", **fields(poll, "if need be", "no")).follow("Change your answers")

    assert said(amara) == [Suits.IF_NEED_BE, Suits.NO]


def test_nothing_else_about_the_person_stands_there(stranger, amara):
    poll = PollFactory()
    MemberFactory(name="Dennis Whitlock")
    page = stranger.get(link_to(poll, amara))

    for secret in ("Amara", "amara@", "0115 496 0012", "Dennis"):
        assert secret not in page.html, secret
    assert "Sign in" in page.html  # nobody has been signed in


def test_the_link_ends_when_a_date_is_found(stranger, amara, noon):
    poll = PollFactory()
    opened = stranger.get(link_to(poll, amara))
    actions.choose_time(poll.id, poll.options[0].id, by=StaffFactory(), now=noon)

    page = opened.press("Send my answers", **fields(poll, "yes", "no"))

    assert (page.status, page.heading, said(amara)) == (410, "This link no longer works", [])


def test_the_link_ends_when_all_times_are_over(stranger, amara, monkeypatch):
    poll = PollFactory()
    last = max(option.starts_at for option in poll.options)
    monkeypatch.setattr(clock, "now", lambda: last - timedelta(minutes=1))
    assert stranger.get(link_to(poll, amara)).status == 200

    monkeypatch.setattr(clock, "now", lambda: last)

    assert stranger.get(link_to(poll, amara)).status == 410


def test_the_link_ends_when_nobody_looks_for_the_date_any_more(stranger, amara, noon):
    poll = PollFactory()
    actions.end_poll(poll.id, by=StaffFactory(), now=noon)

    assert stranger.get(link_to(poll, amara)).status == 410


@pytest.mark.parametrize("state", ["left", "died"])
def test_the_link_of_somebody_who_has_gone_opens_nothing(stranger, state):
    assert stranger.get(link_to(PollFactory(), MemberFactory(state=state))).status == 410


def test_who_has_paused_may_still_answer(stranger):
    assert stranger.get(link_to(PollFactory(), MemberFactory(state="paused"))).status == 200


def test_a_forged_link_and_one_for_something_else_open_nothing(stranger, amara):
    poll, place = PollFactory(), PlaceFactory(member=amara)

    for token in (f"{token_for(poll.id, amara.id)}x", token_for_place(place), "nonsense"):
        assert stranger.get(f"/dates/answers/{token}").status == 404
    assert stranger.get(f"/answers/{token_for(poll.id, amara.id)}").status == 404


def test_a_copy_of_the_email_leads_to_nobodys_answers(inbox, noon, amara):
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")

    emails.poll_asked(PollFactory(), [amara], now=noon)

    assert "/dates/answers/" not in inbox.latest(to="mo@example.org").text


def answered(poll, member, when, *suits):
    said = {option.id: each for option, each in zip(poll.options, suits, strict=True) if each}
    actions.answer_poll(poll.id, member, said=said, by=None, now=when)


def test_the_answers_of_two_records_come_together_and_the_newer_counts(coordinator, noon):
    kept, other, poll = MemberFactory(account=None), MemberFactory(account=None), PollFactory()
    third = datetime(2027, 2, 18, 10, 30, tzinfo=UTC)
    actions.change_times(poll.id, [*(o.starts_at for o in poll.options), third], by=StaffFactory(), now=noon)
    answered(poll, kept, noon - timedelta(days=2), Suits.NO, Suits.YES, None)
    answered(poll, other, noon - timedelta(days=3), None, Suits.NO, Suits.IF_NEED_BE)
    answered(poll, other, noon - timedelta(days=1), Suits.YES, None, None)

    merge(kept.id, other.id, [], by=StaffFactory(), now=noon)

    assert said(kept) == [Suits.YES, Suits.YES, Suits.IF_NEED_BE]
    assert db.session.query(PollAnswer).count() == 5  # nothing is deleted
    page = coordinator.get(f"/meetings/polls/{poll.id}")
    assert page.text.count("1 yes, 0 if need be, 0 no") == 2
    assert page.text.count("0 yes, 1 if need be, 0 no") == 1


def test_the_link_of_a_merged_record_answers_for_the_one_that_was_kept(stranger, noon):
    kept, other, poll = MemberFactory(account=None), MemberFactory(account=None), PollFactory()
    merge(kept.id, other.id, [], by=StaffFactory(), now=noon)

    stranger.get(link_to(poll, other)).press("Send my answers", **fields(poll, "yes", "no"))

    assert (said(kept), said(other)) == ([Suits.YES, Suits.NO], [])


def test_before_a_merge_it_is_said_that_answers_come_along(coordinator, noon):
    kept, other, poll = MemberFactory(account=None), MemberFactory(account=None), PollFactory()
    answered(poll, other, noon, Suits.YES, Suits.NO)

    page = coordinator.get(f"/members/{kept.id}/merge/{other.id}").press("Continue")

    assert "2 answers about dates come along. Where both answered, the newer answer counts." in page.text
