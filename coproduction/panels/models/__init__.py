"""The tables of panels."""

from coproduction.panels.models.alone import AloneState, AloneStep
from coproduction.panels.models.candidates import Candidate, CandidateAnswer
from coproduction.panels.models.outcomes import Outcome, OutcomeCorrection, PanelFeedback
from coproduction.panels.models.packs import HandedOver, Pack, PackHandover, PackOpening, PackPaper, PackQuestion
from coproduction.panels.models.panels import Panel
from coproduction.panels.models.requests import PanelRequest, RequestDraft, RequestedTime, Say, TimePart
from coproduction.panels.models.score_sheets import Score, ScoreSheet
from coproduction.panels.models.stages import PanelCase, PanelMove, PanelStage

__all__ = [
    "AloneState",
    "AloneStep",
    "Candidate",
    "CandidateAnswer",
    "HandedOver",
    "Outcome",
    "OutcomeCorrection",
    "Pack",
    "PackHandover",
    "PackOpening",
    "PackPaper",
    "PackQuestion",
    "Panel",
    "PanelCase",
    "PanelFeedback",
    "PanelMove",
    "PanelRequest",
    "PanelStage",
    "RequestDraft",
    "RequestedTime",
    "Say",
    "Score",
    "ScoreSheet",
    "TimePart",
]
