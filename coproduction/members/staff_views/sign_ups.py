"""Sign-ups that coordinators enter for somebody, on the phone for example, and people's own copies on paper."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account, keep_while_signed_in
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.members.actions import applications as actions
from coproduction.members.current import KEY, remember_key
from coproduction.members.forms.answers import answer_groups
from coproduction.members.forms.sign_ups import ConsentForm, DeleteForm
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.models import Application
from coproduction.members.queries import applications as queries
from coproduction.members.rules import draft_time
from coproduction.members.staff_views.routes import blueprint
from coproduction.notifications.enclosures import Enclosure
from coproduction.notifications.models import Message


@blueprint.route("/applications/new", methods=["GET", "POST"])
@staff_only
def start_sign_up() -> ResponseReturnValue:
    """Ask how the person gave their consent, then lead to the same questions that everybody answers."""
    form = ConsentForm()
    form.today = uk_wall(clock.now()).date()
    if form.validate_on_submit():
        _, code = actions.begin_application(by=current_account(), consent=form.consent, now=clock.now())
        db.session.commit()
        _open_while_signed_in(code)
        return redirect(url_for("members.list_tasks"))
    return render_template("members/start_sign_up.html", form=form)


@blueprint.route("/applications/begun")
@staff_only
def list_sign_ups() -> ResponseReturnValue:
    """Show the sign-ups that coordinators have begun and not sent."""
    begun = queries.sign_ups_begun(viewer=current_account())
    days = draft_time(clock.now()).days
    return render_template("members/list_sign_ups.html", begun=begun, ways=CONSENT_WAYS, form=ConfirmForm(), days=days)


@blueprint.route("/applications/begun/<int:application_id>")
@staff_only
def show_sign_up(application_id: int) -> ResponseReturnValue:
    """Show one sign-up: who began it, when it is deleted, and the ways on."""
    sign_up = _sign_up_or_404(application_id)
    return render_template(
        "members/show_sign_up.html",
        sign_up=sign_up,
        ways=CONSENT_WAYS,
        deleted_at=sign_up.changed_at + draft_time(clock.now()),
        form=ConfirmForm(button="Carry on"),
    )


@blueprint.route("/applications/begun/<int:application_id>/delete", methods=["GET", "POST"])
@staff_only
def delete_sign_up(application_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then delete a sign-up that will not be sent."""
    sign_up, form = _sign_up_or_404(application_id), DeleteForm()
    if succeeds(form, lambda: actions.discard_draft(sign_up.id, by=current_account(), now=clock.now())):
        flash("You have deleted the sign-up and everything in it.")
        return redirect(url_for("members_staff.list_sign_ups"))
    return render_template("members/delete_sign_up.html", sign_up=sign_up, form=form)


@blueprint.route("/applications/begun/<int:application_id>/carry-on", methods=["POST"])
@staff_only
def carry_on_sign_up(application_id: int) -> ResponseReturnValue:
    """Open a sign-up in this browser, whichever coordinator began it."""
    sign_up = _sign_up_or_404(application_id)
    if ConfirmForm().validate_on_submit():
        _open_while_signed_in(actions.add_code(sign_up.id, by=current_account(), now=clock.now()))
        db.session.commit()
    return redirect(url_for("members.list_tasks"))


def _sign_up_or_404(application_id: int) -> Application:
    return queries.find_sign_up(application_id, viewer=current_account()) or abort(404)


def _open_while_signed_in(code: str) -> None:
    remember_key(code)
    keep_while_signed_in(KEY)


@blueprint.route("/applications/<int:application_id>/copy")
@staff_only
def print_copy(application_id: int) -> ResponseReturnValue:
    """Show the person's own copy of their answers, to print and post."""
    application = queries.find_application(application_id, viewer=current_account()) or abort(404)
    return render_template("members/print_copy.html", application=application, groups=answer_groups(application))


def copy_for(message: Message) -> Enclosure:
    """Return the copy of the answers that goes with the message of their arrival, whose key names the application."""
    number = message.key.removeprefix("application-").removesuffix("-received")
    return Enclosure("Print a copy of their answers", url_for("members_staff.print_copy", application_id=int(number)))
