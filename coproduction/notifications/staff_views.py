"""The calls and letters that staff make themselves, and the emails that could not be delivered."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import requested_page
from coproduction.notifications import actions, queries
from coproduction.notifications.enclosures import enclosure_of
from coproduction.notifications.kinds import BY_HAND

blueprint = Blueprint("notifications_staff", __name__, url_prefix="/contact-tasks")


@blueprint.route("")
@staff_only
def list_messages() -> ResponseReturnValue:
    """Show whom to ring, write to or reach in another way, the longest waiting first."""
    tasks = queries.contact_tasks(requested_page(), viewer=current_user, now=clock.now())
    return render_template("notifications/list_messages.html", tasks=tasks, by_hand=BY_HAND)


@blueprint.route("/<int:message_id>", methods=["GET", "POST"])
@staff_only
def show_message(message_id: int) -> ResponseReturnValue:
    """Show the words to read out or print, and note that it is done."""
    message = queries.find_contact_task(message_id, viewer=current_user) or abort(404)
    form = ConfirmForm(button="Mark as done")
    if succeeds(form, lambda: actions.mark_done(message.id, by=current_user, now=clock.now())):
        flash(f"Done: {message.subject}, for {message.to_name}.")
        return redirect(url_for("notifications_staff.list_messages"))
    return render_template(
        "notifications/show_message.html",
        message=message,
        by_hand=BY_HAND[message.channel],
        enclosure=enclosure_of(message),
        form=form,
    )
