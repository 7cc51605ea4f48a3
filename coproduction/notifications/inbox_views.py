"""The pages of a laptop's inbox, for that laptop alone: its emails hold links that sign people in.

Not found from another machine, and not unless INBOX_FOLDER is set, which production refuses.
"""

from __future__ import annotations

import re
from io import BytesIO
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue

from coproduction.core.audiences import public
from coproduction.notifications import inbox

HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
HTML_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-popups allow-popups-to-escape-sandbox",
        )
    ),
    "X-Frame-Options": "SAMEORIGIN",
}

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")


@blueprint.before_request
def only_from_this_machine() -> None:
    """Hide the inbox from every machine but the one that it is on."""
    if not request.remote_addr or not ip_address(request.remote_addr).is_loopback:
        abort(404)


@blueprint.route("/")
@public
def list_emails() -> ResponseReturnValue:
    """Show the emails that this machine received, the newest first."""
    return render_template("notifications/inbox.html", emails=inbox.newest_first(_folder()))


@blueprint.route("/<name>")
@public
def show_email(name: str) -> ResponseReturnValue:
    """Show one email: its words, or with `?as=html` the way a mail program shows it."""
    return render_template(
        "notifications/inbox_email.html", email=_email(name), as_html=request.args.get("as") == "html"
    )


@blueprint.route("/<name>/html")
@public
def show_html(name: str) -> ResponseReturnValue:
    """Show the HTML part alone, for a frame: it may style itself, and nothing else. Its links open in a new tab."""
    html = _email(name).html or abort(404)
    return Response(HEAD.sub(r'\g<0><base target="_blank">', html, count=1), headers=HTML_HEADERS)


@blueprint.route("/<name>/attachments/<int:number>")
@public
def download_attachment(name: str, number: int) -> ResponseReturnValue:
    """Send a file that came with the email; they are counted from 1."""
    attachments = dict(enumerate(_email(name).attachments, start=1))
    attachment = attachments.get(number) or abort(404)
    return send_file(
        BytesIO(attachment.content), "application/octet-stream", as_attachment=True, download_name=attachment.filename
    )


def _folder() -> Path:
    folder: Path | None = current_app.config["SETTINGS"].inbox_folder
    return folder or abort(404)


def _email(name: str) -> inbox.Email:
    return inbox.read(_folder(), name) or abort(404)
