"""Coordinators write minutes, share them, and note decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import do_and_say, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import Form
from coproduction.core.paging import Page, page_of_rows, requested_page
from coproduction.meetings.actions import minutes as actions
from coproduction.meetings.forms.minutes import AgreeForm, DecisionForm, MinutesForm
from coproduction.meetings.pages import minutes as pages
from coproduction.meetings.queries import minutes as queries
from coproduction.meetings.staff_views.agenda import meeting_or_404
from coproduction.meetings.staff_views.routes import blueprint


@blueprint.get("/<int:event_id>/minutes")
@staff_only
def show_minutes(event_id: int) -> ResponseReturnValue:
    """What came of a meeting, with what is still open from before."""
    event = meeting_or_404(event_id).event
    page = pages.minutes_page(event, now=clock.now())
    return render_template("meetings/manage_minutes.html", event=event, page=page)


@blueprint.route("/<int:event_id>/minutes/write", methods=["GET", "POST"])
@staff_only
def write_minutes(event_id: int) -> ResponseReturnValue:
    """Write the minutes, or change them."""
    meeting, form = meeting_or_404(event_id), MinutesForm()
    if not form.is_submitted() and (minutes := queries.minutes_of(event_id)):
        form.process(obj=minutes)
    return _asked(
        event_id,
        form,
        lambda by: actions.write_minutes(meeting, form.text.data, **by),
        heading=f"Minutes of {meeting.event.title}",
    )


@blueprint.post("/<int:event_id>/minutes/share")
@staff_only
def share_minutes(event_id: int) -> ResponseReturnValue:
    """Let members read the minutes."""
    meeting = meeting_or_404(event_id)
    return _done(event_id, lambda by: actions.share_minutes(meeting, **by), said="Members can read the minutes now.")


@blueprint.route("/<int:event_id>/minutes/agree", methods=["GET", "POST"])
@staff_only
def agree_minutes(event_id: int) -> ResponseReturnValue:
    """Note which later meeting agreed the minutes."""
    meeting, form = meeting_or_404(event_id), AgreeForm()
    meetings = queries.later_meetings(meeting.event, now=clock.now())
    if not meetings:
        flash("The next meeting has not begun. Minutes are agreed there.", "important")
        return redirect(url_for(".show_minutes", event_id=event_id))
    form.offer(meetings)
    return _asked(
        event_id,
        form,
        lambda by: actions.agree_minutes(meeting, form.meeting.data, **by),
        heading=f"Agree the minutes of {meeting.event.title}",
    )


@blueprint.route("/<int:event_id>/decisions/new", methods=["GET", "POST"])
@staff_only
def add_decision(event_id: int) -> ResponseReturnValue:
    """Note a decision of the meeting."""
    meeting, form = meeting_or_404(event_id), DecisionForm()
    return _asked(
        event_id,
        form,
        lambda by: actions.note_decision(meeting, form.words.data, **by),
        heading=f"A decision of {meeting.event.title}",
    )


@blueprint.post("/<int:event_id>/decisions/<int:decision_id>/remove")
@staff_only
def remove_decision(event_id: int, decision_id: int) -> ResponseReturnValue:
    """Take back a decision that was noted by mistake."""
    meeting = meeting_or_404(event_id)
    return _done(event_id, lambda by: actions.remove_decision(decision_id, meeting, **by), said="The decision is gone.")


@blueprint.get("/decisions")
@staff_only
def list_decisions() -> ResponseReturnValue:
    """What all meetings decided, the newest first, or what holds some words."""
    words = request.args.get("q", "").strip()
    found = page_of_rows(queries.decisions(words, viewer=current_account()), requested_page())
    page = Page(pages.decision_lines(found), found.number, has_next=found.has_next)
    return render_template(
        "meetings/list_decisions.html", page=page, words=words, mine=None, minutes="meetings.show_minutes"
    )


def _asked(event_id: int, form: Form, save: Callable[[dict[str, Any]], object], *, heading: str) -> ResponseReturnValue:
    """Show a form about the meeting; once it is saved, go back to the minutes."""
    if succeeds(form, lambda: save({"by": current_account(), "now": clock.now()})):
        flash("Saved.")
        return redirect(url_for(".show_minutes", event_id=event_id))
    back = url_for(".show_minutes", event_id=event_id)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


def _done(event_id: int, act: Callable[[dict[str, Any]], object], *, said: str) -> ResponseReturnValue:
    do_and_say(said, lambda: act({"by": current_account(), "now": clock.now()}))
    return redirect(url_for(".show_minutes", event_id=event_id))
