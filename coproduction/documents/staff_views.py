"""Coordinators make documents, and put their versions there."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import Page, page_of, requested_page
from coproduction.core.refusals import Refusal
from coproduction.core.uploads import fault_of_upload
from coproduction.documents import actions, pages, queries
from coproduction.documents.current import current_store
from coproduction.documents.forms import DocumentForm, FileForm, LinkForm
from coproduction.documents.kinds import FORMATS, MEGABYTES, FormatFacts, format_named
from coproduction.documents.models import Document, VersionFormat
from coproduction.extensions import csrf

blueprint = Blueprint("documents_staff", __name__, url_prefix="/manage/documents")


@blueprint.get("")
@staff_only
def list_documents() -> ResponseReturnValue:
    """Every document, the newest first, with the formats that there are."""
    found = page_of(queries.all_documents(viewer=current_account()), requested_page())
    page = Page(pages.document_lines(found), found.number, has_next=found.has_next)
    return render_template("documents/manage_documents.html", page=page)


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only
def new_document() -> ResponseReturnValue:
    """Make a document, and go on to its formats."""
    form = DocumentForm()
    if form.validate_on_submit():
        document = actions.create_document(
            form.title.data,
            form.about.data or "",
            is_for_all=form.is_for_all.data,
            by=current_account(),
            now=clock.now(),
        )
        db.session.commit()
        flash("Saved. Now add its formats.")
        return redirect(url_for(".show_document", document_id=document.id))
    return render_template(
        "components/one_form.html", heading="New document", form=form, back=url_for(".list_documents")
    )


@blueprint.get("/<int:document_id>")
@staff_only
def show_document(document_id: int) -> ResponseReturnValue:
    """One document, with each format that there is or could be."""
    document = _document(document_id)
    return render_template("documents/manage_document.html", document=document, slots=pages.slots_of(document))


@blueprint.route("/<int:document_id>/change", methods=["GET", "POST"])
@staff_only
def change_document(document_id: int) -> ResponseReturnValue:
    """Change what the document is called, and who may open it."""
    document, form = _document(document_id), DocumentForm()
    back = url_for(".show_document", document_id=document_id)
    heading = f"Change {document.title}"
    if form.validate_on_submit():
        actions.change_document(
            document_id,
            form.title.data,
            about=form.about.data or "",
            is_for_all=form.is_for_all.data,
            by=current_account(),
            now=clock.now(),
        )
        db.session.commit()
        flash("Saved.")
        return redirect(back)
    if not form.is_submitted():
        form.fill(document)
    return render_template("components/one_form.html", heading=heading, form=form, back=back)


@blueprint.route("/<int:document_id>/formats/<slug>", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, once the limit for a file of this size is set
@staff_only
def put_version(document_id: int, slug: str) -> ResponseReturnValue:
    """Put the document there in one format: a file, a link, or word that it is made for those who ask."""
    asked = format_named(slug) or abort(404)
    title, facts = _document(document_id).title, FORMATS[asked]
    form, fault = _received(facts)
    if fault:
        form.refuse(fault)
    elif succeeds(form, lambda: _put(document_id, asked, form)):
        flash(f"{facts.name} is there now.")
        return redirect(url_for(".show_document", document_id=document_id))
    page = render_template(
        "documents/put_version.html", document_id=document_id, title=title, name=facts.name, form=form
    )
    return page, form.status


@blueprint.route("/<int:document_id>/formats/<slug>/remove", methods=["GET", "POST"])
@staff_only
def remove_version(document_id: int, slug: str) -> ResponseReturnValue:
    """Take one format away."""
    document, asked = _document(document_id), format_named(slug) or abort(404)
    form = ConfirmForm(button="Take it away")
    if form.validate_on_submit():
        actions.remove_version(document_id, asked, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"{FORMATS[asked].name} is gone.")
        return redirect(url_for(".show_document", document_id=document_id))
    return render_template("documents/remove_version.html", document=document, name=FORMATS[asked].name, form=form)


def _received(facts: FormatFacts) -> tuple[Form, Refusal | None]:
    """Return the form for a format with what was sent, and what is wrong with how a file came.

    Nobody waits for a slow line: what was read until now is let go before the file is, for SQLite has one writer.
    """
    if not facts.types:
        return (LinkForm() if facts.is_link else ConfirmForm(button="Offer it to those who ask")), None
    megabytes = value_of(MEGABYTES, on=uk_wall(clock.now()).date())
    form = FileForm(facts=facts, megabytes=megabytes, formdata=None)
    if not form.is_submitted():
        return form, None
    db.session.rollback()
    fault = fault_of_upload(megabytes=megabytes)
    return (form, fault) if fault else (FileForm(facts=facts, megabytes=megabytes), None)


def _put(document_id: int, asked: VersionFormat, form: Form) -> None:
    by, now = current_account(), clock.now()
    if isinstance(form, FileForm):
        actions.put_file(document_id, asked, form.source, store=current_store(), by=by, now=now)
    elif isinstance(form, LinkForm):
        actions.put_link(document_id, asked, form.link.data, by=by, now=now)
    else:
        actions.offer_on_request(document_id, asked, by=by, now=now)


def _document(document_id: int) -> Document:
    return queries.find_document(document_id, viewer=current_account(), now=clock.now()) or abort(404)
