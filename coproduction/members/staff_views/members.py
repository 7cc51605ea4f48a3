"""One member's page, and what coordinators change for them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account, start_session
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import SAFE_METHODS, db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import requested_page
from coproduction.members import kinds, rules
from coproduction.members.actions import away
from coproduction.members.actions import members as actions
from coproduction.members.forms.details import AwayForm, ContactForm
from coproduction.members.pages import payment_lines, supporter_cards
from coproduction.members.queries import members as queries
from coproduction.members.queries.deaths import still_going
from coproduction.members.queries.notes import number_about
from coproduction.members.queries.payments import payment_seen
from coproduction.members.queries.standing import belonging_of
from coproduction.members.queries.supporters import supporters_of
from coproduction.members.queries.timeline import timeline_of
from coproduction.members.shown import parts_of
from coproduction.members.staff_views.one_member import back_to, current_member_or_back, member_or_404
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>")
@staff_only
def show_member(member_id: int) -> ResponseReturnValue:
    """Show all that coordinators may see of a member, and what happened with them."""
    member, now = member_or_404(member_id), clock.now()
    today = uk_wall(now).date()
    return render_template(
        "members/show_member.html",
        member=member,
        kinds=kinds,
        belonging=belonging_of(member, viewer=current_account(), today=today),
        away_dates=queries.away_dates_of(member, viewer=current_account(), today=today),
        supporters=supporter_cards(supporters_of(member, viewer=current_account()), member.known_as),
        payment=payment_lines(payment_seen(member.id, viewer=current_account()), member),
        notes=number_about(member, viewer=current_account()),
        parts=parts_of(member, viewer=current_account(), now=now),
        happenings=timeline_of(member, requested_page(), viewer=current_account()),
        form=ConfirmForm(),
        still_going=still_going(member, viewer=current_account()) if rules.has_died(member) else None,
    )


@blueprint.route("/members/<int:member_id>/contact", methods=["GET", "POST"])
@staff_only
def change_contact(member_id: int) -> ResponseReturnValue:
    """Change how a member is reached, when they asked by phone or letter."""
    member = member_or_404(member_id)
    if not rules.can_be_reached(member) and request.method in SAFE_METHODS:
        return back_to(member)
    form = ContactForm(obj=member)
    if succeeds(form, lambda: actions.change_contact(member.id, form.contact, by=current_account(), now=clock.now())):
        start_session(current_account(), remember=session.permanent, now=clock.now())  # it may be their own address
        flash(f"You have saved how to contact {member.known_as}.")
        return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template("members/change_member_contact.html", member=member, form=form)


@blueprint.route("/members/<int:member_id>/away", methods=["GET", "POST"])
@staff_only
def add_away_date(member_id: int) -> ResponseReturnValue:
    """Write down when a member is away, when they told us by phone or letter."""
    member = current_member_or_back(member_id)
    form = AwayForm()
    if succeeds(
        form,
        lambda: away.add_away_date(
            member.id, form.starts_on.data, form.ends_on.data, by=current_account(), now=clock.now()
        ),
    ):
        flash(f"You have saved when {member.known_as} is away.")
        return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template("members/add_away_date.html", member=member, form=form)


@blueprint.route("/members/<int:member_id>/away/<int:away_date_id>/remove", methods=["POST"])
@staff_only
def remove_away_date(member_id: int, away_date_id: int) -> ResponseReturnValue:
    """Take back one of a member's away dates."""
    member = member_or_404(member_id)
    if ConfirmForm().validate_on_submit():
        away.remove_away_date(away_date_id, member, by=current_account(), now=clock.now())
        db.session.commit()
        flash("You have removed these days.")
    return redirect(url_for("members_staff.show_member", member_id=member.id))
