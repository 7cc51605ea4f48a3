"""Doing what a form asks for: it is done and committed, or refused and shown."""

from __future__ import annotations

from collections.abc import Callable

from coproduction.core.database import db
from coproduction.core.forms import Form
from coproduction.core.refusals import Refusal


def succeeds(form: Form, act: Callable[[], object]) -> bool:
    """Do it and commit, if the form was sent and is complete; say whether it was done.

    A refusal takes everything back and stands on the form, with what was typed kept.
    """
    if not form.validate_on_submit():
        return False
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return False
    return True
