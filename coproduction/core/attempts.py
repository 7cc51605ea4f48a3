"""Doing what a form asks for: it is done and committed, or refused and shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import flash

from coproduction.core.database import db
from coproduction.core.forms import Form
from coproduction.core.refusals import Refusal

T = TypeVar("T")


def succeeds(form: Form, act: Callable[[], object]) -> bool:
    """Do it and commit, if the form was sent and is complete; say whether it was done.

    A refusal takes everything back and stands on the form, with what was typed kept.
    """
    return result_of(form, lambda: [act()]) is not None  # in a list, because many acts return nothing


def result_of(form: Form, act: Callable[[], T]) -> T | None:
    """Do it and commit in the same way, and return what came of it; None if it was not done."""
    if not form.validate_on_submit():
        return None
    try:
        result = act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return None
    return result


def do_and_say(said: str, act: Callable[[], object]) -> None:
    """Do what one press asks for and commit, and say so on the next page; or take everything back and say why not."""
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.message, "important")
    else:
        flash(said)
