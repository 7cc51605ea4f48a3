"""A form that came without a good token: nothing is done, and whoever sent it gets it back as they filled it in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, current_app, g, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from coproduction.core.audiences import Audience, audience_of
from coproduction.core.forms import LOST_TOKEN

OF_ANOTHER_SIGN_IN = "The CSRF tokens do not match."  # Flask-WTF has no other sign of it


def form_again(error: CSRFError) -> Response | None:
    """Return the page of the form with what was sent in its fields, or None when it cannot or must not be shown.

    Only when a page of ours sent it: another website must not put words into anybody's form. On a page for people who
    signed in, a token that is good for another sign-in means that somebody else left the form open: their words stay
    theirs. On a page that is open to everybody it means that the browser lost its cookie, and nothing more.
    The page is opened as if it were asked for, so nothing is kept.
    """
    if not (_is_from_our_page() and _can_be_opened() and _may_be_shown(error)):
        return None
    sent_by, request.method = request.method, "GET"
    g.held_answers, g.errors_of_sending = request.form, [LOST_TOKEN]
    try:
        page: Response = current_app.make_response(current_app.dispatch_request())
    except HTTPException:
        page = Response(status=404)
    if page.mimetype == "text/html" and page.status_code == 200 and LOST_TOKEN in page.get_data(as_text=True):
        page.status_code = 400
        return page
    request.method = sent_by
    del g.held_answers, g.errors_of_sending
    return None


def _may_be_shown(error: CSRFError) -> bool:
    if request.endpoint is not None and audience_of(current_app, request.endpoint) is Audience.PUBLIC:
        return True
    return bool(current_user.is_authenticated) and error.description != OF_ANOTHER_SIGN_IN


def _is_from_our_page() -> bool:
    """Say whether the browser vouches that a page of ours sent this; where it says nothing, it is not."""
    site = request.headers.get("Sec-Fetch-Site")
    sender = urlsplit(request.referrer or "")
    is_ours = (sender.scheme, sender.netloc) == (request.scheme, request.host)
    return is_ours if site is None else site == "same-origin"


def _can_be_opened() -> bool:
    return request.url_rule is not None and "GET" in (request.url_rule.methods or ())
