"""Coordinators make training sessions and change them, and keep the list of courses."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.event_views import change_event_page, new_event_page
from coproduction.schedule.models import Event
from coproduction.training import actions
from coproduction.training.forms import CourseForm, SessionForm
from coproduction.training.queries import all_courses, find_session
from coproduction.training.rules import length_in_words

blueprint = Blueprint("training", __name__)


@blueprint.get("/courses")
@staff_only
def list_courses() -> ResponseReturnValue:
    """Every course that members can deliver."""
    courses = [(course, length_in_words(course)) for course in all_courses(viewer=current_account())]
    return render_template("training/list_courses.html", courses=courses)


@blueprint.route("/courses/new", methods=["GET", "POST"])
@staff_only
def new_course() -> ResponseReturnValue:
    """Add a course."""
    form = CourseForm()
    if form.validate_on_submit():
        try:
            course = actions.add_course(
                form.name.data,
                minutes=form.minutes.data,
                delegates=form.delegates.data,
                by=current_account(),
                now=clock.now(),
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"You have added {course.name}.")
            return redirect(url_for(".list_courses"))
    return render_template("training/new_course.html", form=form)


@blueprint.route("/training/new", methods=["GET", "POST"])
@staff_only
def new_session() -> ResponseReturnValue:
    """Make a training session, and go on to who is needed for it."""
    form = SessionForm(courses=all_courses(viewer=current_account()))

    def save() -> Event:
        return actions.create_session(
            form.details(), course_id=form.course_id.data, team=form.team.data, by=current_account(), now=clock.now()
        )

    return new_event_page(
        "New training session",
        form,
        save=save,
        said="Saved as a draft. Say next who is needed.",
        leads_to="schedule_staff.new_role",
        template="training/edit_session.html",
    )


@blueprint.route("/training/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_session(event_id: int) -> ResponseReturnValue:
    """Change a session, and tell those who deliver it if its time or place changes."""
    session = find_session(event_id, viewer=current_account()) or abort(404)
    form = SessionForm(courses=all_courses(viewer=current_account()))

    def save() -> Event:
        return actions.change_session(
            session,
            form.details(),
            course_id=form.course_id.data,
            team=form.team.data,
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
