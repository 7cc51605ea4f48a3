"""What happens to an application until it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.current import COOKIE_LIFE
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import applications as actions
from coproduction.members.models import Application, ApplicationState
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory


def everybody(model):
    """Return every row of a table."""
    return list(db.session.scalars(select(model).order_by(model.id)))


def audited():
    """Return what the trail says was done, and by whom."""
    return [(entry.action, entry.account_id) for entry in everybody(AuditEntry)]


def a_draft(**answers):
    """Return a draft that could be sent."""
    known = {"name": "Piotr Zielinski", "channel": Channel.EMAIL, "email": "piotr@example.org", "connection": "both"}
    return ApplicationFactory(state=ApplicationState.DRAFT, submitted_at=None, agreed_at=None, **{**known, **answers})


def test_the_first_answer_makes_a_draft_that_only_its_key_opens(noon):
    application, key = actions.keep_answer(None, "name", "Piotr Zielinski", now=noon)

    assert application.state is ApplicationState.DRAFT
    assert key
    assert application.digest == rules.digest_of(key)
    assert key not in application.digest


def test_answers_that_nobody_sent_are_deleted_when_no_browser_can_open_them_any_more(noon):
    assert rules.UNSENT_KEPT_FOR == COOKIE_LIFE
    a_draft(name="Lost", started_at=noon - timedelta(days=32))
    a_draft(name="Coming back", started_at=noon - timedelta(days=31))
    ApplicationFactory(name="Sent", started_at=noon - timedelta(days=400))

    assert (actions.purge_drafts(now=noon), actions.purge_drafts(now=noon)) == (1, 0)

    assert [application.name for application in everybody(Application)] == ["Coming back", "Sent"]


def test_a_later_answer_joins_the_same_draft(noon):
    draft = a_draft()

    application, key = actions.keep_answer(draft, "area", "Newark", now=noon)

    assert (application.id, application.area, key) == (draft.id, "Newark", None)


def test_an_empty_answer_takes_back_what_was_there(noon):
    draft = a_draft(area="Newark")

    actions.keep_answer(draft, "area", "", now=noon)

    assert draft.area is None


@pytest.mark.parametrize(
    ("channel", "column", "words"),
    [
        (Channel.EMAIL, "email", "Enter your email address, so that we can contact you by email"),
        (Channel.PHONE, "phone", "Enter your phone number, so that we can contact you by phone"),
        (Channel.LETTER, "address", "Enter your address, so that we can write to you"),
    ],
)
def test_what_we_reach_a_person_by_cannot_be_left_out(noon, channel, column, words):
    with pytest.raises(Refusal) as refused:
        actions.keep_answer(a_draft(channel=channel), column, "", now=noon)

    assert (refused.value.message, refused.value.field) == (words, column)


def test_an_answer_cannot_change_once_the_application_is_sent(noon):
    sent = ApplicationFactory(name="Piotr Zielinski")

    with pytest.raises(Refusal):
        actions.keep_answer(sent, "name", "Somebody Else", now=noon)

    assert sent.name == "Piotr Zielinski"


def test_sending_tells_the_applicant_once_however_often_it_is_sent(noon, inbox):
    draft = a_draft()

    for minutes in (0, 5):
        actions.submit_application(draft.id, now=noon + timedelta(minutes=minutes))

    assert (draft.state, draft.submitted_at, draft.agreed_at) == (ApplicationState.SUBMITTED, noon, noon)
    assert inbox.letters == [("piotr@example.org", "You asked to join My Life Choices")]
    assert audited() == [("application.submitted", None)]


def test_an_application_without_a_way_to_answer_is_not_sent(noon, inbox):
    draft = a_draft(email=None)

    with pytest.raises(Refusal):
        actions.submit_application(draft.id, now=noon)

    assert (draft.state, inbox.messages) == (ApplicationState.DRAFT, [])


def test_an_address_that_is_no_longer_needed_is_not_kept(noon):
    draft = a_draft(address="1 Example Street")

    actions.submit_application(draft.id, now=noon)

    assert draft.address is None


def test_somebody_without_email_becomes_a_task_to_ring(noon, inbox):
    draft = a_draft(name="Selin Kaya", channel=Channel.PHONE, email=None, phone="0115 496 0031")

    actions.submit_application(draft.id, now=noon)

    task = inbox.latest(to="0115 496 0031")
    assert (task.channel, task.to_name) == (Channel.PHONE, "Selin Kaya")
    assert "We phone you within 10 working days." in task.text


def test_a_draft_can_be_thrown_away_and_a_sent_application_cannot():
    draft, sent = a_draft(), ApplicationFactory()

    for application in (draft, sent):
        actions.discard_draft(application.id)

    assert everybody(Application) == [sent]
