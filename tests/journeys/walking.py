"""Walking through pages: what their links lead to is fetched, and one page of each kind is inspected."""

from __future__ import annotations

import html
import re

from tests.journeys.people import Person
from tests.journeys.promises import Names

POLICY, NO_SCRIPT = "content-security-policy", re.compile(r"\bsandbox\b")  # where axe is not let in, being a script
LINK = re.compile(r'<(?:a|form|iframe)\b[^>]*?\s(?:href|action|src)="([^"#]+)')
# One of these leads to other pages than the next: every one of them is read, and one is inspected.
LEADING_ON = {
    "meetings.show_agenda",
    "meetings.show_minutes",
    "meetings.show_series",
    "members_staff.list_supporters",
    "members_staff.show_application",
    "members_staff.show_member",
    "panels.prepare_pack",
    "panels.show_candidates",
    "panels.show_outcome",
    "panels.show_case",
    "panels_public.show_progress",
    "training.show_request",
    "training_public.show_progress",
    "rosters.show_roster",
    "schedule.show_event",
    "schedule.show_supported_place",
    "schedule_staff.show_arrangements",
    "schedule_staff.show_event",
    "training.show_delegates",
    "training_public.show_booking",
    "training_public.show_course",
}


def walk(person: Person, *starts: str, view_of: Names, kind_of: Names) -> set[str]:
    """Fetch what links, forms and frames lead to, let one page of each kind be inspected; return what answered."""
    views, kinds, read = set[str](), dict[str, str](), set[str]()
    waiting = [*starts]
    while waiting:
        path = waiting.pop()
        view, kind = view_of(path), kind_of(path)
        if view is None or kind is None or path in read or (kind in kinds and view not in LEADING_ON):
            continue
        read.add(path)
        answer = person.context.request.get(path)
        assert answer.ok, f"{path} answers {answer.status}"
        assert answer.headers["server"] == "web"  # nobody is told which program serves
        views.add(view)
        if "text/html" in answer.headers["content-type"] and not NO_SCRIPT.search(answer.headers[POLICY]):
            kinds.setdefault(kind, path)
            waiting += [where.removeprefix(person.platform.url) for where in LINK.findall(html.unescape(answer.text()))]
    for path in kinds.values():
        person.opens(path)
    return views


def without_keys(path: str) -> str:
    """Return the path without the numbers, keys and answers that tell one page of a kind from another."""
    return re.sub(r"\d+|[\w-]{40,}|(?<==)[^&]+", "…", path)
