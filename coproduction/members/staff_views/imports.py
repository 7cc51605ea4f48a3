"""Bringing an existing group in: sending its list, matching its columns, looking at what it would do, and doing it."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import part_of, requested_page
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import read_table
from coproduction.core.uploads import fault_of_upload
from coproduction.extensions import csrf
from coproduction.members import rules
from coproduction.members.actions import imports as actions
from coproduction.members.forms.imports import MEGABYTES, ImportForm, MatchForm, UploadForm, match_form
from coproduction.members.models import MemberImport
from coproduction.members.queries import imports as queries
from coproduction.members.queries.untold import untold_members
from coproduction.members.rules.import_fields import FIELDS
from coproduction.members.staff_views.one_member import current_member_or_back
from coproduction.members.staff_views.routes import blueprint
from coproduction.notifications.progress import progress_of

LONGEST_EXAMPLE = 60
SOON = timedelta(minutes=2)  # by then the worker has begun, unless it does not run


@blueprint.route("/members/import", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, once we know that the file is all here
@staff_only
def upload_members() -> ResponseReturnValue:
    """Take a spreadsheet, and say how rows find their members."""
    form, fault = _received()
    if fault:
        form.refuse(fault)
    elif form.validate_on_submit():
        try:
            table = read_table(form.file.data.read())
            brought = actions.keep_table(table, form.file.data.filename or "", by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return redirect(url_for("members_staff.match_columns", import_id=brought.id))
    under_way = queries.imports_under_way(viewer=current_account())
    return render_template("members/import_upload.html", form=form, under_way=under_way), form.status


@blueprint.route("/members/import/<int:import_id>/columns", methods=["GET", "POST"])
@staff_only
def match_columns(import_id: int) -> ResponseReturnValue:
    """Show what each column seems to hold, to be changed."""
    brought = _import_or_404(import_id)
    if not rules.is_still_open(brought):
        return redirect(url_for("members_staff.show_import", import_id=brought.id))
    form = _match_form(brought)
    if succeeds(form, lambda: actions.match_columns(brought.id, form.matching)):
        return redirect(url_for("members_staff.show_import", import_id=import_id))
    return render_template("members/import_columns.html", form=form, brought=brought)


@blueprint.route("/members/import/<int:import_id>", methods=["GET", "POST"])
@staff_only
def show_import(import_id: int) -> ResponseReturnValue:
    """Show what a list would do, row by row; once that is confirmed, how far it is, and afterwards what it did."""
    brought = _import_or_404(import_id)
    if rules.is_brought_in(brought):
        untold = untold_members(1, viewer=current_account())
        return render_template("members/import_done.html", brought=brought, is_anybody_untold=bool(untold.rows))
    form = ImportForm()
    if form.validate_on_submit():
        actions.confirm_import(brought.id, welcome=form.welcome.data, by=current_account(), now=clock.now())
        db.session.commit()
        return redirect(url_for("members_staff.show_import", import_id=import_id))
    return _preview(brought, form) if brought.confirmed_at is None else _under_way(brought, since=brought.confirmed_at)


@blueprint.route("/members/<int:member_id>/welcome", methods=["GET", "POST"])
@staff_only
def welcome_member(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then welcome somebody who was brought in."""
    member = current_member_or_back(member_id)
    form = ConfirmForm(button="Send the welcome")
    if succeeds(form, lambda: actions.welcome_member(member.id, by=current_account(), now=clock.now())):
        flash(f"We are welcoming {member.known_as}.")
        return redirect(url_for("members_staff.show_member", member_id=member_id))
    return render_template("members/welcome_member.html", member=member, form=form)


def _received() -> tuple[UploadForm, Refusal | None]:
    """Return the form with what was sent, and what is wrong with how the file came. Nobody waits for a slow line."""
    form = UploadForm(formdata=None)
    if not form.is_submitted():
        return form, None
    db.session.rollback()
    fault = fault_of_upload(megabytes=MEGABYTES)
    return (form, fault) if fault else (UploadForm(), None)


def _under_way(brought: MemberImport, *, since: datetime) -> ResponseReturnValue:
    return render_template(
        "members/import_under_way.html",
        brought=brought,
        progress=progress_of(queries.progress_key(brought.id)),
        is_late=clock.now() - since > SOON,
    )


def _preview(brought: MemberImport, form: ImportForm) -> ResponseReturnValue:
    table, matching = queries.table_of(brought), queries.matching_of(brought)
    plan = queries.import_plan(brought, viewer=current_account(), today=uk_wall(clock.now()).date())
    return render_template(
        "members/import_preview.html",
        brought=brought,
        plan=plan,
        page=part_of(plan.changes, requested_page()),
        form=form,
        matched=[(table.columns[number], FIELDS[field].label) for number, field in sorted(matching.items())],
        left_out=[name for number, name in enumerate(table.columns) if number not in matching],
    )


def _match_form(brought: MemberImport) -> MatchForm:
    table = queries.table_of(brought)
    examples = [
        next((row.cells[number] for row in table.rows if row.cells[number]), "")[:LONGEST_EXAMPLE]
        for number in range(len(table.columns))
    ]
    return match_form(table.columns, examples, matching=queries.matching_of(brought))


def _import_or_404(import_id: int) -> MemberImport:
    return queries.find_import(import_id, viewer=current_account()) or abort(404)
