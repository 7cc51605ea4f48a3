"""Restricted notes: any coordinator writes one, the safeguarding lead alone opens it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts import actions as accounts
from coproduction.accounts.current import current_account
from coproduction.accounts.queries import open_staff, safeguarding_leads
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import administrators_only, safeguarding_lead_only, staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import requested_page
from coproduction.members.actions import notes as actions
from coproduction.members.forms.notes import LeadForm, NoteForm
from coproduction.members.queries import notes as queries
from coproduction.members.staff_views.one_member import member_or_404
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/restricted-notes/new", methods=["GET", "POST"])
@staff_only
def write_note(member_id: int) -> ResponseReturnValue:
    """Take a worry about a member's safety, for the safeguarding lead."""
    member = member_or_404(member_id)
    form = NoteForm()
    if form.validate_on_submit():
        actions.write_note(member.id, form.words.data, by=current_account(), now=clock.now())
        db.session.commit()
        flash("Your note is saved. Only the safeguarding lead can open it.")
        return redirect(url_for("members_staff.show_member", member_id=member.id))
    return render_template("members/write_note.html", form=form, member=member, leads=safeguarding_leads())


@blueprint.route("/restricted-notes")
@safeguarding_lead_only
def list_notes() -> ResponseReturnValue:
    """Show which notes there are, without their words."""
    return render_template(
        "members/list_notes.html", page=queries.notes_listed(requested_page(), viewer=current_account())
    )


@blueprint.route("/restricted-notes/<int:note_id>", methods=["GET", "POST"])
@safeguarding_lead_only
def show_note(note_id: int) -> ResponseReturnValue:
    """Show who a note is about, and its words once a button is pressed, because reading them is written down."""
    form = ConfirmForm(button="Open this note")
    note = queries.find_note(note_id, viewer=current_account()) or abort(404)
    is_open = form.validate_on_submit()
    if is_open:
        actions.open_note(note.id, by=current_account(), now=clock.now())
        db.session.commit()
        note = queries.find_note(note_id, viewer=current_account()) or abort(404)
    return render_template("members/show_note.html", note=note, is_open=is_open, form=form)


@blueprint.route("/restricted-notes/<int:note_id>/settle", methods=["POST"])
@safeguarding_lead_only
def settle_note(note_id: int) -> ResponseReturnValue:
    """Note that nothing more has to be done about a note."""
    if ConfirmForm().validate_on_submit():
        actions.settle_note(note_id, by=current_account(), now=clock.now()) or abort(404)
        db.session.commit()
        flash("You have settled this note.")
    return redirect(url_for("members_staff.list_notes"))


@blueprint.route("/settings/safeguarding-lead", methods=["GET", "POST"])
@administrators_only
def choose_safeguarding_lead() -> ResponseReturnValue:
    """Choose who opens restricted notes."""
    staff = open_staff()
    form = LeadForm(
        staff=[(account.id, account.name) for account in staff],
        leads=[account.id for account in staff if account.is_safeguarding_lead],
    )
    if succeeds(form, lambda: accounts.name_safeguarding_leads(form.leads.data, by=current_account(), now=clock.now())):
        flash("You have saved who opens restricted notes.")
        return redirect(url_for("members_staff.choose_safeguarding_lead"))
    return render_template("members/choose_safeguarding_lead.html", form=form)
