"""The headers that tell browsers what our pages may do, and what they may keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request, session

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Referrer-Policy", "same-origin"),  # links in emails hold secrets; CSRF protection needs our own pages' referrer
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
HTTPS_FOR_A_YEAR = ("Strict-Transport-Security", "max-age=31536000")


def init_app(app: Flask) -> None:
    """Add the headers to every response."""
    is_https = app.config["PREFERRED_URL_SCHEME"] == "https"
    headers = (*HEADERS, HTTPS_FOR_A_YEAR) if is_https else HEADERS

    answer = app.wsgi_app

    def answer_with_headers(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Say what the page may do, unless it has said so itself."""

        def start(status: str, said: list[tuple[str, str]], *fault: Any) -> Any:
            names = {name for name, _ in said}
            return start_response(status, [*said, *(header for header in headers if header[0] not in names)], *fault)

        return answer(environ, start)

    app.wsgi_app = answer_with_headers  # type: ignore[method-assign]

    @app.after_request
    def keep_private(response: Response) -> Response:
        """Keep what belongs to one person out of every cache."""
        if request.endpoint != "static" and session:
            response.headers["Cache-Control"] = "no-store"
        return response
