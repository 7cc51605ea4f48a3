"""Coordinators say which roles the sessions of a course have, and what each role of a session does."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.members.queries.qualifications import all_qualifications
from coproduction.training.actions import plans as actions
from coproduction.training.actions.roles import say_duty
from coproduction.training.forms.roles import DutyForm, PlannedRoleForm
from coproduction.training.models import CourseRole, TrainingSession
from coproduction.training.pages.courses import duty_lines
from coproduction.training.queries import roles as queries
from coproduction.training.queries.sessions import find_session
from coproduction.training.rules.roles import fewest_in_words
from coproduction.training.staff_views.courses import course_or_404
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/courses/<int:course_id>/roles/new", methods=["GET", "POST"])
@staff_only
def new_planned_role(course_id: int) -> ResponseReturnValue:
    """Add a role to the plan of a course."""
    course, form = course_or_404(course_id), PlannedRoleForm(qualifications=all_qualifications())
    heading = f"Add a role to {course.name}"
    if succeeds(
        form, lambda: actions.add_planned_role(course_id, form.details(), by=current_account(), now=clock.now())
    ):
        return _saved(course_id)
    return render_template("components/one_form.html", heading=heading, form=form, back=_course_page(course_id))


@blueprint.route("/courses/<int:course_id>/roles/<int:planned_id>/change", methods=["GET", "POST"])
@staff_only
def change_planned_role(course_id: int, planned_id: int) -> ResponseReturnValue:
    """Change a role of the plan. Sessions that are made already keep theirs."""
    role, form = _role_or_404(course_id, planned_id), PlannedRoleForm(qualifications=all_qualifications())
    heading = f"Change {role.name}"
    if not form.is_submitted():
        form.fill(role)
    if succeeds(
        form,
        lambda: actions.change_planned_role(
            course_id, planned_id, details=form.details(), by=current_account(), now=clock.now()
        ),
    ):
        return _saved(course_id)
    return render_template("components/one_form.html", heading=heading, form=form, back=_course_page(course_id))


@blueprint.route("/courses/<int:course_id>/roles/<int:planned_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_planned_role(course_id: int, planned_id: int) -> ResponseReturnValue:
    """Take a role out of the plan. Sessions that are made already keep theirs."""
    role, form = _role_or_404(course_id, planned_id), ConfirmForm(button="Take it out")
    heading = f"Take {role.name} out of the plan?"
    if succeeds(
        form, lambda: actions.remove_planned_role(course_id, planned_id, by=current_account(), now=clock.now())
    ):
        return _saved(course_id)
    return render_template("components/one_form.html", heading=heading, form=form, back=_course_page(course_id))


@blueprint.post("/courses/<int:course_id>/roles/<int:planned_id>/up")
@staff_only
def raise_planned_role(course_id: int, planned_id: int) -> ResponseReturnValue:
    """Move a role of the plan up by one."""
    _role_or_404(course_id, planned_id)
    if succeeds(
        ConfirmForm(), lambda: actions.raise_planned_role(course_id, planned_id, by=current_account(), now=clock.now())
    ):
        return _saved(course_id)
    return redirect(_course_page(course_id))


@blueprint.get("/training/<int:event_id>/who-does-what")
@staff_only
def show_duties(event_id: int) -> ResponseReturnValue:
    """What somebody in each role of a session does: who delivers it, and who learns to."""
    session = _session_or_404(event_id)
    return render_template(
        "training/show_duties.html",
        session=session,
        event=session.event,
        roles=duty_lines(queries.duties_of(event_id)),
        fewest=fewest_in_words(with_staff=session.with_staff, now=clock.now()),
    )


@blueprint.route("/training/<int:event_id>/who-does-what/<int:role_id>", methods=["GET", "POST"])
@staff_only
def change_duty(event_id: int, role_id: int) -> ResponseReturnValue:
    """Say what somebody in a role of a session does."""
    event, form = _session_or_404(event_id).event, DutyForm()
    said = queries.duty_in(event_id, role_id) or abort(404)
    heading, back = f"What does the {said.role.name.lower()} do?", url_for(".show_duties", event_id=event_id)
    if not form.is_submitted():
        form.fill(said.does)
    if succeeds(form, lambda: say_duty(event, role_id, does=form.duty(), by=current_account(), now=clock.now())):
        flash("Saved.")
        return redirect(back)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


def _role_or_404(course_id: int, planned_id: int) -> CourseRole:
    course_or_404(course_id)
    return queries.planned_role(course_id, planned_id) or abort(404)


def _session_or_404(event_id: int) -> TrainingSession:
    return find_session(event_id, viewer=current_account()) or abort(404)


def _saved(course_id: int) -> Response:
    flash("The plan is saved. Sessions that are made already keep their roles.")
    return redirect(_course_page(course_id))


def _course_page(course_id: int) -> str:
    return url_for(".show_course", course_id=course_id)
