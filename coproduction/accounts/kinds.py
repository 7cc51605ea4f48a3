"""The numbers about signing in that people set."""

from coproduction.core.dated_settings import number

LINK_MINUTES = number(
    "sign-in-link-minutes", "How long a sign-in link works", unit="minutes", seed=60, lowest=5, highest=1440
)
WELCOME_DAYS = number("welcome-link-days", "How long a welcome link works", unit="days", seed=14, lowest=1, highest=60)
