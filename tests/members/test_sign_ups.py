"""A coordinator enters a sign-up for somebody: the same questions and rules, and how the person said yes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.forms.questions import QUESTIONS
from coproduction.members.models import Application, ApplicationState, ConsentWay, EqualityCount
from coproduction.notifications.models import Channel, Message
from coproduction.site.queries.to_do import to_do
from tests.factories import ApplicationFactory, StaffFactory
from tests.pages import Browser

CONSENT = {"way": "by phone", "on": date(2027, 1, 3)}
DENNIS = {
    "name": {"name": "Dennis Whitlock"},
    "connection": {"connection": "uses services"},
    "contact": {"channel": "phone"},
    "phone": {"phone": "0115 496 0102"},
    "who": {},
    "supporter": {},
    "email": {},
}


def only_application():
    """Return the one application there is."""
    return db.session.scalars(select(Application)).one()


def send_answered(coordinator, **otherwise):
    """Answer every question of the sign-up at once, and send the answers from the last page; return what comes back."""
    application = only_application()
    known = {"name": "Dennis Whitlock", "connection": "uses services", "channel": Channel.PHONE}
    given = {**known, "phone": "0115 496 0102", "passed": [question.slug for question in QUESTIONS], **otherwise}
    for name, answer in given.items():
        setattr(application, name, answer)
    return coordinator.get("/join/check-answers").press("Send their answers", agreed="yes")


@pytest.fixture
def begun(coordinator):
    """The task list of a sign-up that the coordinator has begun."""
    return coordinator.get("/applications").follow("Enter a sign-up for somebody").press("Start", **CONSENT)


def test_the_person_must_have_said_yes_first(coordinator):
    page = coordinator.get("/applications/new").press("Start")

    assert page.errors == ["Select how they said yes", "Enter the day they said yes"]


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (("5", "1", "2027"), "The day they said yes must be today or in the past"),
        (("31", "6", "2026"), "The day they said yes must be a real date"),
    ],
)
def test_the_day_they_said_yes_is_a_day_that_has_been(coordinator, day, error):
    parts = {f"on[{part}]": typed for part, typed in zip(("day", "month", "year"), day, strict=True)}
    page = coordinator.get("/applications/new").press("Start", way="by phone", **parts)

    assert page.errors == [error]
    assert page.values["on[day]"] == [day[0]]


def test_a_coordinator_signs_up_somebody_with_no_email_by_phone(coordinator, begun, answer_all, inbox):
    assert begun.address == "/join/tasks"
    page = answer_all(coordinator, **DENNIS)

    assert ["They said yes", "By phone, on 3 January 2027"] in page.rows
    page = page.press("Send their answers", agreed="yes")

    sent = only_application()
    assert page.address == f"/applications/{sent.id}"
    assert page.messages == ["You have sent the answers of Dennis Whitlock. They will be told."]
    assert (sent.state, sent.entered_by_id, sent.consent_way, sent.consent_on) == (
        ApplicationState.SUBMITTED,
        coordinator.account.id,
        ConsentWay.PHONE,
        date(2027, 1, 3),
    )
    assert [(move.to_state, move.moved_by_id) for move in sent.moves] == [
        (ApplicationState.SUBMITTED, coordinator.account.id)
    ]
    [task] = inbox.messages
    assert (task.channel, task.to_address) == (Channel.PHONE, "0115 496 0102")
    assert "Would you like a copy of your answers?" in task.text
    assert f"{coordinator.account.name} entered this for them. They said yes by phone, on 3 January 2027." in page.text


def test_equality_questions_can_be_read_out_after_a_sign_up_with_no_link_to_it(coordinator, begun):
    sent = send_answered(coordinator)

    asked = sent.follow("See the equality questions")
    assert "Read these out." in asked.text
    page = asked.press("Send these answers", age="65-74")

    assert page.address == "/applications"
    [count] = db.session.scalars(select(EqualityCount))
    assert (count.question, count.answer, count.given) == ("age", "65-74", 1)
    assert coordinator.get("/join/equality").address == "/join"
    again = coordinator.get(f"/applications/{only_application().id}")
    assert "See the equality questions" not in again.links


def test_a_letter_to_post_leads_to_the_copy_that_goes_with_it(coordinator, begun):
    send_answered(coordinator, channel=Channel.LETTER, address="2 Example Row", phone=None)
    [task] = db.session.scalars(select(Message))

    page = coordinator.get(f"/contact-tasks/{task.id}")

    assert "A copy of your answers comes with this letter." in page.text
    copy = page.follow("Print a copy of their answers")
    assert copy.address == f"/applications/{only_application().id}/copy"


def test_the_same_answers_are_needed_as_from_everybody(coordinator, begun):
    page = coordinator.get("/join/name").press("Continue")

    assert (page.heading, page.errors) == ("What is their full name?", ["Enter the full name"])
    assert coordinator.get("/join/who").address == "/join/tasks"


def test_another_coordinator_carries_on(coordinator, begun, app):
    coordinator.get("/join/name").press("Continue", name="Dennis Whitlock")
    tom = Browser(app)
    tom.sign_in(StaffFactory(name="Tom Hesketh"))

    page = tom.get("/applications/begun").press("Carry on with Dennis Whitlock")

    assert page.address == "/join/tasks"
    assert tom.get("/join/name").values["name"] == ["Dennis Whitlock"]


def test_a_draft_of_a_stranger_is_not_in_that_list(coordinator):
    draft = ApplicationFactory(name="Piotr Zielinski", state=ApplicationState.DRAFT, submitted_at=None)

    page = coordinator.get("/applications/begun")

    assert "Piotr Zielinski" not in page.text
    assert coordinator.send(f"/applications/begun/{draft.id}/carry-on").status == 404


def test_a_sign_up_changes_nothing_about_how_long_the_coordinator_is_signed_in(coordinator, begun):
    send_answered(coordinator)

    with coordinator.client.session_transaction() as session:
        assert (session.permanent, "application" in session) == (False, False)


@pytest.mark.parametrize("how", ["signs out", "is signed out"])
def test_nobody_after_the_coordinator_opens_a_sign_up_at_a_shared_computer(coordinator, begun, how):
    question = coordinator.get("/join/name")
    question.press("Continue", name="Dennis Whitlock")
    if how == "signs out":
        coordinator.get("/sign-out").press("Sign out")
    else:
        coordinator.account.sign_in_epoch += 1
        db.session.commit()

    assert coordinator.get("/join/tasks").heading == "Ask to join: what to fill in"
    assert (coordinator.get("/join/name").address, coordinator.get("/join/check-answers").address) == ("/join", "/join")
    question.press("Continue", name="Somebody Else")  # the old page brings its key with it
    assert only_application().name == "Dennis Whitlock"


@pytest.mark.parametrize("begins", ["Enter a sign-up", "Carry on"])
def test_signing_out_takes_the_key_of_a_sign_up_out_of_the_session(coordinator, begun, begins):
    coordinator.get("/join/name").press("Continue", name="Dennis Whitlock")
    if begins == "Carry on":
        coordinator.get("/sign-out").press("Sign out")
        coordinator.sign_in(coordinator.account)
        coordinator.get("/applications/begun").press("Carry on with Dennis Whitlock")
    with coordinator.client.session_transaction() as session:
        assert "application" in session

    coordinator.get("/sign-out").press("Sign out")

    with coordinator.client.session_transaction() as session:
        assert set(session) == {"csrf_token"}


def test_a_sign_up_stands_on_the_to_do_list_of_every_coordinator_until_it_is_sent(coordinator, begun, app):
    coordinator.get("/join/name").press("Continue", name="Dennis Whitlock")
    tom = Browser(app)
    tom.sign_in(StaffFactory(name="Tom Hesketh"))

    page = tom.get("/to-do").follow("Finish the sign-up of Dennis Whitlock")

    assert page.heading == "The sign-up of Dennis Whitlock"
    assert ["They said yes", "By phone, on 3 January 2027"] in page.rows
    assert ["We delete it on", "3 February 2027"] in page.rows
    assert page.press("Carry on").address == "/join/tasks"
    send_answered(tom)
    assert "Finish the sign-up of Dennis Whitlock" not in tom.get("/to-do").links


def test_the_to_do_list_says_who_began_a_sign_up_and_when_it_is_deleted(noon):
    priya = StaffFactory(name="Priya Nair")
    begun_by_her = {"state": ApplicationState.DRAFT, "submitted_at": None, "entered_by": priya}
    ApplicationFactory(name=None, started_at=noon, changed_at=noon, **begun_by_her)
    ApplicationFactory(
        name="Selin Kaya", started_at=noon - timedelta(days=40), changed_at=noon - timedelta(days=29), **begun_by_her
    )
    ApplicationFactory(name="Too late", changed_at=noon - timedelta(days=31), **begun_by_her)
    ApplicationFactory(name="Own draft", changed_at=noon, state=ApplicationState.DRAFT, submitted_at=None)

    [sign_ups] = [tasks for tasks in to_do(viewer=priya, now=noon) if tasks.name == "sign-ups"]

    assert [tuple(task)[1:5] for task in sign_ups.tasks] == [
        (
            "Finish the sign-up of Selin Kaya",
            "Priya Nair began it 40 days ago.",
            "We delete it on 5 January 2027, tomorrow",
            noon.date(),
        ),
        (
            "Finish a sign-up that has no name yet",
            "Priya Nair began it today.",
            "We delete it on 3 February 2027, in 30 days",
            date(2027, 2, 2),
        ),
    ]


def test_a_sign_up_that_will_not_be_sent_is_deleted_at_once_with_all_that_waits(coordinator, begun, inbox):
    coordinator.get("/join/name").press("Continue", name="Dennis Whitlock")

    page = coordinator.get("/applications/begun").follow("Dennis Whitlock").follow("Delete this sign-up")
    page = page.press("Delete this sign-up")

    assert (page.address, page.messages) == (
        "/applications/begun",
        ["You have deleted the sign-up and everything in it."],
    )
    assert db.session.scalars(select(Application)).all() == []
    trail = db.session.execute(select(AuditEntry.action, AuditEntry.account_id).order_by(AuditEntry.id)).all()
    assert trail[-1] == ("application.given_up", coordinator.account.id)


@pytest.mark.parametrize("what", ["", "/delete"])
def test_a_draft_of_a_stranger_is_opened_and_deleted_by_nobody_else(coordinator, what):
    draft = ApplicationFactory(state=ApplicationState.DRAFT, submitted_at=None)

    assert coordinator.get(f"/applications/begun/{draft.id}{what}").status == 404
    coordinator.send(f"/applications/begun/{draft.id}{what}")

    assert only_application() == draft


def test_a_sign_up_that_is_left_is_deleted_like_any_draft(coordinator, begun, noon):
    assert db.session.scalar(select(AuditEntry.action)) == "application.begun"
    only_application().changed_at = noon - timedelta(days=31)

    assert coordinator.get("/join/tasks").heading == "Ask to join: what to fill in"
    assert coordinator.get("/join/name").address == "/join"


def test_the_persons_own_copy_is_printed_for_the_post(coordinator):
    application = ApplicationFactory(name="Harold Pym", channel=Channel.LETTER, address="8 Example Lane", area="Newark")

    page = coordinator.get(f"/applications/{application.id}").follow("Print a copy for them")

    assert page.heading == "A copy of the answers of Harold Pym"
    assert ["Address", "8 Example Lane"] in page.rows


def test_strangers_and_members_enter_nothing_for_others(stranger, browser):
    assert stranger.get("/applications/new").address == "/sign-in"
    assert browser.get("/applications/new").status == 403
