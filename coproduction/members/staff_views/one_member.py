"""The member whom a coordinator's page is about."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.database import SAFE_METHODS
from coproduction.core.dates import uk_wall
from coproduction.core.forms import Form
from coproduction.members import rules
from coproduction.members.models import Member
from coproduction.members.queries import members as queries
from coproduction.members.queries.standing import is_offered


def member_or_404(member_id: int) -> Member:
    """Return the member. A record that was merged leads to the one that was kept, and takes no changes itself."""
    member = queries.find_member(member_id, viewer=current_account()) or abort(404)
    if rules.is_merged(member):
        kept = url_for("members_staff.show_member", member_id=member.merged_into_id)
        abort(redirect(kept) if request.method in SAFE_METHODS else 404)
    return member


def current_member_or_back(member_id: int) -> Member:
    """Return the member of a page that changes something about them.

    Of somebody who has left or died nothing is changed: the page leads back to theirs, and the action refuses.
    """
    member = member_or_404(member_id)
    if rules.has_left(member) and request.method in SAFE_METHODS:
        abort(back_to(member))
    return member


def back_to(member: Member) -> Response:
    """Lead back to the member's page."""
    return redirect(url_for("members_staff.show_member", member_id=member.id))


def step(template: str, member: Member, *, form: Form, heading: str, **words: Any) -> ResponseReturnValue:
    """Show the page of one step in a membership: what it does in words, and its form.

    Of somebody who has left or died only what is offered can be opened: the other pages lead back to theirs.
    """
    if rules.has_left(member) and request.method in SAFE_METHODS and not _is_offered(member):
        return back_to(member)
    return render_template(f"members/steps/{template}.html", member=member, form=form, heading=heading, **words)


def _is_offered(member: Member) -> bool:
    return is_offered(request.endpoint or "", member, viewer=current_account(), today=uk_wall(clock.now()).date())
