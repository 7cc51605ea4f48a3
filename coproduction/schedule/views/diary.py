"""A member's own diary, and saying that what is new has been seen."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.members.current import current_member, current_reader
from coproduction.schedule.actions.changes import see_news
from coproduction.schedule.pages.diary import diary_page
from coproduction.schedule.views.routes import blueprint


@blueprint.get("/diary")
@members_only
def show_diary() -> ResponseReturnValue:
    """What the member said yes to, is not sure of, is asked to, and what is over."""
    now = clock.now()
    return render_template("schedule/show_diary.html", page=diary_page(current_reader(), now=now), now=now)


@blueprint.post("/diary/seen")
@members_only
def mark_as_seen() -> ResponseReturnValue:
    """Take the marks off all that was new when the page was opened: what changed since stays marked."""
    now = clock.now()
    see_news(current_member(), _opened_at(now), now=now)
    db.session.commit()
    flash("Nothing is marked as new any more.")
    return redirect(url_for(".list_events" if request.form.get("back") == "schedule" else ".show_diary"))


def _opened_at(now: datetime) -> datetime:
    """Return when the page was opened, as it says itself."""
    try:
        return datetime.fromisoformat(request.form.get("until", "")).astimezone(UTC)
    except ValueError:
        return now
