"""What opens without signing in: the page behind the personal link in the question when somebody could take part."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.core.dates import uk_wall
from coproduction.extensions import limiter
from coproduction.rosters.actions.availability import By, answer
from coproduction.rosters.answer_links import opened_by
from coproduction.rosters.forms.availability import can_come_form, said_of
from coproduction.rosters.pages.availability import question_page
from coproduction.rosters.queries import availability as queries
from coproduction.schedule.models import Via

blueprint = Blueprint("rosters_public", __name__)


@blueprint.route("/availability/answers/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per minute")
def answer_dates_from_email(token: str) -> ResponseReturnValue:
    """Ask about each date by itself; only pressing a button answers, because mail scanners open links."""
    now = clock.now()
    ids = opened_by(token)
    found = queries.round_of_link(*ids) if ids else None
    rows = queries.asked_of(found[0].id, found[1].id, now=now) if found else ()
    if found is None or not rows:
        return render_template("rosters/dates_closed.html"), 410 if ids else 404
    question, member = found
    page, form = question_page(question, today=uk_wall(now).date()), can_come_form(rows)
    if not page.is_open:
        return render_template("rosters/dates_closed.html"), 410
    by = By(None, Via.EMAIL)
    if succeeds(form, lambda: answer(question.id, member, said=said_of(form, rows), by=by, now=now)):
        open_dates = sum(row.said is None for row in rows)
        return render_template("rosters/dates_answered.html", page=page, token=token, open_dates=open_dates)
    return render_template("rosters/answer_dates.html", page=page, form=form, back=None)
