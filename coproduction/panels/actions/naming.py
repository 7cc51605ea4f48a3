"""Keeping candidates' names out of what is written for others: it goes by email, and is kept."""

from __future__ import annotations

from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.rules.names import refuse_names_in


def refuse_candidates_in(event_id: int | None, **words: str) -> None:
    """Refuse words that name a candidate of the panel, as long as we know the names; each beside the field it names."""
    names = [candidate.name for candidate in candidates_of(event_id)] if event_id and any(words.values()) else []
    for field, said in words.items():
        refuse_names_in(said, names, field=field)
