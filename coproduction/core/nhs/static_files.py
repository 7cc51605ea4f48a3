"""Addresses of static files that change when the file does, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask

VENDORED = "nhsuk/10.6.1"  # its folder bears its version; its own files refer to each other without a query


def init_app(app: Flask) -> None:
    """Offer `static_url("app.css")` to templates; each file is read once, now."""
    folder = Path(app.static_folder or "")
    addresses = {
        name: f"{app.static_url_path}/{name}?v={_fingerprint(path)}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(VENDORED)
    }

    def static_url(name: str) -> str:
        """Return the file's address. A file that is not there is a KeyError: a typing error of ours."""
        return addresses[name]

    app.add_template_global(static_url)
    app.jinja_env.globals["nhsuk_url"] = f"{app.static_url_path}/{VENDORED}"


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
