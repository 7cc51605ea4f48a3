"""The tables of panels."""

from coproduction.panels.models.panels import Panel
from coproduction.panels.models.stages import PanelCase, PanelMove, PanelStage

__all__ = ["Panel", "PanelCase", "PanelMove", "PanelStage"]
