"""The tables of panels."""

from coproduction.panels.models.panels import Panel

__all__ = ["Panel"]
