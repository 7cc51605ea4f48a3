"""Coordinators keep the list of courses."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.actions import courses as actions
from coproduction.training.forms.courses import CourseForm
from coproduction.training.queries.courses import all_courses
from coproduction.training.rules.courses import length_in_words
from coproduction.training.staff_views.routes import blueprint


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
