"""What happens to an application until it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.current import COOKIE_LIFE
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.actions import applications as actions
from coproduction.members.actions.applications import Needed
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationMove,
    ApplicationNeed,
    ApplicationState,
    ApplicationSupporter,
    NeedKind,
    SeenBy,
)
from coproduction.members.queries import applications as queries
from coproduction.members.rules.keys import CODE_LENGTH, CODE_LETTERS
from coproduction.notifications.models import Channel, Message, MessageState
from tests.factories import ApplicationFactory
from tests.members.drafts import a_draft, everybody


def audited():
    """Return what the trail says was done, and by whom."""
    return [(entry.action, entry.account_id) for entry in everybody(AuditEntry)]


def test_a_draft_is_opened_by_its_code_alone_of_which_only_a_digest_is_kept(noon):
    application, code = actions.begin_application(now=noon)

    assert application.state is ApplicationState.DRAFT
    assert [key.digest for key in application.keys] == [rules.digest_of(code)]
    assert queries.application_with_key(code, now=noon) is application
    assert queries.application_with_key("BCDFGHJKMPQR", now=noon) is None


def test_a_code_is_easy_to_read_aloud_and_hard_to_guess():
    codes = {rules.new_code() for _ in range(500)}

    assert len(codes) == 500
    assert len(CODE_LETTERS) ** CODE_LENGTH > 2**50
    assert not set("".join(codes)) & set("AEIOUL015S28Z")
    assert {rules.tidy_code(f" {rules.in_groups(code).lower()}-") for code in codes} == codes


def test_answers_that_nobody_sent_are_deleted_30_days_after_the_last(noon):
    lost = a_draft(name="Lost", changed_at=noon - timedelta(days=30, seconds=1), opened_by="BCDFGHJKMPQR")
    lost.supporter = ApplicationSupporter(name="Mo", relation="")
    a_draft(name="Coming back", started_at=noon - timedelta(days=90), changed_at=noon - timedelta(days=30))
    ApplicationFactory(name="Sent", changed_at=noon - timedelta(days=400))
    actions.keep_needs(
        lost.id,
        tuple(NeedKind),
        [Needed(NeedKind.BREAKS, "")],
        question="venues",
        now=noon,
    )
    lost.changed_at = noon - timedelta(days=30, seconds=1)

    assert (actions.purge_drafts(now=noon), actions.purge_drafts(now=noon)) == (1, 0)

    assert [application.name for application in everybody(Application)] == ["Coming back", "Sent"]
    assert [
        db.session.scalars(select(table)).all() for table in (ApplicationKey, ApplicationNeed, ApplicationSupporter)
    ] == [[]] * 3


def test_how_long_answers_wait_is_a_number_that_people_set(noon):
    a_draft(started_at=noon - timedelta(days=9), changed_at=noon - timedelta(days=9))
    assert actions.purge_drafts(now=noon) == 0

    set_number(rules.DRAFT_DAYS, 8, from_day=noon.date(), account_id=None, now=noon)

    assert actions.purge_drafts(now=noon) == 1


def test_the_browser_keeps_its_key_as_long_as_we_keep_the_answers():
    assert timedelta(days=rules.DRAFT_DAYS.highest) <= COOKIE_LIFE


@pytest.mark.parametrize(("days", "opens"), [(30, True), (31, False)])
@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.DECLINED])
def test_a_key_opens_answers_for_30_days_after_the_last(noon, state, days, opens):
    ApplicationFactory(state=state, changed_at=noon - timedelta(days=days), opened_by="BCDFGHJKMPQR")

    assert (queries.application_with_key("BCDFGHJKMPQR", now=noon) is not None) == opens


@pytest.mark.parametrize("state", rules.OPEN)
def test_a_key_opens_answers_for_as_long_as_the_applicant_waits_for_ours(noon, state):
    ApplicationFactory(state=state, changed_at=noon - timedelta(days=400), opened_by="BCDFGHJKMPQR")

    assert queries.application_with_key("BCDFGHJKMPQR", now=noon)


def test_each_answer_keeps_the_draft_for_longer(noon):
    draft = a_draft(changed_at=noon - timedelta(days=20))

    actions.keep_answer(draft.id, "area", "Newark", question="area", now=noon)

    assert (draft.changed_at, draft.area, draft.passed) == (noon, "Newark", ["area"])


def test_an_empty_answer_takes_back_what_was_there(noon):
    draft = a_draft(area="Newark")

    actions.keep_answer(draft.id, "area", "", question="area", now=noon)

    assert draft.area is None


@pytest.mark.parametrize(
    ("channel", "column", "words"),
    [
        (Channel.EMAIL, "email", "Enter the email address that we write to"),
        (Channel.PHONE, "phone", "Enter the phone number that we ring or text"),
        (Channel.TEXT, "phone", "Enter the phone number that we ring or text"),
        (Channel.LETTER, "address", "Enter the address that we post letters to"),
    ],
)
def test_what_we_reach_a_person_by_cannot_be_left_out(noon, channel, column, words):
    with pytest.raises(Refusal) as refused:
        actions.keep_answer(a_draft(channel=channel).id, column, "", question=column, now=noon)

    assert (refused.value.message, refused.value.field) == (words, column)


def test_needs_of_one_group_change_and_those_of_others_stay(noon):
    draft = a_draft(needing={NeedKind.LARGE_PRINT: "18 point", NeedKind.BRAILLE: "", NeedKind.BREAKS: "Often"})
    draft.needs[0].seen_by = SeenBy.TRAINERS

    actions.keep_needs(
        draft.id,
        (NeedKind.LARGE_PRINT, NeedKind.BRAILLE, NeedKind.AUDIO),
        [Needed(NeedKind.LARGE_PRINT, "24 point"), Needed(NeedKind.AUDIO, "")],
        question="formats",
        now=noon,
    )

    assert sorted((need.kind, need.detail, need.seen_by) for need in draft.needs) == [
        (NeedKind.AUDIO, "", SeenBy.COORDINATORS),
        (NeedKind.BREAKS, "Often", SeenBy.COORDINATORS),
        (NeedKind.LARGE_PRINT, "24 point", SeenBy.TRAINERS),
    ]


def test_who_may_know_of_a_need_that_is_gone_changes_nothing_and_the_others_are_kept(noon):
    draft = a_draft(needing={NeedKind.LARGE_PRINT: "", NeedKind.BREAKS: ""})
    chosen = {NeedKind.AUDIO: SeenBy.TRAINERS, NeedKind.BREAKS: SeenBy.ORGANISERS}

    actions.keep_sharing(draft.id, chosen, question="who-may-know", now=noon)

    assert [(need.kind, need.seen_by) for need in draft.needs] == [
        (NeedKind.LARGE_PRINT, SeenBy.COORDINATORS),
        (NeedKind.BREAKS, SeenBy.ORGANISERS),
    ]


def test_who_may_know_cannot_be_changed_after_sending(noon):
    sent = ApplicationFactory(needing={NeedKind.BREAKS: ""})

    with pytest.raises(Refusal):
        actions.keep_sharing(sent.id, {NeedKind.BREAKS: SeenBy.TRAINERS}, question="who-may-know", now=noon)

    assert [need.seen_by for need in sent.needs] == [SeenBy.COORDINATORS]


def test_an_answer_cannot_change_once_the_application_is_sent(noon):
    sent = ApplicationFactory(name="Piotr Zielinski")

    with pytest.raises(Refusal):
        actions.keep_answer(sent.id, "name", "Somebody Else", question="name", now=noon)

    assert sent.name == "Piotr Zielinski"


def test_sending_tells_the_applicant_once_however_often_it_is_sent(noon, inbox):
    draft = a_draft()

    for minutes in (0, 5):
        actions.submit_application(draft.id, now=noon + timedelta(minutes=minutes))

    assert (draft.state, draft.submitted_at, draft.agreed_at) == (ApplicationState.SUBMITTED, noon, noon)
    assert inbox.letters == [("piotr@example.org", "You asked to join My Life Choices")]
    assert audited() == [("application.submitted", None)]
    [move] = everybody(ApplicationMove)
    assert (move.from_state, move.to_state, move.moved_at, move.moved_by_id, move.message_key) == (
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
        noon,
        None,
        inbox.messages[0].key,
    )


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


def test_a_draft_can_be_thrown_away_and_a_sent_application_cannot(noon):
    draft, sent = a_draft(), ApplicationFactory()

    for application in (draft, sent):
        actions.discard_draft(application.id, now=noon)

    assert everybody(Application) == [sent]


def test_nothing_is_told_about_answers_that_were_deleted(noon):
    left, thrown = a_draft(), a_draft()
    for application in (left, thrown):
        application.channel, application.phone, application.changed_at = Channel.PHONE, "0115 496 0102", noon
        emails.way_back(application, "word-word", now=noon)

    actions.discard_draft(thrown.id, now=noon)
    actions.purge_drafts(now=noon + rules.draft_time(noon) + timedelta(minutes=1))

    assert everybody(Application) == []
    assert {(one.state, one.to_name, one.to_address, one.text) for one in everybody(Message)} == {
        (MessageState.DROPPED, "", "", "")
    }
