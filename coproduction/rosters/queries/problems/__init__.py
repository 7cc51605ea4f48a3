"""What proposals are made from: the database as a problem that the engines solve."""

from coproduction.rosters.queries.problems.events import open_panels, standing_in, times_of
from coproduction.rosters.queries.problems.questions import Question, question_of
from coproduction.rosters.queries.problems.wishes import Wishes

__all__ = ["Question", "Wishes", "open_panels", "question_of", "standing_in", "times_of"]
