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

# As in TaskList: the name, the heading, the page and its argument.
PUBLIC = ("pages", "Public pages to check", "site.show_page", "name")
EASY_READ = ("easy-pages", "Easy Read pages to check", "site.show_easy_page", "easy_page")


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
    fresh_for = timedelta(days=value_of(PAGE_CHECK_DAYS, on=uk_wall(now).date()))
    begins = uk_wall(now).date() - fresh_for
    return [
        TaskList(*of, [_task(page, fresh_for) for page in old[:SHOWN]], len(old))
        for of, some in ((PUBLIC, pages), (EASY_READ, easy_pages))
        if (old := _old(some, begins))
    ]


def _old(pages: Iterable[CheckedPage], begins: date) -> list[CheckedPage]:
    return sorted((page for page in pages if page.checked < begins), key=lambda page: (page.checked, page.name))


def _task(page: CheckedPage, fresh_for: timedelta) -> Task:
    return Task(
        page.name,
        f"Check {page.title}",
        f"Is it still right? {page.owner} looks after it.",
        f"Checked {uk_short_date(page.checked)}",
        page.checked + fresh_for,
    )
