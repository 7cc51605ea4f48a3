"""The pay bands of posts for which members sit on panels, and the numbers of the practice of panels."""

from __future__ import annotations

from coproduction.core.dated_settings import number

# What the dates are called that belong to the interviews.
SHORTLISTING, PRE_MEET, DEBRIEF, MORE_INTERVIEWS = "Shortlisting", "Pre-meet", "Debrief", "Interviews, day "
BANDS = tuple(f"Band {band}" for band in ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"))

LEAD_DAYS = number(
    "panel-lead-days", "How long before the first interview we ask for a request", unit="working days", seed=10
)
ANSWER_DAYS = number(
    "panel-answer-days", "Time to answer a request for a panel", unit="working days", seed=3, highest=60
)
FEWEST_MEMBERS = number(
    "panel-members", "How many members sit on a panel, so that nobody is alone", unit="members", seed=2, highest=10
)
WATCHING_NUMBER = number(
    "panel-watching",
    "How many newcomers watch a panel while some wait to",
    unit="members",
    seed=1,
    highest=5,
)
PRE_MEET_MINUTES = number(
    "panel-pre-meet-minutes",
    "How long a panel meets before its first interview",
    unit="minutes",
    seed=30,
    lowest=5,
    highest=240,
)
DEBRIEF_MINUTES = number(
    "panel-debrief-minutes",
    "How long a panel talks together after its last interview",
    unit="minutes",
    seed=30,
    lowest=5,
    highest=240,
)
DRAFT_DAYS = number(
    "panel-draft-days", "How long we keep a panel request that was not sent", unit="days", seed=7, highest=30
)
CONTACT_MONTHS = number(
    "panel-contact-months", "How long we keep who asked for a panel", unit="months after it ended", seed=6, highest=36
)
PACK_DAYS = number(
    "panel-pack-days",
    "How long before a panel its members get the papers, and its team gives us what is in them",
    unit="working days",
    seed=5,
    highest=30,
)
NAMES_ANSWER_DAYS = number(
    "panel-names-answer-days",
    "How long before a panel we ring members who have not answered about the names",
    unit="working days",
    seed=3,
    highest=30,
)
OUTCOME_DAYS = number(
    "panel-outcome-days", "How soon members hear what came of a panel", unit="working days", seed=5, highest=60
)
NAMES_DAYS = number(
    "panel-names-days",
    "How long we keep the names of candidates, packs and scores after the outcome of a panel",
    unit="working days",
    seed=10,
    highest=60,
)
NAMES_DAYS_WITHOUT_OUTCOME = number(
    "panel-names-days-without-outcome",
    "How long we keep them after a panel of which no outcome is told",
    unit="days",
    seed=60,
    highest=365,
)
