"""The headers that tell browsers what our pages may do, and what they may keep."""

from __future__ import annotations

from flask import Flask, Response, request, session

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

    @app.after_request
    def add_headers(response: Response) -> Response:
        """Say what the page may do; keep what belongs to one person out of every cache."""
        said = {name for name, _ in response.headers}
        response.headers.extend([(name, value) for name, value in headers if name not in said])
        if request.endpoint != "static" and session:
            response.headers["Cache-Control"] = "no-store"
        return response
