"""What a team types, page by page, when it asks for training."""

from __future__ import annotations

from typing import Any

from coproduction.training.models import TrainingDraft, TrainingRequest
from tests.core.asked import Room

DAYS = {"first_day[day]": "2", "first_day[month]": "3", "first_day[year]": "2027", "part_of_day": "morning"}
PAGES: dict[str, dict[str, Any]] = {
    "course": {"course": "another"},
    "need": {"need": "We talk about people, and not with them."},
    "team": {"team": "Mansfield community nurses", "audience": "Nurses, some of them new"},
    "numbers": {"numbers": "12"},
    "days": DAYS,
    "place": {"format": "in person", "site": "Example House, Nottingham", "access": ["step-free"]},
    "host": {"host": "Joy Ellis", "cost_code": "PC-204"},
    "contact": {
        "contact_name": "Sam Lowe",
        "contact_email": "sam.lowe@example.org",
        "contact_phone": "0115 496 0150",
    },
}
TRAINING = Room("training", PAGES, TrainingDraft, TrainingRequest)
