"""How a recruiting manager is asked for what members need before the day."""

from __future__ import annotations

from datetime import date

from coproduction.core.dates import uk_date

TELL_ALL = "Tell us the questions and what the post is about too."
TELL_NEW = "We have the questions. Tell us too if they or the post have changed."


def papers_asked(due: date, *, today: date, has_questions: bool) -> str:
    """Return the request for the names, the questions and what the post is about, by a day or, once it is over, now.

    Where we have the questions, as those of a day that was put off, we ask only for what is different.
    """
    by = f"by {uk_date(due)}" if due >= today else "as soon as you can"
    more = TELL_NEW if has_questions else TELL_ALL
    return f"Please ring us {by} with the names of the candidates. {more} Please do not put names in an email."
