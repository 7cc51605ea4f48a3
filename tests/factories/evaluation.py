"""What was said after a session."""

from __future__ import annotations

import factory

from coproduction.training.models import EvaluationRound, EvaluationScore, EvaluationWords, Round
from tests.factories.base import Factory


class EvaluationRoundFactory(Factory):
    """A round at the end of a session, in which no answer comes any more."""

    class Meta:
        model = EvaluationRound

    round = Round.END
    is_closed = True


class EvaluationScoreFactory(Factory):
    class Meta:
        model = EvaluationScore

    usefulness = 4
    before = 2
    after = 4


class EvaluationWordsFactory(Factory):
    """Words that nobody has read yet."""

    class Meta:
        model = EvaluationWords

    round = Round.END
    words = factory.Sequence(lambda n: f"I ask people first now, number {n}.")
