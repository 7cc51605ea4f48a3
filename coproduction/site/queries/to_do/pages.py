"""Public pages that nobody has checked for too long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.accounts.rules import is_staff
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.site.kinds import PAGE_CHECK_DAYS
from coproduction.site.queries.to_do.tasks import SHOWN, Task, TaskList


class CheckedPage(Protocol):
    """A page of content: its name and title, who owns it, and when it was checked."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def checked(self) -> date: ...


def pages_to_check(
    pages: Iterable[CheckedPage], *, easy_pages: Iterable[CheckedPage], viewer: Account, now: datetime
) -> list[TaskList]:
    """Return the pages, and those in Easy Read, that were checked too long ago, longest ago first. For staff alone."""
    if not is_staff(viewer):
        return []
    today = uk_wall(now).date()
    fresh_for = timedelta(days=value_of(PAGE_CHECK_DAYS, on=today))
    begins = today - fresh_for
    lists = (
        _list(
            "pages",
            "Public pages to check",
            page="site.show_page",
            argument="name",
            old=_old(pages, begins),
            fresh_for=fresh_for,
        ),
        _list(
            "easy-pages",
            "Easy Read pages to check",
            page="site.show_easy_page",
            argument="easy_page",
            old=_old(easy_pages, begins),
            fresh_for=fresh_for,
        ),
    )
    return [tasks for tasks in lists if tasks.total]


def _old(pages: Iterable[CheckedPage], begins: date) -> list[CheckedPage]:
    return sorted((page for page in pages if page.checked < begins), key=lambda page: (page.checked, page.name))


def _list(
    name: str, heading: str, *, page: str, argument: str, old: list[CheckedPage], fresh_for: timedelta
) -> TaskList:
    tasks = [
        Task(
            each.name,
            f"Check {each.title}",
            f"Is it still right? {each.owner} looks after it.",
            f"Checked {uk_short_date(each.checked)}",
            each.checked + fresh_for,
        )
        for each in old[:SHOWN]
    ]
    return TaskList(name, heading, page, argument, tasks, len(old))
