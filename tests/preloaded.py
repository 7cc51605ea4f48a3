"""What `tests.programs` has ready before it starts a program: imported and compiled once, and not by each of them."""

from __future__ import annotations

import gc

import flask.cli
import gunicorn.app.wsgiapp

import coproduction
from coproduction.core.nhs.components import warm_up

__all__ = ["coproduction", "flask", "gunicorn"]

warm_up()
gc.freeze()
