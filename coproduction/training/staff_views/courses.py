"""Coordinators keep the list of courses, and what is said of each."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.queries.qualifications import all_qualifications
from coproduction.training.actions import courses as actions
from coproduction.training.forms.courses import CourseForm
from coproduction.training.models import Course
from coproduction.training.pages.courses import course_facts, course_lines, planned_lines
from coproduction.training.pages.materials import material_lines
from coproduction.training.queries.courses import all_courses, course_named, find_course
from coproduction.training.queries.materials import materials_of
from coproduction.training.queries.roles import plan_of
from coproduction.training.rules.keeping import kept_after
from coproduction.training.staff_views.routes import blueprint


@blueprint.get("/courses")
@staff_only
def list_courses() -> ResponseReturnValue:
    """Every course that members can deliver."""
    return render_template("training/list_courses.html", courses=course_lines(all_courses(viewer=current_account())))


@blueprint.route("/courses/new", methods=["GET", "POST"])
@staff_only
def new_course() -> ResponseReturnValue:
    """Add a course, and go on to the roles that its sessions have."""
    form = CourseForm(qualifications=all_qualifications())
    if succeeds(form, lambda: actions.add_course(form.details(), by=current_account(), now=clock.now())):
        flash(f"You have added {form.name.data}.")
        course = course_named(form.name.data) or abort(404)
        return redirect(url_for(".show_course", course_id=course.id))
    return render_template("components/one_form.html", heading="Add a course", form=form, back=url_for(".list_courses"))


@blueprint.get("/courses/<int:course_id>")
@staff_only
def show_course(course_id: int) -> ResponseReturnValue:
    """One course: what is said of it, the roles of its sessions, and what trainers use there."""
    course = course_or_404(course_id)
    return render_template(
        "training/show_course.html",
        course=course,
        facts=course_facts(course),
        plan=planned_lines(plan_of(course_id)),
        materials=material_lines(materials_of(course_id)),
        days=kept_after(clock.now()).days,
    )


@blueprint.route("/courses/<int:course_id>/change", methods=["GET", "POST"])
@staff_only
def change_course(course_id: int) -> ResponseReturnValue:
    """Change what is said of a course."""
    course, form = course_or_404(course_id), CourseForm(qualifications=all_qualifications())
    heading, back = f"Change {course.name}", url_for(".show_course", course_id=course_id)
    if not form.is_submitted():
        form.fill(course)
    if succeeds(form, lambda: actions.change_course(course_id, form.details(), by=current_account(), now=clock.now())):
        flash("The course is saved.")
        return redirect(back)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


def course_or_404(course_id: int) -> Course:
    """Return the course for whoever looks; without one the page is not found."""
    return find_course(course_id, viewer=current_account()) or abort(404)
