"""How a recruiting manager is asked for what members need before the day."""

from __future__ import annotations

from datetime import date

from coproduction.core.dates import uk_date


def papers_asked(due: date, *, today: date) -> str:
    """Return the request for the names, the questions and what the post is about, by a day or, once it is over, now."""
    by = f"by {uk_date(due)}" if due >= today else "as soon as you can"
    return (
        f"Please ring us {by} with the names of the candidates. Tell us the questions and what the post is about too. "
        "Please do not put names in an email."
    )
