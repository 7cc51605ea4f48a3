"""Who supports a member: for members themselves, and for coordinators on their behalf, with their consent."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from coproduction.core.attempts import result_of, succeeds
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.members.actions import supporters as actions
from coproduction.members.forms.supporters import (
    GrantsForm,
    GrantsWithConsentForm,
    SupporterForm,
    SupporterWithConsentForm,
)
from coproduction.members.models import Supporter
from coproduction.members.pages import supporter_cards
from coproduction.members.queries import supporters as queries
from coproduction.members.whose import Whose


def list_page(whose: Whose) -> ResponseReturnValue:
    """Show who supports the member, and what each may see and do."""
    cards = supporter_cards(queries.supporters_of(whose.member, viewer=whose.by), None if whose.is_own else whose.name)
    return render_template("members/list_supporters.html", whose=whose, cards=cards)


def add_page(whose: Whose, *, now: datetime) -> ResponseReturnValue:
    """Take a new supporter; a coordinator says how and when the member agreed."""
    form = SupporterForm() if whose.is_own else SupporterWithConsentForm()
    added = result_of(
        form, lambda: actions.add_supporter(whose.member.id, form.details, by=whose.by, now=now, consent=form.consent)
    )
    if added:
        flash(f"{added.name} is now {'your' if whose.is_own else f'{whose.name}’s'} supporter.")
        return redirect(whose.url("list_supporters"))
    return render_template("members/add_supporter.html", whose=whose, form=form)


def change_page(whose: Whose, supporter_id: int, *, now: datetime) -> ResponseReturnValue:
    """Change what a supporter may see and do."""
    supporter = _supporter_or_404(whose, supporter_id)
    form = GrantsForm(supporter) if whose.is_own else GrantsWithConsentForm(supporter)
    if succeeds(
        form,
        lambda: actions.change_grants(
            supporter.id, whose.member, form.granted, by=whose.by, now=now, consent=form.consent
        ),
    ):
        flash(f"Saved. It holds for {supporter.name} from now on.")
        return redirect(whose.url("list_supporters"))
    return render_template("members/change_supporter.html", whose=whose, name=supporter.name, form=form)


def remove_page(whose: Whose, supporter_id: int, *, now: datetime) -> ResponseReturnValue:
    """Ask once, then end a supporter's help at once."""
    supporter = _supporter_or_404(whose, supporter_id)
    name, form = supporter.name, ConfirmForm(button=f"Remove {supporter.name}")
    if form.validate_on_submit():
        actions.remove_supporter(supporter.id, whose.member, by=whose.by, now=now)
        db.session.commit()
        flash(f"{name} is no longer {'your' if whose.is_own else f'{whose.name}’s'} supporter.")
        return redirect(whose.url("list_supporters"))
    return render_template("members/remove_supporter.html", whose=whose, name=name, form=form)


def _supporter_or_404(whose: Whose, supporter_id: int) -> Supporter:
    return queries.find_supporter(supporter_id, whose.member, viewer=whose.by) or abort(404)
