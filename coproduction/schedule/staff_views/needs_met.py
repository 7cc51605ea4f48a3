"""Coordinators write down answers that they were told, and read how well needs were met."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.schedule.actions import needs_met as actions
from coproduction.schedule.forms.needs_met import NeedsMetForm
from coproduction.schedule.pages.needs_met import report
from coproduction.schedule.queries import needs_met as queries
from coproduction.schedule.staff_views.routes import blueprint


@blueprint.get("/needs-met")
@staff_only
def show_needs_met() -> ResponseReturnValue:
    """Show how well the organisation met what people needed, quarter by quarter."""
    today = uk_wall(clock.now()).date()
    return render_template("schedule/show_needs_met.html", quarters=report(viewer=current_account(), today=today))


@blueprint.route("/needs-met/<int:question_id>/record", methods=["GET", "POST"])
@staff_only
def record_needs_met(question_id: int) -> ResponseReturnValue:
    """Write down what a member said when they were asked."""
    question = queries.unanswered_question(question_id, viewer=current_account()) or abort(404)
    member = question.member or abort(404)
    event_id, form = question.event_id, NeedsMetForm(name=member.known_as)
    if form.validate_on_submit():
        actions.answer_whether_met(
            question, form.met.data, form.words.data or "", by=current_account(), now=clock.now()
        )
        db.session.commit()
        flash("Saved.")
        return redirect(url_for(".show_arrangements", event_id=event_id))
    return render_template(
        "schedule/needs_met.html",
        heading=f"{member.known_as}’s answer about {question.event.title}",
        back=url_for(".show_arrangements", event_id=event_id),
        form=form,
    )
