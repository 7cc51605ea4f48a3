"""The equality questions: separate, optional, and kept as numbers alone."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.extensions import csrf, limiter
from coproduction.members.actions import equality as actions
from coproduction.members.current import EQUALITY_TICKET, is_coordinator
from coproduction.members.forms.equality import BackgroundForm, EqualityForm
from coproduction.members.views.drafts import lead_to
from coproduction.members.views.routes import blueprint

COUNTED_PER_ADDRESS = "30 per hour"


@blueprint.route("/join/equality", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, and shows the choices again when it is lost
@public
@limiter.limit(COUNTED_PER_ADDRESS, methods=["POST"])
def ask_equality() -> ResponseReturnValue:
    """Ask the questions, those about an ethnic group in two steps, or let them be skipped.

    Nothing is kept between the two steps: the page carries the first answers. Skipping and sending look the same in
    every log.
    """
    form = EqualityForm()
    if EQUALITY_TICKET not in session:
        return lead_to("members.application_sent")
    if not form.validate_on_submit():
        return render_template("members/ask_equality.html", form=form, is_read_out=is_coordinator()), form.status
    second = BackgroundForm.after(form)
    if second and not second.is_sent:
        return render_template("members/ask_background.html", form=second, carried=form.given)
    given = BackgroundForm.both(form, second)
    actions.count_answers(session.pop(EQUALITY_TICKET), given, year=uk_wall(clock.now()).year)
    db.session.commit()
    return redirect(url_for("members.equality_done"))


@blueprint.route("/join/equality/done")
@public
def equality_done() -> ResponseReturnValue:
    """Say thank you, whether or not anything was answered; a coordinator who read them out goes on with their work."""
    if is_coordinator():
        return redirect(url_for("members_staff.list_applications"))
    return render_template("members/equality_done.html")
