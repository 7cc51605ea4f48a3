"""Write the packed copies of our own style sheet and script, which browsers are sent. `make format` runs it."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped]

STATIC = Path(__file__).resolve().parent.parent / "coproduction" / "static"
OURS = ("app.css",)  # the script is smaller than what packing adds

for name in OURS:
    whole = (STATIC / name).read_bytes()
    (STATIC / f"{name}.br").write_bytes(brotli.compress(whole, quality=11))
    (STATIC / f"{name}.gz").write_bytes(gzip.compress(whole, 9, mtime=0))
