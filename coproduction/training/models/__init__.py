"""The tables of training."""

from coproduction.training.models.afterwards import AfterStep, AgreedFigure, Feeling, StepDone, TrainerFeedback
from coproduction.training.models.answers import TrainerAnswer
from coproduction.training.models.courses import Course, CourseMode
from coproduction.training.models.delegates import BookingState, Delegate, DelegateCount, SessionBookings
from coproduction.training.models.evaluation import (
    EvaluationRound,
    EvaluationScore,
    EvaluationWords,
    Round,
    WordsState,
)
from coproduction.training.models.materials import CourseMaterial, MaterialKind
from coproduction.training.models.path import PathMark, PathStep
from coproduction.training.models.requests import (
    PartOfDay,
    RequestedDay,
    RequestMove,
    RequestStage,
    TrainingDraft,
    TrainingRequest,
)
from coproduction.training.models.roles import CourseRole, Duty, SessionRole
from coproduction.training.models.sessions import TrainingSession
from coproduction.training.models.stories import Recording, StorySheet

__all__ = [
    "AfterStep",
    "AgreedFigure",
    "BookingState",
    "Course",
    "CourseMaterial",
    "CourseMode",
    "CourseRole",
    "Delegate",
    "DelegateCount",
    "Duty",
    "EvaluationRound",
    "EvaluationScore",
    "EvaluationWords",
    "Feeling",
    "MaterialKind",
    "PartOfDay",
    "PathMark",
    "PathStep",
    "Recording",
    "RequestMove",
    "RequestStage",
    "RequestedDay",
    "Round",
    "SessionBookings",
    "SessionRole",
    "StepDone",
    "StorySheet",
    "TrainerAnswer",
    "TrainerFeedback",
    "TrainingDraft",
    "TrainingRequest",
    "TrainingSession",
    "WordsState",
]
