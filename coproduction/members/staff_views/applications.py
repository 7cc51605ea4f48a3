"""Reading applications, and answering them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.members import kinds, rules
from coproduction.members.actions import decisions as actions
from coproduction.members.forms.answers import answers_of
from coproduction.members.forms.staff import DeclineForm
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.models import Application
from coproduction.members.queries import applications as queries
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/applications")
@staff_only
def list_applications() -> ResponseReturnValue:
    """Show who waits for an answer, the longest waiting first."""
    page = queries.waiting_applications(requested_page(), viewer=current_account())
    return render_template("members/list_applications.html", page=page, channels=kinds.CHANNELS)


@blueprint.route("/applications/decided")
@staff_only
def list_decided() -> ResponseReturnValue:
    """Show the applications that were answered, the newest answer first."""
    page = queries.decided_applications(requested_page(), viewer=current_account())
    return render_template("members/list_decided.html", page=page, states=kinds.APPLICATION_STATES)


@blueprint.route("/applications/<int:application_id>")
@staff_only
def show_application(application_id: int) -> ResponseReturnValue:
    """Show every answer of one applicant, and who may be the same person."""
    application = _application_or_404(application_id)
    return render_template(
        "members/show_application.html",
        application=application,
        answers=list(answers_of(application)),
        alike=queries.people_alike(application, viewer=current_account()),
        waits=rules.waits_for_answer(application),
        state=kinds.APPLICATION_STATES[application.state],
        consent_way=CONSENT_WAYS[application.consent_way] if application.consent_way else "",
        member_id=queries.member_from(application),
    )


@blueprint.route("/applications/<int:application_id>/accept", methods=["GET", "POST"])
@staff_only
def accept_application(application_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then make the applicant a member."""
    application = _application_or_404(application_id)
    form = ConfirmForm(button="Accept and welcome them")
    if form.validate_on_submit():
        try:
            member = actions.accept_application(application.id, by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"{member.name} is now a member. We are telling them.")
            return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template(
        "members/accept_application.html",
        application=application,
        form=form,
        channel=kinds.CHANNELS[rules.applicant_of(application).channel].lower(),
        alike=queries.people_alike(application, viewer=current_account()),
    )


@blueprint.route("/applications/<int:application_id>/decline", methods=["GET", "POST"])
@staff_only
def decline_application(application_id: int) -> ResponseReturnValue:
    """Take the coordinator's own words, then tell the applicant."""
    application = _application_or_404(application_id)
    form = DeclineForm()
    if form.validate_on_submit():
        try:
            actions.decline_application(
                application.id, form.message.data, form.other_way.data, by=current_account(), now=clock.now()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"You have declined this application. We are telling {application.name}.")
            return redirect(url_for("members_staff.show_application", application_id=application.id))
    return render_template("members/decline_application.html", application=application, form=form)


def _application_or_404(application_id: int) -> Application:
    return queries.find_application(application_id, viewer=current_account()) or abort(404)
