"""Members read the group's documents; whoever may open a file downloads it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only, signed_in_only
from coproduction.core.paging import Page, page_of, requested_page
from coproduction.documents import pages, queries
from coproduction.documents.current import current_store
from coproduction.documents.kinds import TYPES
from coproduction.documents.rules import safe_name
from coproduction.members.current import current_reader

blueprint = Blueprint("documents", __name__)
# What is downloaded is never shown as a page of ours, whatever is in it.
SHOWN_NOWHERE = "default-src 'none'; sandbox"


@blueprint.get("/documents")
@members_only
def list_documents() -> ResponseReturnValue:
    """What every member may open, by title."""
    current_reader()
    found = page_of(queries.documents_for_all(), requested_page())
    page = Page(pages.document_lines(found), found.number, has_next=found.has_next)
    return render_template("documents/list_documents.html", page=page)


@blueprint.get("/documents/files/<int:version_id>")
@signed_in_only
def download(version_id: int) -> ResponseReturnValue:
    """Give a file to whoever may open it, under a name of ours, as a download and nothing else."""
    version = queries.find_version(version_id, viewer=current_account(), now=clock.now())
    if version is None or version.file_key is None or version.file_type is None:
        abort(404)
    try:
        file = current_store().open(version.file_key)
    except FileNotFoundError:
        abort(404)
    answer = send_file(
        file,
        mimetype=TYPES[version.file_type].media_type,
        as_attachment=True,
        download_name=safe_name(f"{version.document.title} ({version.format})", version.file_type),
    )
    answer.headers["Content-Length"] = str(version.size)
    answer.headers["Content-Security-Policy"] = SHOWN_NOWHERE
    return answer
