"""Coordinators see many members and many events at once, and change one pair at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import csv_download
from coproduction.members.queries.members import find_member
from coproduction.rosters.actions import matrix as actions
from coproduction.rosters.forms.matrix import MatrixForm, PairForm
from coproduction.rosters.forms.rosters import days_in
from coproduction.rosters.pages import matrix as pages
from coproduction.rosters.queries import matrix as queries
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.kinds import POLICIES, kind_named
from coproduction.schedule.models import EventKind
from coproduction.schedule.queries.events import find_event

AHEAD = timedelta(days=90)


class Asked(NamedTuple):
    """Which events are looked at."""

    first: date
    last: date
    kind: EventKind

    @property
    def in_address(self) -> dict[str, Any]:
        """Return the same for an address."""
        return {"first": self.first, "last": self.last, "kind": self.kind}


@blueprint.route("/matrix", methods=["GET", "POST"])
@staff_only
def show_matrix() -> ResponseReturnValue:
    """Show members by events, each pair in words; and let other events be chosen."""
    asked, number = _asked(), requested_page()
    form = MatrixForm(data=asked._asdict())
    if form.validate_on_submit():
        chosen = Asked(form.first.data, form.last.data, form.kind.data)
        return redirect(url_for(".show_matrix", **chosen.in_address))
    shown = pages.matrix_page(*asked[:2], kind=asked.kind, viewer=current_account(), now=clock.now(), number=number)
    return render_template(
        "rosters/show_matrix.html",
        matrix=shown,
        asked=asked,
        kind=POLICIES[asked.kind].name,
        number=number,
        form=form,
    )


@blueprint.get("/matrix.csv")
@staff_only
def download_matrix() -> ResponseReturnValue:
    """Download all members and the same events as a table."""
    asked = _asked()
    found = pages.matrix_page(*asked[:2], kind=asked.kind, viewer=current_account(), now=clock.now(), number=None)
    heading, rows = pages.download(found)
    return csv_download(f"members-by-events-{asked.first}", heading, rows)


@blueprint.route("/matrix/<int:event_id>/<int:member_id>", methods=["GET", "POST"])
@staff_only
def change_pair(event_id: int, member_id: int) -> ResponseReturnValue:
    """Do one thing about one member and one event, unless somebody else has changed it meanwhile."""
    me, now, back = current_account(), clock.now(), {**_asked().in_address, "page": requested_page()}
    event = find_event(event_id, viewer=me) or abort(404)
    member = find_member(member_id, viewer=me) or abort(404)
    page = pages.pair_page(event, member, viewer=me, now=now)
    form = PairForm(page)
    try:
        if form.is_submitted():
            actions.refuse_changed(member, queries.places_of(event_id, member_id), seen=form.seen.data or "")
        if form.validate_on_submit():
            actions.act(event, member, form.chosen(), seen=form.seen.data or "", by=me, now=now)
            db.session.commit()
            flash(f"Saved for {member.name}.")
            return redirect(url_for(".show_matrix", _anchor=f"pair-{event_id}-{member_id}", **back))
    except Refusal as refusal:
        db.session.rollback()
        page = pages.pair_page(event, member, viewer=me, now=now)
        form = PairForm(page)
        form.seen.data = page.seen
        form.refuse(refusal)
    return render_template("rosters/change_pair.html", page=page, form=form, back=back, event=event, member=member)


def _asked() -> Asked:
    """Return what the address names; interview panels of the next weeks if it names nothing."""
    today = uk_wall(clock.now()).date()
    first, last = days_in(request.args) or (today, today + AHEAD)
    return Asked(first, last, kind_named(request.args.get("kind")) or EventKind.PANEL)
