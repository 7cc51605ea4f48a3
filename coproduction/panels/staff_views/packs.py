"""Coordinators prepare the pack of a panel, and open it to the members."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import do_and_say, result_of, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm, Form
from coproduction.members.queries.members import find_member
from coproduction.notifications.enclosures import Enclosure
from coproduction.notifications.models import Message
from coproduction.panels.actions import packs as actions
from coproduction.panels.forms.packs import NamesForm, PackForm, PaperForm
from coproduction.panels.models import Panel
from coproduction.panels.pages.packs import pack_page, prepared_pack
from coproduction.panels.queries import packs as queries
from coproduction.panels.staff_views.candidates import panel_or_404
from coproduction.panels.staff_views.routes import blueprint
from coproduction.schedule.emails import subject_of


@blueprint.route("/<int:event_id>/pack", methods=["GET", "POST"])
@staff_only
def prepare_pack(event_id: int) -> ResponseReturnValue:
    """All of the pack on one page: its words, its files, and who has opened it."""
    panel, form = panel_or_404(event_id), PackForm()
    if succeeds(
        form,
        lambda: actions.prepare_pack(
            panel, form.details(), questions=form.typed_questions(), by=current_account(), now=clock.now()
        ),
    ):
        flash("The pack is saved.")
        return redirect(url_for(".prepare_pack", event_id=event_id))
    if not form.is_submitted() and (pack := queries.pack_of(event_id)):
        form.fill(pack, queries.questions_of(event_id))
    return _prepared(panel_or_404(event_id), form)


@blueprint.post("/<int:event_id>/pack/open")
@staff_only
def open_pack(event_id: int) -> ResponseReturnValue:
    """Brief the panel: open the pack to its members, and tell them."""
    panel, form = panel_or_404(event_id), ConfirmForm()
    if form.validate_on_submit():
        do_and_say(
            "The pack is open. Its members are being told.",
            lambda: actions.open_to_members(panel, by=current_account(), now=clock.now()),
        )
    return redirect(url_for(".prepare_pack", event_id=event_id))


@blueprint.get("/<int:event_id>/pack/as-members-see-it")
@staff_only
def preview_pack(event_id: int) -> ResponseReturnValue:
    """The pack as its members read it, or as one `member` of them does, to check or to print."""
    panel, pack = panel_or_404(event_id), queries.pack_of(event_id) or abort(404)
    reader = find_member(request.args.get("member", 0, type=int), viewer=current_account())
    page, back = pack_page(pack, panel, viewer=reader), url_for(".prepare_pack", event_id=event_id)
    can_read = reader and queries.find_pack(event_id, viewer=reader)
    note = url_for(".note_pack", event_id=event_id, member_id=reader.id) if reader and can_read else ""
    return render_template("panels/show_pack.html", page=page, back=back, note=note)


@blueprint.route("/<int:event_id>/pack/files/new", methods=["GET", "POST"])
@staff_only
def add_paper(event_id: int) -> ResponseReturnValue:
    """Add a document to the pack, and go on to its file."""
    panel, form = panel_or_404(event_id), PaperForm()
    document = result_of(
        form,
        lambda: actions.add_paper(
            panel, form.title.data, names_nobody=form.names_nobody.data, by=current_account(), now=clock.now()
        ),
    )
    if document:
        flash("Added. Now put its file there.")
        return redirect(url_for("documents_staff.show_document", document_id=document.id))
    return _one_form(event_id, "Add a file to the pack", form)


@blueprint.route("/<int:event_id>/pack/files/<int:document_id>/names", methods=["GET", "POST"])
@staff_only
def say_names_nobody(event_id: int, document_id: int) -> ResponseReturnValue:
    """Say whether a document of the pack names a candidate."""
    panel, paper = panel_or_404(event_id), queries.find_paper(event_id, document_id) or abort(404)
    form, by = NamesForm(obj=paper), current_account()
    if succeeds(
        form,
        lambda: actions.say_names_nobody(
            panel, document_id, names_nobody=form.names_nobody.data, by=by, now=clock.now()
        ),
    ):
        flash("Saved.")
        return redirect(url_for(".prepare_pack", event_id=event_id))
    return _one_form(event_id, "Is a candidate named in this file?", form)


@blueprint.route("/<int:event_id>/pack/files/<int:document_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_paper(event_id: int, document_id: int) -> ResponseReturnValue:
    """Take a document out of the pack."""
    panel, form = panel_or_404(event_id), ConfirmForm(button="Take it out")
    if queries.find_paper(event_id, document_id) is None:
        abort(404)
    if succeeds(form, lambda: actions.remove_paper(panel, document_id, by=current_account(), now=clock.now())):
        flash("It is out of the pack, and deleted.")
        return redirect(url_for(".prepare_pack", event_id=event_id))
    return _one_form(event_id, "Take this file out of the pack?", form)


def pack_for(message: Message) -> Enclosure:
    """Return the pack that goes with the message that it is open, for who is told by post, phone or text."""
    _, event_id = subject_of(message.key)
    address = url_for("panels.preview_pack", event_id=event_id, member=message.member_id)
    return Enclosure("Print the pack, or read it out", address)


def _one_form(event_id: int, heading: str, form: Form) -> ResponseReturnValue:
    back = url_for(".prepare_pack", event_id=event_id)
    return render_template(
        "components/one_form.html", heading=heading, form=form, back=back, back_to="Back to the pack"
    )


def _prepared(panel: Panel, form: Form) -> ResponseReturnValue:
    page = prepared_pack(panel.event, viewer=current_account(), now=clock.now())
    return render_template("panels/prepare_pack.html", event=panel.event, page=page, form=form)
