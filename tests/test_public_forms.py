"""Every form of training and panels for people without an account: a lost cookie costs nobody a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from bs4 import Tag
from flask import Flask

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.forms import LOST_TOKEN
from coproduction.core.signed_seeds import key_of_seed
from coproduction.panels.actions.outcomes import tell_outcome
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.request_keys import key_for as panel_key_for
from coproduction.training.booking_keys import HOST, TEAM, key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.models import BookingState, RequestStage
from coproduction.training.request_keys import key_for as training_key_for
from tests.conftest import NOON
from tests.factories import (
    CourseFactory,
    DelegateFactory,
    PanelRequestFactory,
    SessionBookingsFactory,
    TrainingRequestFactory,
)
from tests.pages import Browser, Page
from tests.panels.seats import seats
from tests.statements import CountStatements
from tests.training.after_sessions import attended, session_over

WRITES = ("INSERT", "UPDATE", "DELETE")
OURS = {"Sec-Fetch-Site": "same-origin"}
FOREIGN = {"Sec-Fetch-Site": "cross-site"}
WORDS = "What nobody would like to type again."
FOR_ROBOTS = "website"
LATER = NOON + timedelta(days=30)
# They send what was answered before, which only the cookie opens; there is nothing to type.
ONLY_A_BUTTON = {"panels_public.check_answers", "training_public.check_answers"}


def _delegate(page: str = "", **booking: object) -> str:
    return f"/training/bookings/{key_for(DelegateFactory(**booking))}{page}"


def _is_on() -> str:
    when = {"starts_at": NOON - timedelta(hours=1), "ends_at": NOON + timedelta(hours=1)}
    return _delegate("/here", **{f"bookings__session__event__{name}": at for name, at in when.items()})


def _of_host(salt: str) -> str:
    return key_of_seed(SessionBookingsFactory().host_seed, salt=salt)


def _evaluation() -> str:
    return f"/training/evaluations/{evaluation_key_for(attended(session_over(), 1)[0])}"


def _training(page: str, **request: object) -> str:
    return f"/training/tracking/{training_key_for(TrainingRequestFactory(**request))}{page}"


def _suggested(page: str) -> str:
    when = {"suggested_starts_at": LATER, "suggested_ends_at": LATER + timedelta(hours=2)}
    return _training(page, stage=RequestStage.SUGGESTED, suggested_course=CourseFactory(), **when)


def _panel(page: str, stage: PanelStage = PanelStage.REQUESTED) -> str:
    return f"/panels/tracking/{panel_key_for(PanelRequestFactory(case__stage=stage))}{page}"


def _panel_held(page: str, *, is_told: bool) -> str:
    panel, _ = seats(stage=PanelStage.HELD)
    if is_told:
        tell_outcome(panel, "They chose somebody.", by=None, now=LATER)
    return f"/panels/tracking/{panel_key_for(PanelRequestFactory(case=db.session.query(PanelCase).one()))}{page}"


PAGES: Mapping[str, Callable[[], str]] = {
    "panels_public.answer_question": lambda: _panel("/answer", PanelStage.NEEDS_INFORMATION),
    "panels_public.ask_for_link": lambda: "/panels/request/lost-link",
    "panels_public.ask_step": lambda: "/panels/request/post",
    "panels_public.cancel_request": lambda: _panel("/cancel"),
    "panels_public.change_dates": lambda: _panel("/dates"),
    "panels_public.change_step": lambda: "/panels/request/check-answers/post",
    "panels_public.correct_outcome": lambda: _panel_held("/outcome/correct", is_told=True),
    "panels_public.tell_outcome": lambda: _panel_held("/outcome", is_told=False),
    "training_public.answer_question": lambda: _training("/answer", stage=RequestStage.NEEDS_INFORMATION),
    "training_public.answer_suggestion": lambda: _suggested("/suggestion"),
    "training_public.ask_for_link": lambda: "/training/request/lost-link",
    "training_public.ask_step": lambda: "/training/request/course",
    "training_public.book_for_team": lambda: f"/training/teams/{_of_host(TEAM)}",
    "training_public.book_session": lambda: f"/training/sessions/{SessionBookingsFactory().code}",
    "training_public.cancel_booking": lambda: _delegate("/cancel"),
    "training_public.change_booking": lambda: _delegate("/change"),
    "training_public.change_days": lambda: _training("/days"),
    "training_public.change_step": lambda: "/training/request/check-answers/course",
    "training_public.check_certificate": lambda: "/training/certificates",
    "training_public.evaluate": _evaluation,
    "training_public.say_here": _is_on,
    "training_public.show_booking": lambda: _delegate(state=BookingState.KEPT, answer_by=LATER),
    "training_public.show_hosted": lambda: f"/training/hosts/{_of_host(HOST)}",
    "training_public.withdraw_request": lambda: _training("/withdraw"),
}


def test_every_public_form_of_training_and_panels_is_tried(app: Flask) -> None:
    public = {"panels_public", "training_public"}
    sent_to = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}

    assert {name for name in sent_to if name.split(".")[0] in public} == {*PAGES, *ONLY_A_BUTTON}


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_lost_cookie_costs_no_word_and_changes_nothing(
    app: Flask, count_statements: CountStatements, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    if endpoint.endswith("_outcome"):
        monkeypatch.setattr(clock, "now", lambda: LATER)
    path, other = PAGES[endpoint](), Browser(app)
    [form] = [form for form in Browser(app).get(path).forms if form.method == "post"]
    typed = {name: value for control in form.tag.find_all(["input", "textarea"]) for name, value in _filled(control)}
    sent = {**typed, "csrf_token": form.values()["csrf_token"][0]}

    with count_statements() as statements:
        page = Page(other.answer_to(path, sent, with_token=False, headers=OURS), other)

    assert (page.status, page.address, page.errors.count(LOST_TOKEN)) == (400, path, 1)
    assert {name: page.values.get(name) for name in typed} == {name: [value] for name, value in typed.items()}
    assert [statement for statement in statements if statement.startswith(WRITES)] == []


@pytest.mark.parametrize(
    ("headers", "comes_back"), [(OURS, True), ({"Referer": "http://localhost/"}, True), ({}, False), (FOREIGN, False)]
)
def test_only_our_own_pages_fill_the_form_again_also_with_the_token_of_another_visit(
    app: Flask, stranger: Browser, headers: dict[str, str], *, comes_back: bool
) -> None:
    path = _evaluation()
    stranger.get(path)
    of_another = Browser(app).get(path).forms[0].values()["csrf_token"][0]

    page = Page(stranger.answer_to(path, {"words": WORDS, "csrf_token": of_another}, headers=headers), stranger)

    assert (page.status, WORDS in page.html) == (400, comes_back)


def _filled(control: Tag) -> list[tuple[str, str]]:
    """Return what somebody types or ticks in the control, by its name."""
    kind, name = control.get("type"), str(control.get("name"))
    if kind in {"hidden", "submit"} or name == FOR_ROBOTS:
        return []
    if kind in {"radio", "checkbox"}:
        return [(name, str(control["value"]))]
    return [(name, WORDS if control.name == "textarea" else "typed@example.org" if kind == "email" else "thirty-one")]
