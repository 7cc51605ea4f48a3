"""The tables of panels."""

from coproduction.panels.models.panels import Panel
from coproduction.panels.models.requests import PanelRequest, RequestDraft, RequestedTime, Say, TimePart
from coproduction.panels.models.stages import PanelCase, PanelMove, PanelStage

__all__ = [
    "Panel",
    "PanelCase",
    "PanelMove",
    "PanelRequest",
    "PanelStage",
    "RequestDraft",
    "RequestedTime",
    "Say",
    "TimePart",
]
