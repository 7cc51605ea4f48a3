"""A calendar program that reads a member's private calendar, for the tests of what it finds."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from coproduction.core import clock
from coproduction.schedule.models import PlaceState

ENDED = (PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED, PlaceState.LAPSED, PlaceState.APOLOGIES)


class Feed:
    """A calendar program that has been given one address."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address

    def fetch(self, **headers):
        return self.browser.fetch(self.address, headers=headers)

    @property
    def text(self):
        return self.fetch().get_data(as_text=True)

    @property
    def entries(self):
        return Calendar.from_ical(self.text).walk("VEVENT")

    @property
    def entry(self):
        [found] = self.entries
        return found


def part_of(entry):
    return str(entry["attendee"].params["PARTSTAT"])


def later(monkeypatch, **period):
    moment = clock.now() + timedelta(**period)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment
