"""What a draft's answers ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coproduction.panels.actions.requests import RequestDetails
from coproduction.panels.forms.post import band_in
from coproduction.panels.models import Say
from coproduction.schedule.models import EventFormat


def details_of(answers: Mapping[str, Mapping[str, Any]]) -> RequestDetails:
    """Return what a whole draft asks for, beside the times."""
    said = {name: value for step in ("post", "place", "members", "contact") for name, value in answers[step].items()}
    is_online, band = said["format"] == EventFormat.ONLINE, band_in(said)
    said.pop("other_band", "")
    return RequestDetails(
        **{
            **said,
            "band": band,
            "format": EventFormat(said["format"]),
            "site": "" if is_online else said["site"],
            "access": [] if is_online else said["access"],
            "say": Say(said["say"]),
        }
    )
