"""What a recruiting manager types, page by page."""

from __future__ import annotations

from typing import Any

from coproduction.panels.models import PanelRequest, RequestDraft
from tests.core.asked import Room

POST = {"post": "Co-production Officer", "band": "Band 5", "team": "Personalised care team", "candidates": "5"}
INTERVIEWS = {
    "first_day[day]": "2",
    "first_day[month]": "2",
    "first_day[year]": "2027",
    "starts": "9:30am",
    "ends": "4pm",
}
BEFORE: dict[str, str] = {}
PLACE = {"format": "in person", "site": "Example House, Nottingham", "access": ["step-free"]}
MEMBERS = {"members": "2", "shadows": "0", "say": "equal"}
CONTACT = {"contact_name": "Sam Lowe", "contact_email": "sam.lowe@example.org", "contact_phone": "0115 496 0150"}
PAGES: dict[str, dict[str, Any]] = {
    "post": POST,
    "interviews": INTERVIEWS,
    "before": BEFORE,
    "place": PLACE,
    "members": MEMBERS,
    "contact": CONTACT,
}
PANELS = Room("panels", PAGES, RequestDraft, PanelRequest)
