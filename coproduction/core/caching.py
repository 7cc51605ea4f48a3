"""Public pages that browsers and proxies may keep: small on the wire, and asked for again only when they changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import Any, TypeVar

import brotli  # type: ignore[import-untyped]
from flask import Response, make_response, request, session

View = TypeVar("View", bound=Callable[..., Any])

FOR_A_WHILE = 300  # seconds in which a browser need not ask whether the page changed
QUALITY = 9
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=QUALITY)),
    "gzip": lambda body: gzip.compress(body, QUALITY, mtime=0),
}
GUARD = b'name="csrf_token"'  # a page with this secret is not packed: its length would help to guess it (BREACH)


def cacheable(view: View) -> View:
    """Let everybody keep what the view shows a stranger. What it shows anybody with a session is theirs alone."""

    @wraps(view)
    def answer(**named: Any) -> Any:
        is_theirs = bool(session)  # asked first: a message that has been shown is gone from the session
        response = make_response(view(**named))
        if is_theirs or session:
            response.cache_control.no_store = True
            return response if GUARD in response.get_data() else _pack(response)[0]
        return _for_keeping(response) if response.status_code == 200 else response

    return answer  # type: ignore[return-value]


def _for_keeping(response: Response) -> Response:
    response, etag = _pack(response)
    response.set_etag(etag, weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = FOR_A_WHILE
    response.vary.add("Cookie")
    return response.make_conditional(request)  # type: ignore[return-value]


def _pack(response: Response) -> tuple[Response, str]:
    """Pack the page as the browser can read it, and return it with the mark of what it says."""
    body = response.get_data()
    encoding = request.accept_encodings.best_match([*PACKERS, "identity"], default="identity")
    if encoding in PACKERS:
        response.set_data(_packed(body, encoding))
        response.content_encoding = encoding
    response.vary.add("Accept-Encoding")
    return response, _mark_of(body)


@lru_cache(maxsize=256)
def _mark_of(body: bytes) -> str:
    """Return what is another as soon as the page says anything else."""
    return hashlib.sha256(body).hexdigest()[:20]


@lru_cache(maxsize=256)
def _packed(body: bytes, encoding: str) -> bytes:
    """Pack a page once, as long as it stays the same and somebody asks for it in this way."""
    return PACKERS[encoding](body)
