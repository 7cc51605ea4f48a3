"""The tables of training."""

from coproduction.training.models.courses import Course
from coproduction.training.models.sessions import TrainingSession
from coproduction.training.models.stories import Recording, StorySheet

__all__ = ["Course", "Recording", "StorySheet", "TrainingSession"]
