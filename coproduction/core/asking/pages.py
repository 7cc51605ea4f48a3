"""The pages around the steps of a request: from one to the next, back, the check of the answers, and a lost link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core.asking.drafts import Draft, begin_draft, draft_with, keep_step
from coproduction.core.asking.forms import LostLinkForm, SendForm
from coproduction.core.asking.steps import Step, first_missing
from coproduction.core.attempts import result_of, succeeds
from coproduction.extensions import csrf

BEGUN_PER_ADDRESS = "60 per hour"
SENT_PER_ADDRESS = "20 per hour"
LINKS_PER_ADDRESS = "10 per hour"

Answers = dict[str, Any]


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Asking:
    """How a room asks page by page: its steps, its drafts, and the names of its keys in the browser.

    Its blueprint ('panels_public') has the pages `start_request`, `ask_step`, `check_answers`, `request_sent`,
    `ask_for_link` and `link_sent`. `needed` returns what we need, for the guidance of the steps, and `chosen_from` what
    is chosen from on every step.
    """

    room: str
    steps: Sequence[type[Step]]
    drafts: type[Draft]
    draft_key: str
    sent_key: str
    needed: Callable[[], dict[str, Any]]
    chosen_from: Callable[[], dict[str, Any]] = _nothing

    def has_begun(self) -> bool:
        """Say whether this browser has answered a step already."""
        return self.draft_key in session

    def own_draft(self) -> Draft | None:
        """Return the draft that this browser has the key of."""
        return draft_with(self.drafts, session.get(self.draft_key))

    def ask(self, slug: str, *, is_change: bool = False, now: datetime) -> ResponseReturnValue:
        """Ask one step, keep its answers and go on: to the next, or back to the check."""
        asked = next((step for step in self.steps if step.slug == slug), None) or abort(404)
        draft = self.own_draft()
        kept = draft.answers if draft else {}
        missing = first_missing(self.steps, kept)
        if missing and self.steps.index(asked) > self.steps.index(missing):
            csrf.protect()
            return redirect(self._url_of(missing) if kept else self.start())
        form = asked.open(kept.get(slug), **self.chosen_from())

        def keep() -> None:
            form.refuse_impossible(kept, now=now)
            self._keep(form, draft, now=now)

        if succeeds(form, keep):
            return redirect(self._url_after(asked, is_change=is_change))
        which = f"Step {self.steps.index(asked) + 1} of {len(self.steps)}"
        back = self._url_before(asked, is_change=is_change)
        page = render_template("components/asking/ask_step.html", form=form, which=which, back=back, **self.needed())
        return page, form.status

    def check(self, send: Callable[[Draft, str], str], shown: Callable[[Answers], Answers]) -> ResponseReturnValue:
        """Show every answer with what is `shown` of them, and send the draft; without a whole one, lead on.

        `send` is given what stands in the box that only robots fill in. It returns the key of what came of the draft,
        which this browser keeps in place of the draft's.
        """
        draft = self.own_draft()
        if draft is None or first_missing(self.steps, draft.answers):
            return self._lead_on(draft)
        form, answers = SendForm(), draft.answers
        key = result_of(form, lambda: send(draft, request.form.get("website", "")))
        if key is None:
            page = render_template(f"{self.room}/check_request.html", form=form, pages=self._pages, **shown(answers))
            return page, form.status
        session.pop(self.draft_key, None)
        session[self.sent_key] = key
        return redirect(self._page("request_sent"))

    def _lead_on(self, draft: Draft | None) -> ResponseReturnValue:
        """Lead to what is missing; to what was sent, if it has been; or else to the start."""
        csrf.protect()
        if draft is None:
            return redirect(self._page("request_sent") if self.sent_key in session else self.start())
        missing: Any = first_missing(self.steps, draft.answers)
        return redirect(self._url_of(missing))

    def show_sent(
        self,
        sent_with: Callable[[str], Any],
        answer_by: Callable[[datetime], date],
        *,
        page_of: Callable[[Any], str] | None = None,
    ) -> ResponseReturnValue:
        """Say that what this browser sent last has come, and by which day we answer; lead to the start without it.

        Whoever enters it for others is led to the `page_of` it instead.
        """
        key = str(session.get(self.sent_key, ""))
        sent = sent_with(key)
        if sent is None:
            return redirect(self.start())
        if page_of is not None:
            return redirect(page_of(sent))
        due = answer_by(sent.sent_at)
        return render_template(f"{self.room}/request_sent.html", sent=sent, key=key, answer_by=due, pages=self._pages)

    def ask_for_link(self, send: Callable[[str], object]) -> ResponseReturnValue:
        """Ask for the address to which a lost link is sent; what is said next is the same if we do not know it."""
        form = LostLinkForm()
        if succeeds(form, lambda: send(form.email.data)):
            return redirect(self._page("link_sent"))
        return render_template("components/asking/ask_for_link.html", form=form, back=self.start())

    def start(self) -> str:
        """Return where the asking begins."""
        return self._page("start_request")

    def _keep(self, form: Step, draft: Draft | None, *, now: datetime) -> None:
        """Keep the answers, in a new draft if there is none, and the key in this browser."""
        if draft is None:
            draft, session[self.draft_key] = begin_draft(self.drafts, now=now)
            session.pop(self.sent_key, None)
        keep_step(draft, form.slug, form.answers(), now=now)

    @property
    def _pages(self) -> str:
        return f"{self.room}_public"

    def _page(self, name: str) -> str:
        return url_for(f"{self._pages}.{name}")

    def _url_of(self, step: type[Step]) -> str:
        return url_for(f"{self._pages}.ask_step", step=step.slug)

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
