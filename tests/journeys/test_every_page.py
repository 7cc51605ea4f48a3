"""Every page there is, inspected with axe: for strangers, members, supporters, coordinators and the safeguarding lead.

What everybody may open is walked through by the stranger alone: to others it looks the same, but for the header. All
that links lead to is fetched, and one page of a kind is inspected.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from coproduction.core.audiences import Audience, audience_of
from coproduction.demo.commands import PASSWORD
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

MEMBER = "kieran.doyle@example.org"
SUPPORTER = "mo.brennan@example.org"
COORDINATOR = "priya.nair@example.org"
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
# One of these leads to other pages than the next: every one of them is read, and one is inspected.
LEADING_ON = {
    "meetings.show_agenda",
    "meetings.show_minutes",
    "meetings.show_series",
    "members_staff.list_supporters",
    "members_staff.show_application",
    "members_staff.show_member",
    "rosters.show_roster",
    "schedule.show_event",
    "schedule.show_supported_place",
    "schedule_staff.show_arrangements",
    "schedule_staff.show_event",
}
# The views to which no link in the demonstration leads, by why that is so.
NOT_WALKED: Mapping[str, set[str]] = {
    "a link in a message leads there, for one person or once; the journeys of answers and sign-ups open it": {
        "accounts.open_link",
        "meetings_public.answer_poll_from_email",
        "members.open_link",
        "schedule_public.answer_from_email",
        "schedule_public.answer_needs_met",
        "schedule_public.show_calendar",
    },
    "it answers a form": {
        "accounts.check_email",
        "members.chat_asked",
        "members_staff.match_columns",
        "members_staff.show_import",
        "members_staff.show_what_stopped",
        "schedule.step_back",
        "schedule.take_place",
        "rosters.give_place",
        "site.format_asked",
        "site.search",
    },
    "it is a step of a sign-up, which the journey of joining takes": {
        "members.application_sent",
        "members.ask_equality",
        "members.change_answer",
        "members.check_answers",
        "members.equality_done",
        "members.save_for_later",
        "members.show_own_answers",
        "members.withdraw_own_application",
    },
    "a program reads it": {"site.health", "site.robots", "site.site_map", "static"},
    "it is there where emails are kept on this computer": {
        "inbox.download_attachment",
        "inbox.list_emails",
        "inbox.show_email",
        "inbox.show_html",
    },
    "it leads on to another page": {"accounts.sign_out", "site.what_members_do"},
    "it is for what nobody in the demonstration has done": {
        "meetings.enclose_papers",
        "members_staff.ask_for_reference",
        "members_staff.delete_sign_up",
        "members_staff.download_equality",
        "members_staff.look_again",
        "members_staff.note_chat",
        "members_staff.note_reply",
        "members_staff.rejoin",
        "members_staff.show_chat",
        "members_staff.show_equality",
        "members_staff.show_sign_up",
        "members_staff.take_back_death",
        "members_staff.list_notes",
        "members_staff.show_note",
    },
}
Names = Callable[[str], str | None]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform, with the demonstration group."""
    with platform_running(tmp_path_factory.mktemp("demonstration")) as running:
        running.flask("demo", "load")
        yield running


@pytest.fixture
def view_of(app: Flask) -> Names:
    """Tells the view behind a path; None for what is none of ours, or leads on to the path with a stroke."""
    paths = app.url_map.bind("")

    def view_of(path: str) -> str | None:
        try:
            endpoint, _ = paths.match(path.partition("?")[0])
        except (RequestRedirect, NotFound):
            return None
        return str(endpoint)

    return view_of


def test_every_public_page_is_fit_for_everybody(
    chromium: Browser, demonstration: Platform, app: Flask, view_of: Names
) -> None:
    stranger = Person(chromium, demonstration)

    opened = walk(stranger, "/", view_of=view_of, kind_of=without_keys)

    assert views_for(app, Audience.PUBLIC) - opened == not_walked(app, Audience.PUBLIC)
    stranger.context.close()


@pytest.mark.parametrize(
    ("email", "start", "audiences"),
    [
        (MEMBER, "/my-page", {Audience.MEMBER, Audience.SIGNED_IN}),
        (SUPPORTER, "/supporting", {Audience.SUPPORTER}),
        (COORDINATOR, "/to-do", {Audience.STAFF, Audience.ADMINISTRATOR}),
    ],
    ids=["a member", "a supporter", "a coordinator"],
)
def test_a_page_of_every_view_behind_the_sign_in_is_fit_for_everybody(
    chromium: Browser,
    demonstration: Platform,
    app: Flask,
    view_of: Names,
    email: str,
    start: str,
    audiences: set[Audience],
) -> None:
    somebody = Person(chromium, demonstration)
    somebody.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")

    def kind_of(path: str) -> str | None:
        view = view_of(path)
        return view if view and audience_of(app, view) in audiences else None

    opened = walk(somebody, start, view_of=view_of, kind_of=kind_of)

    assert views_for(app, *audiences) - opened == not_walked(app, *audiences)
    somebody.context.close()


def test_a_view_is_left_out_of_the_walk_only_while_it_is_there(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert set[str]().union(*NOT_WALKED.values()) <= there


def walk(person: Person, start: str, *, view_of: Names, kind_of: Names) -> set[str]:
    """Fetch what links lead to, let one page of each kind be inspected, and return the views that answered."""
    views, kinds, read = set[str](), dict[str, str](), set[str]()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        view, kind = view_of(path), kind_of(path)
        if view is None or kind is None or path in read or (kind in kinds and view not in LEADING_ON):
            continue
        read.add(path)
        answer = person.context.request.get(path)
        assert answer.ok, f"{path} answers {answer.status}"
        views.add(view)
        if "text/html" in answer.headers["content-type"]:
            kinds.setdefault(kind, path)
            waiting += [where.removeprefix(person.platform.url) for where in LINK.findall(html.unescape(answer.text()))]
    for path in kinds.values():
        person.opens(path)
    return views


def views_for(app: Flask, *audiences: Audience) -> set[str]:
    """Return the views of these audiences that can be looked at."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and audience_of(app, rule.endpoint) in audiences
    }


def not_walked(app: Flask, *audiences: Audience) -> set[str]:
    """Return those views of these audiences that no link in the demonstration leads to."""
    return set[str]().union(*NOT_WALKED.values()) & views_for(app, *audiences)


def without_keys(path: str) -> str:
    """Return the path without the numbers, keys and answers that tell one page of a kind from another."""
    return re.sub(r"\d+|[\w-]{40,}|(?<==)[^&]+", "…", path)
