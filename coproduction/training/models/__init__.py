"""The tables of training."""

from coproduction.training.models.courses import Course
from coproduction.training.models.sessions import TrainingSession

__all__ = ["Course", "TrainingSession"]
