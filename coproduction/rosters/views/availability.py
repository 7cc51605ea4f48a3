"""Members say when they could take part, before anybody is chosen; a supporter whom they let says it for them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only, supporters_only
from coproduction.core.database import SAFE_METHODS, db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.current import current_member
from coproduction.members.models import Grant
from coproduction.members.queries.supporters import find_supported
from coproduction.rosters.actions.availability import By, answer
from coproduction.rosters.forms.availability import can_come_form, said_of
from coproduction.rosters.pages.availability import question_page
from coproduction.rosters.queries import availability as queries
from coproduction.rosters.views.routes import blueprint
from coproduction.schedule.models import Via

THANKS = "Thank you. We have your answers. You can change them here until we stop asking."


@blueprint.route("/availability/<int:round_id>", methods=["GET", "POST"])
@members_only
def answer_dates(round_id: int) -> ResponseReturnValue:
    """Ask about each date by itself, or take no to all; what is said can be changed until the question is closed."""
    me, now = current_member(), clock.now()
    question = queries.round_asked_of(round_id, me) or abort(404)
    rows = queries.asked_of(round_id, me.id, now=now)
    form = can_come_form(rows)
    if form.validate_on_submit():
        try:
            answer(round_id, me, said=said_of(form, rows), by=By(current_account(), Via.WEBSITE), now=now)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(THANKS)
            return redirect(url_for(".answer_dates", round_id=round_id))
    page = question_page(question, today=uk_wall(now).date())
    return render_template("rosters/answer_dates.html", page=page, form=form, back=url_for("site.member_home"))


@blueprint.route("/supporting/<int:supporter_id>/availability/<int:round_id>", methods=["GET", "POST"])
@supporters_only
def answer_dates_for(supporter_id: int, round_id: int) -> ResponseReturnValue:
    """Ask a supporter when the member could take part. The member is told what was said, and by whom."""
    now = clock.now()
    supporter = find_supported(supporter_id, viewer=current_account())
    question = queries.round_asked_of(round_id, supporter.member) if supporter else None
    if supporter is None or question is None or Grant.ANSWER not in {grant.allowed for grant in supporter.grants}:
        return _not_theirs()
    member = supporter.member
    rows = queries.asked_of(round_id, member.id, now=now)
    form = can_come_form(rows)
    if form.validate_on_submit():
        try:
            answer(round_id, member, said=said_of(form, rows), by=By(current_account(), Via.SUPPORTER), now=now)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"Thank you. We are telling {member.known_as} that you answered.")
            return redirect(url_for("schedule.show_supported", supporter_id=supporter_id))
    page = question_page(question, today=uk_wall(now).date())
    back = url_for("schedule.show_supported", supporter_id=supporter_id)
    return render_template("rosters/answer_dates_for.html", page=page, name=member.known_as, form=form, back=back)


def _not_theirs() -> ResponseReturnValue:
    """Say that an answer was not taken: the page may have been open when they were removed. Else it is not found."""
    if request.method in SAFE_METHODS:
        abort(404)
    flash("You cannot answer this now. Nothing has changed.", "important")
    return redirect(url_for("schedule.list_supported"))
