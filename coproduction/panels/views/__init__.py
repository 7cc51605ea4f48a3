"""What members on a panel read, and what they say."""

from coproduction.panels.views import alone, candidates, outcomes, packs, score_sheets
from coproduction.panels.views.routes import blueprint

__all__ = ["alone", "blueprint", "candidates", "outcomes", "packs", "score_sheets"]
