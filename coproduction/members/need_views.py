"""The needs passport: for members themselves, and for coordinators who write it down for them."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from coproduction.core.attempts import do_and_say, succeeds
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.members.actions import needs as actions
from coproduction.members.forms.needs import ChangeNeedForm, NewNeedForm
from coproduction.members.kinds.needs import NEED_GROUPS, NEEDS
from coproduction.members.models import Need
from coproduction.members.pages import need_cards
from coproduction.members.queries import needs as queries
from coproduction.members.whose import Whose


def list_page(whose: Whose, *, now: datetime) -> ResponseReturnValue:
    """Show every need, when it was last said to be right, and the ways to change it."""
    cards = need_cards(queries.needs_of(whose.member, viewer=whose.by), today=uk_wall(now).date())
    return render_template(
        "members/list_needs.html",
        whose=whose,
        cards=cards,
        has_due=any(card.is_due for card in cards),
        groups=NEED_GROUPS,
        form=ConfirmForm(),
    )


def add_page(whose: Whose, slug: str, *, now: datetime) -> ResponseReturnValue:
    """Take something new that is needed, out of one group."""
    group = next((group for group in NEED_GROUPS if group.slug == slug), None) or abort(404)
    form = NewNeedForm(group)
    if succeeds(form, lambda: actions.add_need(whose.member.id, form.details(form.kind.data), by=whose.by, now=now)):
        flash("Saved.")
        return redirect(whose.url("list_needs"))
    return render_template("members/add_need.html", whose=whose, needs=group, form=form)


def change_page(whose: Whose, need_id: int, *, now: datetime) -> ResponseReturnValue:
    """Change what is written of one need, and who may see it."""
    need = _need_or_404(whose, need_id)
    form = ChangeNeedForm(need)
    if succeeds(form, lambda: actions.change_need(need, form.details(need.kind), by=whose.by, now=now)):
        flash("Saved.")
        return redirect(whose.url("list_needs"))
    heading, back = NEEDS[need.kind].label, whose.url("list_needs")
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


def remove(whose: Whose, need_id: int, *, now: datetime) -> ResponseReturnValue:
    """Forget one need."""
    if ConfirmForm().validate_on_submit():
        do_and_say("Removed.", lambda: actions.remove_need(need_id, whose.member, by=whose.by, now=now))
    return redirect(whose.url("list_needs"))


def confirm(whose: Whose, need_id: int | None, *, now: datetime) -> ResponseReturnValue:
    """Note that one need is still right; without an id, that all of them are."""
    if ConfirmForm().validate_on_submit():
        thanks = "Thank you. We will ask again in a year."
        if need_id is None:
            do_and_say(thanks, lambda: actions.confirm_needs(whose.member, by=whose.by, now=now))
        else:
            do_and_say(thanks, lambda: actions.confirm_need(need_id, whose.member, by=whose.by, now=now))
    return redirect(whose.url("list_needs"))


def _need_or_404(whose: Whose, need_id: int) -> Need:
    return queries.find_need(need_id, whose.member, viewer=whose.by) or abort(404)
