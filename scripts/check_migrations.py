"""Bring an empty SQLite database up to date in a folder of its own, and compare it with the models."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import flask_migrate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import Settings  # noqa: E402 - the project's own folder is not on the path of a script
from coproduction import create_app  # noqa: E402


def main() -> None:
    """End with a non-zero code if the models have something that no migration makes, or the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings.from_environment({"INSTANCE_FOLDER": folder, "LOG_LEVEL": "WARNING"}))
        with app.app_context():
            flask_migrate.upgrade(str(ROOT / "migrations"))
            flask_migrate.check(str(ROOT / "migrations"))
    print("Migrations and models agree.")


if __name__ == "__main__":
    main()
