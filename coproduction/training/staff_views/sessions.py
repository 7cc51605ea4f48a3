"""Coordinators make training sessions and change them."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.schedule.event_views import change_event_page, new_event_page
from coproduction.schedule.models import Event
from coproduction.training.actions import sessions as actions
from coproduction.training.forms.sessions import SessionForm
from coproduction.training.queries.courses import courses_to_choose
from coproduction.training.queries.sessions import find_session
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/training/new", methods=["GET", "POST"])
@staff_only
def new_session() -> ResponseReturnValue:
    """Make a training session, with the roles of its course, and go on to them."""
    form = SessionForm(courses=courses_to_choose(viewer=current_account()))

    def save() -> Event:
        return actions.create_session(
            form.details(),
            course_id=form.course_id.data,
            team=form.team.data,
            with_staff=form.with_staff.data,
            by=current_account(),
            now=clock.now(),
        )

    return new_event_page(
        "New training session",
        form,
        save=save,
        said="Saved as a draft, with the roles of the course. Change them if this session needs others.",
        leads_to="schedule_staff.show_event",
        template="training/edit_session.html",
    )


@blueprint.route("/training/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_session(event_id: int) -> ResponseReturnValue:
    """Change a session, and tell those who deliver it if its time or place changes."""
    session = find_session(event_id, viewer=current_account()) or abort(404)
    form = SessionForm(courses=courses_to_choose(viewer=current_account(), chosen_id=session.course_id))

    def save() -> Event:
        return actions.change_session(
            session,
            form.details(),
            course_id=form.course_id.data,
            team=form.team.data,
            with_staff=form.with_staff.data,
            moved=form.moved,
            by=current_account(),
            now=clock.now(),
        )

    return change_event_page(
        session.event,
        form,
        fill=lambda: form.fill_session(session),
        save=save,
        now=clock.now(),
        template="training/edit_session.html",
    )
