"""What opens without signing in: the page behind the personal link in the question which times suit."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.answer_links import opened_by
from coproduction.meetings.forms.polls import answers_form, said_in
from coproduction.meetings.pages import polls as pages
from coproduction.meetings.queries import polls

blueprint = Blueprint("meetings_public", __name__)


@blueprint.route("/dates/answers/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per minute")
def answer_poll_from_email(token: str) -> ResponseReturnValue:
    """Ask about each time by itself; only pressing the button answers, because mail scanners open links."""
    ids = opened_by(token)
    found = polls.poll_of_link(*ids, now=clock.now()) if ids else None
    if found is None:
        return render_template("meetings/poll_closed.html"), 410 if ids else 404
    poll, member = found
    page = pages.poll_page(poll)
    form = answers_form(pages.proposed(poll, now=clock.now()), polls.answers_of(poll, member.id))
    if succeeds(form, lambda: actions.answer_poll(poll.id, member, said=said_in(form), by=None, now=clock.now())):
        return render_template("meetings/poll_answered.html", page=page, token=token)
    return render_template("meetings/answer_poll.html", page=page, form=form, back=None)
