"""Changing one part of what we hold about a member: for members themselves, and for coordinators on their behalf."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from coproduction.core.attempts import succeeds
from coproduction.members.actions.profile import change_interests, change_profile
from coproduction.members.forms.profile import PART_FORMS, InterestsForm, PartForm
from coproduction.members.whose import Whose


def change_part_page(whose: Whose, part: str, *, now: datetime) -> ResponseReturnValue:
    """Show one part in a form, and keep what was changed."""
    form = (PART_FORMS.get(part) or abort(404))(obj=whose.member)
    if succeeds(form, lambda: _save(whose, form, now=now)):
        flash("Saved.")
        return redirect(whose.home)
    return render_template("members/change_part.html", whose=whose, form=form)


def _save(whose: Whose, form: PartForm, *, now: datetime) -> None:
    if isinstance(form, InterestsForm):
        change_interests(whose.member.id, form.interests.data, by=whose.by, now=now)
    else:
        change_profile(whose.member.id, form.answers, by=whose.by, now=now)
