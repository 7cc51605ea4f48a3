"""What stands around every page: the menu as data, where it leads and for whom, and news for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Flask, current_app, url_for

from contacts import Contacts, Controller
from coproduction.core import clock
from coproduction.core.audiences import Audience
from coproduction.core.dates import uk_wall


class Entry(NamedTuple):
    """One line of a menu, or of the foot of the page."""

    label: str
    endpoint: str
    audience: Audience = Audience.PUBLIC
    page: str = ""  # which of the information pages, for site.show_page
    section: str = ""  # which of their sections, for site.show_section


class Link(NamedTuple):
    """An entry with its address worked out. `place` is what its page calls `here`: a section, or an endpoint."""

    label: str
    place: str
    href: str


class Menu(NamedTuple):
    """The entries for one audience, with a name that screen readers say."""

    name: str
    links: tuple[Link, ...]


ENTRIES = (
    Entry("Home", "site.home"),
    Entry("About us", "site.show_section", section="about"),
    Entry("Get involved", "site.show_section", section="get-involved"),
    Entry("Personal health budgets", "site.show_section", section="personal-health-budgets"),
    Entry("Ask to join", "members.start_application"),
    Entry("Contact", "site.contact", section="contact"),
    Entry("My page", "site.member_home", Audience.MEMBER),
    Entry("My diary", "schedule.show_diary", Audience.MEMBER),
    Entry("Schedule", "schedule.list_events", Audience.MEMBER),
    Entry("Documents", "documents.list_documents", Audience.MEMBER),
    Entry("Decisions", "meetings_members.list_decisions", Audience.MEMBER),
    Entry("My details", "members.show_profile", Audience.MEMBER),
    Entry("People I support", "schedule.list_supported", Audience.SUPPORTER),
    Entry("To do", "site.staff_home", Audience.STAFF),
    Entry("Events", "schedule_staff.manage_events", Audience.STAFF),
    Entry("Panels", "panels.list_panels", Audience.STAFF),
    Entry("Training", "training.list_requests", Audience.STAFF),
    Entry("Documents", "documents_staff.list_documents", Audience.STAFF),
    Entry("Decisions", "meetings.list_decisions", Audience.STAFF),
    Entry("Members", "members_staff.list_members", Audience.STAFF),
    Entry("Applications", "members_staff.list_applications", Audience.STAFF),
    Entry("Calls and letters", "notifications_staff.list_messages", Audience.STAFF),
    Entry("Restricted notes", "members_staff.list_notes", Audience.SAFEGUARDING),
    Entry("Settings", "site_staff.list_numbers", Audience.ADMINISTRATOR),
)
FOOT = (
    Entry("Easy Read", "site.list_easy_pages"),
    Entry("Accessibility", "site.show_page", page="legal/accessibility"),
    Entry("Privacy", "site.show_page", page="legal/privacy"),
    Entry("Cookies", "site.show_page", page="legal/cookies"),
    Entry("Ask for another format", "site.ask_for_format"),
    Entry("If somebody is not safe", "site.show_page", page="contact/not-safe"),
    Entry("Contact", "site.contact"),
)
WAY_IN = (Entry("Sign in", "accounts.sign_in"),)
WAY_OUT = (Entry("Sign out", "accounts.sign_out"),)
MENUS = (
    ("Your pages", frozenset({Audience.MEMBER, Audience.SUPPORTER})),
    ("Coordinators’ pages", frozenset({Audience.STAFF, Audience.ADMINISTRATOR, Audience.SAFEGUARDING})),
)


def entries_for(audiences: Iterable[Audience]) -> list[tuple[str, tuple[Entry, ...]]]:
    """Return the menus that these people see: the public one only when they have none of their own.

    What is for administrators stands at the end of the coordinators' menu.
    """
    seen = frozenset(audiences)
    menus = [
        (name, tuple(entry for entry in ENTRIES if entry.audience in wanted & seen))
        for name, wanted in MENUS
        if wanted & seen
    ]
    return menus or [("Menu", tuple(entry for entry in ENTRIES if entry.audience is Audience.PUBLIC))]


def init_app(app: Flask) -> None:
    """Offer the menus to the layout. Addresses are worked out once, not once a page."""
    links = lru_cache(_links)
    _offer_menus(app, links)

    @app.template_global()
    def home_url() -> str:
        """Return where the group's name leads."""
        return next((link.href for link in links(ENTRIES[:1])), "/")

    @app.template_global()
    def account_links(viewer: Any) -> tuple[Link, ...]:
        """Return the way in, or the way out."""
        return links(WAY_OUT if viewer.is_authenticated else WAY_IN)

    @app.template_global()
    def new_controller() -> Controller | None:
        """Return who has lately become responsible for what people tell the group, while every page says so."""
        contacts: Contacts = app.config["SETTINGS"].contacts
        return contacts.new_controller_on(uk_wall(clock.now()).date())

    @app.template_global()
    def foot_links() -> tuple[Link, ...]:
        """Return what stands at the foot of every page."""
        return links(FOOT)


def _offer_menus(app: Flask, links: Callable[[tuple[Entry, ...]], tuple[Link, ...]]) -> None:
    @lru_cache
    def menus_of(audiences: frozenset[Audience]) -> tuple[Menu, ...]:
        return tuple(Menu(name, links(entries)) for name, entries in entries_for(audiences))

    @app.template_global()
    def menus(viewer: Any) -> tuple[Menu, ...]:
        """Return the menus of whoever is looking: an account, or a stranger."""
        return menus_of(viewer.audiences)


def _links(entries: tuple[Entry, ...]) -> tuple[Link, ...]:
    """Work out the addresses; an entry whose room this application was built without is left out."""
    return tuple(
        Link(entry.label, entry.section or entry.endpoint, _address(entry))
        for entry in entries
        if entry.endpoint in current_app.view_functions
    )


def _address(entry: Entry) -> str:
    if entry.page:
        return url_for(entry.endpoint, name=entry.page)
    is_section = entry.endpoint == "site.show_section"
    return url_for(entry.endpoint, section=entry.section) if is_section else url_for(entry.endpoint)
