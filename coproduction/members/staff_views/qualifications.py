"""What qualifications there are, and who gains, renews and loses one."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.actions import qualifications as actions
from coproduction.members.forms.staff import EndForm, ExperienceForm, MonthsForm, QualificationForm, RecordForm
from coproduction.members.models import Interest
from coproduction.members.queries import qualifications as queries
from coproduction.members.staff_views.one_member import current_member_or_back
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/qualifications", methods=["GET", "POST"])
@staff_only
def list_qualifications() -> ResponseReturnValue:
    """Show every qualification with how many hold it, and add one."""
    form = QualificationForm()
    added = result_of(
        form,
        lambda: actions.add_qualification(
            form.name.data, months=form.months.data, by=current_account(), now=clock.now()
        ),
    )
    if added:
        flash(f"You have added {added.name}.")
        return redirect(url_for("members_staff.list_qualifications"))
    lines = queries.qualifications_with_holders(viewer=current_account(), today=uk_wall(clock.now()).date())
    return render_template("members/list_qualifications.html", form=form, lines=lines)


@blueprint.route("/qualifications/<int:qualification_id>/change", methods=["GET", "POST"])
@staff_only
def change_qualification(qualification_id: int) -> ResponseReturnValue:
    """Change how long a qualification counts for whoever gains it from now on."""
    qualification = queries.get_qualification(qualification_id, viewer=current_account()) or abort(404)
    form = MonthsForm(obj=qualification)
    if form.validate_on_submit():
        actions.change_months(qualification, form.months.data, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"You have saved how long {qualification.name} counts.")
        return redirect(url_for("members_staff.list_qualifications"))
    return render_template("members/change_qualification.html", qualification=qualification, form=form)


@blueprint.route("/members/<int:member_id>/qualifications/new", methods=["GET", "POST"])
@staff_only
def record_qualification(member_id: int) -> ResponseReturnValue:
    """Write down that a member holds a qualification, or has renewed it."""
    member = current_member_or_back(member_id)
    form = RecordForm()
    form.qualification.choices = [(one.id, one.name) for one in queries.all_qualifications()]
    if succeeds(
        form,
        lambda: actions.record_qualification(
            member.id,
            form.qualification.data,
            achieved_on=form.achieved_on.data,
            valid_until=form.valid_until.data,
            by=current_account(),
            now=clock.now(),
        ),
    ):
        flash(f"You have saved this qualification for {member.known_as}.")
        return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template("members/record_qualification.html", member=member, form=form)


@blueprint.route("/members/<int:member_id>/panels-before", methods=["GET", "POST"])
@staff_only
def record_panels_before(member_id: int) -> ResponseReturnValue:
    """Write down that a member sat on interview panels before we kept note of it: they need not shadow one first."""
    member = current_member_or_back(member_id)
    form = ExperienceForm()
    me, now = current_account(), clock.now()
    if succeeds(
        form,
        lambda: actions.record_experience(member.id, Interest.PANELS, since=form.since.data, by=me, now=now),
    ):
        flash(f"You have saved that {member.known_as} has sat on panels before.")
        return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template("members/record_panels_before.html", member=member, form=form)


@blueprint.route("/members/<int:member_id>/qualifications/<int:held_id>/end", methods=["GET", "POST"])
@staff_only
def end_qualification(member_id: int, held_id: int) -> ResponseReturnValue:
    """Take the last day on which a member's qualification counts."""
    current_member_or_back(member_id)
    held = queries.find_held(held_id, member_id, viewer=current_account()) or abort(404)
    form = EndForm()
    if succeeds(
        form, lambda: actions.end_qualification(held, form.last_day.data, by=current_account(), now=clock.now())
    ):
        flash(f"You have saved the last day of {held.qualification.name}.")
        return redirect(url_for("members_staff.show_member", member_id=member_id))
    return render_template("members/end_qualification.html", held=held, form=form)
