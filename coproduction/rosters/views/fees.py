"""A member reads what a place would come to beside their own limits on pay, and says what to do about the fee."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.members.models import Member
from coproduction.rosters.actions.fees import choose_fee
from coproduction.rosters.forms.fees import FeeForm, FeeWish
from coproduction.rosters.pages.fees import passed_in_words
from coproduction.rosters.queries.limits import caps_passed_by, usual_fee
from coproduction.rosters.views.routes import blueprint
from coproduction.schedule.actions import calls
from coproduction.schedule.actions import places as place_actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Place
from coproduction.schedule.queries import places
from coproduction.schedule.rules import can_be_changed_by_member

SAID = {
    FeeWish.NO: "Thank you for telling us. You do not have to come, and we ask you again for another week.",
    FeeWish.RING: "We will ring you. You can answer after that.",
}


@blueprint.route("/places/<int:place_id>/fee", methods=["GET", "POST"])
@members_only
def choose_place_fee(place_id: int) -> ResponseReturnValue:
    """Show the member alone what the fee comes to, and take what they want done about it."""
    me, now = current_member(), clock.now()
    place = places.find_place(place_id, viewer=me)
    if place is None or not can_be_changed_by_member(place, now=now):
        abort(404)
    event, fee, form = place.role.event, usual_fee(place.role, now=now), FeeForm()
    event_id, passed = event.id, caps_passed_by(place.role, me, now=now)
    if succeeds(form, lambda: _do(place, form, me)):
        flash(SAID.get(form.wish.data, "Saved. Now you can say yes."))
        if form.wish.data in SAID:
            return redirect(url_for("schedule.show_event", event_id=event_id))
        return redirect(url_for("schedule.answer_place", place_id=place_id, answer=Answer.YES.value))
    return render_template(
        "rosters/choose_fee.html", place_id=place_id, event=event, fee=fee, passed=passed_in_words(passed), form=form
    )


def _do(place: Place, form: FeeForm, me: Member) -> None:
    hand, now = Hand(current_account()), clock.now()
    if form.wish.data is FeeWish.NO:
        place_actions.step_back(place.id, hand=hand, now=now)
    elif form.wish.data is FeeWish.RING:
        calls.ask_for_call(place, hand=hand, now=now)
    else:
        pounds = {FeeWish.NONE: 0, FeeWish.LESS: form.pounds.data, FeeWish.ALL: None}[form.wish.data]
        choose_fee(place, me, pounds, now=now)
