"""A file on its way to us: too large, or cut off. Both are said beside the field, not on a page of their own."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from config import MEBIBYTE
from coproduction.core.refusals import Refusal

REST_OF_FORM = 64 * 1024
MOST_READ = 500 * MEBIBYTE
A_PIECE = 64 * 1024
NOT_WHOLE = "The file did not arrive whole. Choose it again"


def fault_of_upload(*, megabytes: int) -> Refusal | None:
    """Read what is being sent, and say what is wrong with how it came; None when all of it is here.

    What is too large is read to its end and thrown away: a browser shows no answer before it has sent everything.
    """
    request.max_content_length = megabytes * MEBIBYTE + REST_OF_FORM
    too_large = Refusal(f"The file must be {megabytes} megabytes or less", field="file")
    if (request.content_length or 0) > request.max_content_length:
        _throw_away()
        return too_large
    try:
        came = request.form or request.files
    except RequestEntityTooLarge:
        return too_large
    except ClientDisconnected:
        return Refusal(NOT_WHOLE, field="file")
    return None if came else Refusal(NOT_WHOLE, field="file")


def _throw_away() -> None:
    source, left = request.environ["wsgi.input"], min(request.content_length or 0, MOST_READ)
    while left > 0 and (piece := source.read(min(A_PIECE, left))):
        left -= len(piece)
