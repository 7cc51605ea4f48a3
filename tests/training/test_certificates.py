"""Delegates say that they are here, and have a certificate that anybody can check and nobody can guess."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.attendance import make_code
from coproduction.training.actions.checking_in import PLACE_GONE, check_in, write_down_who_came
from coproduction.training.booking_keys import key_for
from coproduction.training.models import BookingState
from coproduction.training.rules.certificates import LENGTH, in_groups, new_code, read_code
from coproduction.training.rules.codes import LETTERS
from tests.conftest import NOON
from tests.factories import DelegateFactory, StaffFactory

CODE = "K7M2PQ9X4TRW8NHAC3VD"
UNKNOWN = ("K7M2PQ9X4TRW8NHAC3VE", "K7M2", "' OR 1=1 --", "é" * 20, "0" * 60)


@pytest.fixture
def delegate(noon):
    """Somebody with a place at a session that is on now."""
    made = DelegateFactory(name="Sam Reed", bookings__session__course__name="Accessible meetings")
    event = made.bookings.session.event
    event.starts_at, event.ends_at = noon - timedelta(hours=1), noon + timedelta(hours=1)
    db.session.flush()
    return made


@pytest.fixture
def certified(delegate, noon):
    """Somebody who was at a session that is over."""
    delegate.came, delegate.certificate, delegate.certified_course = True, CODE, "Accessible meetings"
    delegate.bookings.session.event.ends_at = noon
    db.session.flush()
    return delegate


def own(delegate, page=""):
    return f"/training/bookings/{key_for(delegate)}{page}"


def test_a_delegate_says_that_they_are_here_with_the_code_on_the_screen(stranger, delegate, noon):
    code = make_code(delegate.bookings.session.event, by=StaffFactory(), now=noon).code
    page = stranger.get(own(delegate)).follow("I am here")
    wrong = "1" if code[0] != "1" else "2"

    assert page.press("Check in", code=wrong + code[1:]).errors == [
        "This is not the code on the screen. Ask the people who run the session"
    ]
    assert page.press("Check in", code="²³ x").errors[0].startswith("This is not the code")
    page = page.press("Check in", code=f"{code[:3]} {code[3:]}")

    assert page.messages == ["Thank you. We know that you are here."]
    assert (delegate.came, len(delegate.certificate or "")) == (True, LENGTH)
    assert stranger.get(own(delegate, "/certificate")).status == 404  # not before it is over


def test_the_code_is_tried_a_few_times_by_each_delegate_and_no_more(stranger, delegate):
    answers = [stranger.get(own(delegate, "/here")).press("Check in", code="000000").status for _ in range(6)]
    other = DelegateFactory(bookings=delegate.bookings)

    assert answers == [200] * 5 + [429]
    assert stranger.get(own(other, "/here")).press("Check in", code="000000").status == 200


def test_a_whole_room_behind_one_address_checks_in_at_once(stranger, delegate):
    others = DelegateFactory.create_batch(30, bookings=delegate.bookings)

    answers = {stranger.get(own(other, page)).status for other in others for page in ("", "/here", "")}

    assert answers == {200}
    assert [stranger.get(own(delegate)).status for _ in range(61)] == [200] * 60 + [429]


@pytest.mark.parametrize(
    ("state", "days", "says"),
    [
        (BookingState.WAITING, 0, "You have no place at this session"),
        (BookingState.BOOKED, 1, "You can say that you are here on the day"),
    ],
)
def test_nobody_is_here_without_a_place_or_on_another_day(delegate, noon, state, days, says):
    delegate.state = state
    event = delegate.bookings.session.event
    code = make_code(event, by=StaffFactory(), now=noon).code
    event.starts_at, event.ends_at = (moment + timedelta(days=days) for moment in (event.starts_at, event.ends_at))
    db.session.flush()

    with pytest.raises(Refusal, match=says):
        check_in(delegate.id, code, now=noon)


def test_a_mark_can_be_put_right_and_the_certificate_goes_and_comes_back(stranger, delegate, noon):
    event, by = delegate.bookings.session.event, StaffFactory()
    codes = []
    for came in (True, False, True):
        write_down_who_came(event, {delegate.id: came}, by=by, now=noon)
        codes.append(delegate.certificate)
        page = stranger.get(own(delegate))
        assert ("We know that you are here" in page.text) is came

    assert len(set(codes)) == 1
    assert write_down_who_came(event, {delegate.id: True}, by=by, now=noon) == 0


@pytest.mark.parametrize(("state", "confirmed_at"), [(BookingState.WAITING, NOON), (BookingState.LAPSED, None)])
def test_whoever_came_without_a_place_gets_one_as_far_as_there_are_places(coordinator, delegate, state, confirmed_at):
    delegate.bookings.capacity = 1
    other = DelegateFactory(bookings=delegate.bookings, state=state, confirmed_at=confirmed_at)
    path = f"/training/{delegate.event_id}/delegates/came"

    page = coordinator.get(path).press("Save", **{f"delegate-{other.id}": "came"})
    assert page.errors == ["There is 1 place. First mark who did not come, then who came instead."]
    assert (other.state, other.came) == (state, None)
    coordinator.get(path).press("Save", **{f"delegate-{delegate.id}": "not", f"delegate-{other.id}": "came"})

    assert (other.state, other.came, bool(other.certificate)) == (BookingState.BOOKED, True, True)
    assert (delegate.came, delegate.certificate) == (False, None)
    page = coordinator.get(path).press("Save", **{f"delegate-{delegate.id}": "came"})
    assert (len(page.errors), delegate.came) == (1, False)


def test_whoever_came_has_a_certificate_as_soon_as_it_is_over(stranger, certified):
    page = stranger.get(own(certified)).follow("See your certificate")

    assert page.heading == "Certificate of attendance"
    for said in ("Sam Reed", "Accessible meetings", "Monday 4 January 2027", in_groups(CODE)):
        assert said in page.text


@pytest.mark.parametrize("typed", [CODE, in_groups(CODE), in_groups(CODE).lower(), f" {' '.join(CODE)} "])
def test_a_certificate_is_checked_and_shows_what_is_printed_on_it(stranger, certified, typed):
    page = stranger.get("/training/certificates").press("Check the certificate", code=typed)

    assert page.rows == [
        ["Name", "Sam Reed"],
        ["Training", "Accessible meetings"],
        ["Date", "Monday 4 January 2027"],
        ["Length", "1 hour"],
        ["Code", in_groups(CODE)],
    ]
    printed = stranger.get(own(certified, "/certificate")).text
    assert all(words in printed for _, words in page.rows)


def test_what_we_do_not_know_has_one_answer_and_one_cost(stranger, certified, count_statements):
    answers, costs = set(), set()
    for typed in (*UNKNOWN, CODE):
        if typed == CODE:
            certified.came = False  # put right: they were not there
            db.session.flush()
        form = stranger.get("/training/certificates")
        with count_statements() as statements:
            page = form.press("Check the certificate", code=typed)
        answers.add((page.status, page.text, page.headers["Content-Type"]))
        costs.add(len(statements))

    [(status, text, _)] = answers
    assert (status, "We know of no certificate with this code" in text) == (200, True)
    assert costs == {1}


def test_a_certificate_that_is_found_costs_no_more_than_one_that_is_not(stranger, certified, count_statements):
    form = stranger.get("/training/certificates")
    with count_statements() as statements:
        form.press("Check the certificate", code=CODE)

    assert len(statements) == 1


def test_codes_are_tried_a_few_times_an_hour_and_no_more(stranger):
    form = stranger.get("/training/certificates")
    answers = [form.press("Check the certificate", code="K7M2").status for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_codes_are_long_random_and_one_persons_alone(certified):
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert {len(code) for code in codes} == {LENGTH}
    assert len(LETTERS) ** LENGTH > 2**96
    assert set("".join(codes)) == set(LETTERS.upper())
    assert read_code(in_groups(CODE)) == CODE
    with pytest.raises(IntegrityError):
        DelegateFactory(came=True, certificate=CODE)


def test_a_certificate_and_its_check_keep_what_the_course_was_called(stranger, delegate, noon):
    event = delegate.bookings.session.event
    write_down_who_came(event, {delegate.id: True}, by=StaffFactory(), now=noon)
    delegate.bookings.session.course.name = "Meetings for everybody"
    event.ends_at = noon
    db.session.flush()

    printed = stranger.get(own(delegate, "/certificate"))
    checked = stranger.get("/training/certificates").press("Check the certificate", code=delegate.certificate)

    assert ["Training", "Accessible meetings"] in checked.rows
    assert ("Accessible meetings" in printed.text, "Meetings for everybody" in printed.text) == (True, False)


@pytest.mark.parametrize(("capacity", "is_let_in"), [(2, True), (1, False)])
def test_who_was_marked_as_not_there_checks_in_as_far_as_there_are_places(delegate, noon, capacity, is_let_in):
    bookings, by = delegate.bookings, StaffFactory()
    bookings.capacity = capacity
    event, code = bookings.session.event, make_code(bookings.session.event, by=by, now=noon).code
    other = DelegateFactory(bookings=bookings, state=BookingState.WAITING)
    write_down_who_came(event, {delegate.id: False, other.id: True}, by=by, now=noon)

    with nullcontext() if is_let_in else pytest.raises(Refusal, match=PLACE_GONE), db.session.begin_nested():
        check_in(delegate.id, code, now=noon)

    db.session.refresh(delegate)
    assert (delegate.came, bool(delegate.certificate), other.came) == (is_let_in, is_let_in, True)
