"""What a coordinator is told about a panel that they see to."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from config import Group
from coproduction.core.links import absolute_url
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient
from coproduction.panels.emails.requesters import about
from coproduction.panels.models import PanelRequest


def cancelled_by_manager(request: PanelRequest, reason: str, *, now: datetime) -> None:
    """Tell whoever sees to the panel that its manager has cancelled it, and why if they said so."""
    owner = request.case.owner
    if owner is None:
        return
    group: Group = current_app.config["SETTINGS"].group
    send(
        "panels/cancelled_by_manager",
        Recipient.by_email(owner.name, owner.email if owner.is_active else group.email),
        key=f"{about(request.case_id)}cancelled-by-manager",
        now=now,
        name=owner.name,
        post=f"{request.post}, {request.band}",
        team=request.team,
        reason=reason,
        page=absolute_url("panels.show_case", case_id=request.case_id),
    )
