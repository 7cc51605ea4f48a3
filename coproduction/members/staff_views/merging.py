"""Finding records of one person, comparing two, and making one of them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.members import kinds, rules
from coproduction.members.actions import merging as actions
from coproduction.members.forms.merging import LABELS, FindForm, MergeForm, merge_form, words_for
from coproduction.members.models import Member
from coproduction.members.queries import merging as queries
from coproduction.members.staff_views.one_member import member_or_404
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/alike")
@staff_only
def list_alike() -> ResponseReturnValue:
    """Show the records that may be of one person."""
    page = queries.pairs_alike(requested_page(), viewer=current_account())
    return render_template("members/list_alike.html", page=page)


@blueprint.route("/members/<int:member_id>/merge", methods=["GET", "POST"])
@staff_only
def choose_other(member_id: int) -> ResponseReturnValue:
    """Show which records are like this one, and find others by name. The name stands in no address."""
    member = member_or_404(member_id)
    form = FindForm()
    found = None
    if form.validate_on_submit():
        found = queries.records_called(member, form.words.data, viewer=current_account())
    return render_template(
        "members/choose_other.html",
        member=member,
        form=form,
        found=found,
        alike=queries.records_like(member, viewer=current_account()),
    )


@blueprint.route("/members/<int:member_id>/merge/<int:other_id>", methods=["GET", "POST"])
@staff_only
def merge_members(member_id: int, other_id: int) -> ResponseReturnValue:
    """Compare two records, ask what stays, say what will happen, and make one of them once that is confirmed."""
    kept, other = _record_or_404(member_id), _record_or_404(other_id)
    if actions.are_merged(kept, other):
        return redirect(url_for("members_staff.show_member", member_id=kept.id))
    form = merge_form(kept, other)
    is_asking = False
    if form.validate_on_submit():
        try:
            rules.refuse_merge(kept, other)
            if form.confirm.data:
                actions.merge(kept.id, other.id, form.taken, by=current_account(), now=clock.now())
                db.session.commit()
                flash(f"These two records of {kept.known_as} are one now.")
                return redirect(url_for("members_staff.show_member", member_id=kept.id))
            is_asking = True
        except Refusal as refusal:
            db.session.rollback()
            kept, other = _record_or_404(member_id), _record_or_404(other_id)
            form.refuse(refusal)
    return _page(kept, other, form=form, is_asking=is_asking)


def _page(kept: Member, other: Member, *, form: MergeForm, is_asking: bool) -> ResponseReturnValue:
    return render_template(
        "members/confirm_merge.html" if is_asking else "members/merge_members.html",
        kept=kept,
        other=other,
        form=form,
        rows=[(label, words_for(kept, column), words_for(other, column)) for column, label in LABELS.items()],
        after=[
            (label, words_for(actions.source_of(kept, other, column, taken=form.taken), column))
            for column, label in LABELS.items()
            if getattr(kept, column) or getattr(other, column)
        ],
        parts=actions.foreseen(kept, other),
        kinds=kinds,
    )


def _record_or_404(member_id: int) -> Member:
    return queries.find_record(member_id, viewer=current_account()) or abort(404)
