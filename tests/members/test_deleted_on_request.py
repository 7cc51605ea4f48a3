"""Who asks us to delete their details after they left: it is done at once, with all that was written to them."""

from __future__ import annotations

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import select, update

from coproduction.accounts import emails as about_signing_in
from coproduction.accounts.actions import make_link
from coproduction.accounts.models import LinkPurpose
from coproduction.accounts.queries import link_with
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import emails
from coproduction.members.actions import departures, supporters
from coproduction.members.actions import members as actions
from coproduction.members.actions.former import forget_now
from coproduction.members.actions.members import Contact
from coproduction.members.actions.supporters import IDLE_DAYS, forget_idle
from coproduction.members.models import Departure, MemberState
from coproduction.notifications.models import Channel, Message, MessageState
from tests.factories import MemberFactory, RestrictedNoteFactory
from tests.members.departing import TODAY, leave
from tests.members.former import DAY, SECRET, clean, die_because, known_everywhere, leave_because, told_of
from tests.members.merged_records import merged


@pytest.fixture
def known(priya, noon):
    """A member about whom something is written down in every place that there is."""
    return known_everywhere(priya, noon)


@pytest.fixture
def after(noon):
    """The first moment at which somebody who went at noon is no longer known: a day after twelve months."""
    return noon + relativedelta(months=12) + DAY


def write_to_everybody(member, priya, noon):
    """Have messages about the member that were sent, and some that wait: to them, to who helps them, to who asked."""
    link = make_link(member.account, LinkPurpose.SIGN_IN, now=noon)
    kept = link_with(link)
    assert kept
    about_signing_in.sign_in_link(kept, link, next_path=None, now=noon)
    about_signing_in.password_changed(member.account, now=noon)
    emails.application_received(member.application, "k" * 43, now=noon)
    helper = supporters.add_supporter(
        member.id, supporters.SupporterDetails(name=f"{SECRET} junior", email="jo@example.org"), by=priya, now=noon
    )
    db.session.execute(update(Message).values(state=MessageState.SENT, finished_at=noon))
    supporters.remove_supporter(helper.id, member, by=priya, now=noon)


@pytest.mark.parametrize("go", [leave_because, die_because])
def test_what_they_ask_us_to_delete_goes_at_once_with_all_that_was_written_to_them(known, priya, noon, go):
    write_to_everybody(known, priya, noon)
    go(known, priya, noon)
    assert "message" in told_of(SECRET)

    forget_now(known.id, by=priya, now=noon)

    assert told_of(SECRET) == ["account"]  # of a supporter, who still signs in for some days
    forget_idle(now=noon + (IDLE_DAYS.seed + 1) * DAY)
    assert told_of(SECRET) == []
    assert db.session.scalars(select(Message.state).where(Message.state == MessageState.WAITING)).all() == []
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "member.forgotten"))
    assert (entry.subject_id, entry.account_id, entry.detail) == (known.id, priya.id, {})


def test_who_wanted_to_hear_from_us_and_asks_to_be_deleted_hears_nothing(known, priya, noon, after):
    plan = departures.Leaving(leaves_on=TODAY, keeps_in_touch=True)
    departures.plan_leaving(known.id, plan, by=priya, now=noon)
    clean(after)
    assert known.name == SECRET

    for _ in range(2):
        forget_now(known.id, by=priya, now=after)

    assert (told_of(SECRET), known.name) == ([], "Former member")
    assert db.session.scalars(select(Departure.keeps_in_touch)).all() == [False]
    forgotten = select(AuditEntry.account_id).where(AuditEntry.action == "member.forgotten")
    entries = db.session.scalars(forgotten.order_by(AuditEntry.id))
    assert entries.all() == [None, priya.id]


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.PAUSED, MemberState.LEAVING])
def test_nobody_who_belongs_is_deleted_on_request(priya, noon, state):
    member = MemberFactory(known_as="Kieran", state=state)

    with pytest.raises(Refusal, match="Kieran is still a member"):
        forget_now(member.id, by=priya, now=noon)


def test_a_worry_that_is_not_settled_comes_before_deleting(known, priya, noon):
    note = RestrictedNoteFactory(member=known)
    leave(known, priya, noon)
    with pytest.raises(Refusal, match="not settled"):
        forget_now(known.id, by=priya, now=noon)

    note.settled_at = noon
    forget_now(known.id, by=priya, now=noon)
    assert known.name == "Former member"


def test_a_second_sign_in_that_was_merged_is_deleted_too(known, priya, noon):
    kept = merged(MemberFactory(name="Ada Plain", email="ada@example.org"), known, by=priya)
    leave(kept, priya, noon)

    forget_now(kept.id, by=priya, now=noon)
    forget_idle(now=noon + (IDLE_DAYS.seed + 1) * DAY)

    assert told_of(SECRET) == []


def test_a_coordinator_deletes_who_asked_for_it_on_a_page_that_says_what_goes_and_what_stays(coordinator, known, noon):
    leave(known, coordinator.account, noon)
    db.session.commit()

    page = coordinator.get(f"/members/{known.id}").follow("Delete their details now, because they asked")
    assert page.heading == f"Delete the details of {SECRET}"
    assert page.press("Delete their details").errors == ["Tick the box to show that they asked for this"]
    assert known.name == SECRET
    page = page.press("Delete their details", asked="yes")

    assert (page.heading, page.messages) == ("Former member", ["Their details are deleted."])
    assert SECRET not in page.text
    assert "Their details were deleted" in page.text
    assert page.text.count("Deleted since they left or died.") == 7
    assert [words for words in ("Not provided", "that we know of", "have not told us") if words in page.text] == []


@pytest.mark.parametrize("path", ["/died", "/rejoin", "/contact", "/forget", "/reference"])
def test_nothing_more_can_be_written_about_whom_we_no_longer_know(coordinator, known, priya, noon, path):
    leave(known, priya, noon)
    forget_now(known.id, by=priya, now=noon)
    db.session.commit()

    page = coordinator.get(f"/members/{known.id}")

    assert f"/members/{known.id}{path}" not in page.links.values()
    assert coordinator.get(f"/members/{known.id}{path}").address == page.address


def test_no_new_address_is_written_down_for_whom_we_no_longer_know(known, priya, noon):
    leave(known, priya, noon)
    forget_now(known.id, by=priya, now=noon)

    with pytest.raises(Refusal, match="deleted their details"):
        actions.change_contact(known.id, Contact(channel=Channel.EMAIL, email="new@example.org"), by=priya, now=noon)
