"""The store of this application, and what is thrown away of it each day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flask import current_app

from coproduction.documents import actions
from coproduction.documents.store import Folder, Store


def current_store() -> Store:
    """Return where this application keeps its files: a folder of its instance folder."""
    return Folder(Path(current_app.instance_path) / "documents")


def purge(*, now: datetime) -> int:
    """Throw away the files that no document has any more, and return how many."""
    return actions.delete_unused(current_store(), now=now)
