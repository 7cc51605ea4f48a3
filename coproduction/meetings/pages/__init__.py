"""What the pages of meetings show, worked out before the templates draw it."""

from coproduction.meetings.pages.agenda import agenda_of, meeting_part, papers_page, punctual_page

__all__ = ["agenda_of", "meeting_part", "papers_page", "punctual_page"]
