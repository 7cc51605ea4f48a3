"""Where our web server listens, and how much it does at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from config import MOST_PORTS, Reader


@dataclass(frozen=True, slots=True)
class WebServer:
    """Where the web server listens, and with how many processes and threads it answers."""

    host: str
    port: int
    workers: int
    threads: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> WebServer:
        """Read the settings, or raise SettingsError naming the first that is wrong."""
        read = Reader(os.environ if environment is None else environment)
        return cls(
            host=read.text("HOST", "127.0.0.1"),
            port=read.whole_number("PORT", 8000, least=1, most=MOST_PORTS),
            workers=read.whole_number("WEB_WORKERS", 2, least=1),
            threads=read.whole_number("WEB_THREADS", 1, least=1),  # more of them fight over Python's lock: 8 cost twice
        )

    @property
    def bind(self) -> str:
        """Return host and port as gunicorn takes them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
