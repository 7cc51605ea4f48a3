"""The pages around the steps of a request: from one to the next, back, and on to *check your answers*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core.asking.drafts import Draft, begin_draft, draft_with, keep_step
from coproduction.core.asking.steps import Step, first_missing
from coproduction.core.attempts import result_of
from coproduction.core.database import db
from coproduction.core.forms import Form
from coproduction.core.refusals import Refusal
from coproduction.extensions import csrf


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Asking:
    """How a room asks page by page: its blueprint, its steps, its drafts, and the names of its keys in the browser.

    The blueprint has the pages `start_request`, `ask_step`, `check_answers` and `request_sent`. `chosen_from` returns
    what is chosen from on every step.
    """

    pages: str
    steps: Sequence[type[Step]]
    drafts: type[Draft]
    draft_key: str
    sent_key: str
    chosen_from: Callable[[], dict[str, Any]] = _nothing

    def has_begun(self) -> bool:
        """Say whether this browser has answered a step already."""
        return self.draft_key in session

    def own_draft(self) -> Draft | None:
        """Return the draft that this browser has the key of."""
        return draft_with(self.drafts, session.get(self.draft_key))

    def is_whole(self, draft: Draft | None) -> bool:
        """Say whether every step of the draft is answered."""
        return draft is not None and first_missing(self.steps, draft.answers) is None

    def ask(self, slug: str, *, is_change: bool, now: datetime, shown: Callable[[], Any]) -> ResponseReturnValue:
        """Ask one step, keep its answers and go on: to the next, or back to the check. `shown` is for its guidance."""
        asked = next((step for step in self.steps if step.slug == slug), None) or abort(404)
        draft = self.own_draft()
        kept = draft.answers if draft else {}
        missing = first_missing(self.steps, kept)
        if missing and self.steps.index(asked) > self.steps.index(missing):
            csrf.protect()
            return redirect(self._url_of(missing) if kept else self.start())
        form = asked.open(kept.get(slug), **self.chosen_from())
        if form.validate_on_submit():
            try:
                form.refuse_impossible(kept, now=now)
                self._keep(form, draft, now=now)
            except Refusal as refusal:
                db.session.rollback()
                form.refuse(refusal)
            else:
                return redirect(self._url_after(asked, is_change=is_change))
        which = f"Step {self.steps.index(asked) + 1} of {len(self.steps)}"
        back = self._url_before(asked, is_change=is_change)
        return render_template("components/ask_step.html", form=form, which=which, back=back, **shown()), form.status

    def lead_on(self, draft: Draft | None) -> ResponseReturnValue:
        """Lead to what is missing; to what was sent, if it has been; or else to the start."""
        csrf.protect()
        if draft is None:
            return redirect(self._page("request_sent") if self.sent_key in session else self.start())
        missing: Any = first_missing(self.steps, draft.answers)
        return redirect(self._url_of(missing))

    def send(self, form: Form, act: Callable[[], str]) -> ResponseReturnValue | None:
        """Do what sends the draft, if the form was sent, and say that it has come; None if not, or if it is refused.

        `act` returns the key of what came of it, which this browser keeps in place of the draft's.
        """
        key = result_of(form, act)
        if key is None:
            return None
        session.pop(self.draft_key, None)
        session[self.sent_key] = key
        return redirect(self._page("request_sent"))

    def key_of_sent(self) -> str:
        """Return the key of what this browser sent last; empty if it has sent nothing."""
        return str(session.get(self.sent_key, ""))

    def start(self) -> str:
        """Return where the asking begins."""
        return self._page("start_request")

    def _keep(self, form: Step, draft: Draft | None, *, now: datetime) -> None:
        """Keep the answers, in a new draft if there is none, and the key in this browser."""
        if draft is None:
            draft, session[self.draft_key] = begin_draft(self.drafts, now=now)
            session.pop(self.sent_key, None)
        keep_step(draft, form.slug, form.answers(), now=now)
        db.session.commit()

    def _page(self, name: str) -> str:
        return url_for(f"{self.pages}.{name}")

    def _url_of(self, step: type[Step]) -> str:
        return url_for(f"{self.pages}.ask_step", step=step.slug)

    def _url_after(self, asked: type[Step], *, is_change: bool) -> str:
        following = self.steps.index(asked) + 1
        if is_change or following == len(self.steps):
            return self._page("check_answers")
        return self._url_of(self.steps[following])

    def _url_before(self, asked: type[Step], *, is_change: bool) -> str:
        if is_change:
            return self._page("check_answers")
        before = self.steps.index(asked) - 1
        return self._url_of(self.steps[before]) if before >= 0 else self.start()
