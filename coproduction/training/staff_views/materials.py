"""Coordinators add materials to a course, and take them away."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.training.actions import materials as actions
from coproduction.training.forms.materials import MaterialForm
from coproduction.training.queries.materials import find_material
from coproduction.training.staff_views.courses import course_or_404
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/courses/<int:course_id>/materials/new", methods=["GET", "POST"])
@staff_only
def add_material(course_id: int) -> ResponseReturnValue:
    """Add a material or its next version, and go on to its file."""
    course, form = course_or_404(course_id), MaterialForm()
    if form.validate_on_submit():
        document = actions.add_material(
            course_id,
            form.kind_chosen(),
            what_changed=form.what_changed.data or "",
            by=current_account(),
            now=clock.now(),
        )
        db.session.commit()
        flash("Added. Now put its file there. Trainers read the version before until then.")
        return redirect(url_for("documents_staff.show_document", document_id=document.id))
    heading, back = f"Add a material to {course.name}", url_for(".show_course", course_id=course_id)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


@blueprint.route("/courses/<int:course_id>/materials/<int:document_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_material(course_id: int, document_id: int) -> ResponseReturnValue:
    """Take one version of a material away."""
    course_or_404(course_id)
    material, form = find_material(course_id, document_id) or abort(404), ConfirmForm(button="Take it away")
    heading, back = f"Take away {material.document.title}?", url_for(".show_course", course_id=course_id)
    if succeeds(form, lambda: actions.remove_material(course_id, document_id, by=current_account(), now=clock.now())):
        flash("It is deleted. Trainers read the version before, if there is one.")
        return redirect(back)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)
