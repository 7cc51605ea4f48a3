"""Members say which of the proposed times suit them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.forms.polls import answers_form, said_in
from coproduction.meetings.pages import polls as pages
from coproduction.meetings.queries import polls
from coproduction.meetings.views.routes import blueprint
from coproduction.members.current import current_member
from coproduction.rosters.queries.availability import open_rounds_of


@blueprint.get("/dates")
@members_only
def list_polls() -> ResponseReturnValue:
    """Show the meetings that look for a date, and the questions when the member could take part."""
    me = current_member()
    asked = open_rounds_of(me, now=clock.now())
    return render_template("meetings/list_dates.html", polls=polls.open_polls(viewer=me), asked=asked)


@blueprint.route("/dates/<int:poll_id>", methods=["GET", "POST"])
@members_only
def answer_poll(poll_id: int) -> ResponseReturnValue:
    """Ask about each time by itself; the answers can be changed until a date is found."""
    me = current_member()
    poll = polls.find_poll(poll_id, viewer=me) or abort(404)
    form = answers_form(pages.proposed(poll, now=clock.now()), polls.answers_of(poll, me.id))
    if succeeds(
        form, lambda: actions.answer_poll(poll_id, me, said=said_in(form), by=current_account(), now=clock.now())
    ):
        flash("Thank you. We have your answers. You can change them here until a date is found.")
        return redirect(url_for(".answer_poll", poll_id=poll_id))
    return render_template(
        "meetings/answer_poll.html", page=pages.poll_page(poll), form=form, back=url_for(".list_polls")
    )
