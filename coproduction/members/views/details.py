"""What we hold about the member who is signed in, and how they change it."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account, start_session
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import kinds
from coproduction.members.actions import members as actions
from coproduction.members.current import current_member
from coproduction.members.forms.details import ContactForm
from coproduction.members.queries.members import away_dates_of, profile_of
from coproduction.members.views.routes import blueprint


@blueprint.route("/my-details")
@members_only
def show_profile() -> ResponseReturnValue:
    """Show the member what we hold about them, and who can see it."""
    me = profile_of(current_member())
    return render_template(
        "members/show_profile.html",
        me=me,
        kinds=kinds,
        away_dates=away_dates_of(me, today=uk_wall(clock.now()).date()),
    )


@blueprint.route("/my-details/contact", methods=["GET", "POST"])
@members_only
def change_contact() -> ResponseReturnValue:
    """Let the member change how we reach them."""
    me = current_member()
    form = ContactForm(obj=me)
    if form.validate_on_submit():
        try:
            actions.change_contact(me.id, form.contact, by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            start_session(current_account(), remember=session.permanent, now=clock.now())  # a new address ends them all
            flash("We have saved how to contact you.")
            return redirect(url_for("members.show_profile"))
    return render_template("members/change_contact.html", form=form)
