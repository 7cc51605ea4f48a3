"""iCalendar's own way of writing words and lines, read back by the library that calendars use."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText

from coproduction.schedule.calendars import Entry, Publisher, calendar_of
from coproduction.schedule.calendars.text import escaped, folded, quoted, utc

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n;,\\:\"'é😀"), max_size=300)
PUBLISHER = Publisher("example.org", "Co-production group", "hello@example.org")
MOMENT = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)


def entry(**changes):
    usual = Entry(
        event_id=7,
        title="Work plan",
        starts_at=MOMENT,
        ends_at=MOMENT + timedelta(hours=2),
        where="Example Hall",
        words="What we do",
        url="https://example.org/events/7",
        status="CONFIRMED",
        takes_time=True,
        sequence=1,
        changed_at=MOMENT,
        part="ACCEPTED",
    )
    return usual._replace(**changes)


def read(text):
    [found] = Calendar.from_ical(text).walk("VEVENT")
    return found


@given(title=WORDS, words=WORDS, where=WORDS)
def test_whatever_people_write_is_read_as_they_wrote_it(title, words, where):
    text = calendar_of([entry(title=title, words=words, where=where)], owner="urn:uuid:1", publisher=PUBLISHER)

    found = read(text)

    assert (str(found["summary"]), str(found["location"])) == (title, where)
    assert str(found.get("description", "")) == words


@given(words=WORDS)
def test_no_line_is_longer_than_75_octets_and_none_is_broken_inside_a_character(words):
    text = folded(f"SUMMARY:{escaped(words)}")

    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode()[:1] for line in lines[1:]] == [" "] * (len(lines) - 1)
    assert text.replace("\r\n ", "") == f"SUMMARY:{escaped(words)}"


@given(words=WORDS)
def test_words_are_escaped_as_the_library_escapes_them(words):
    assert escaped(words) == vText(words).to_ical().decode()


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("two\r\nlines", "two\nlines"), ("old\rMac", "old\nMac"), ("bell\x07", "bell"), ("BEGIN:VEVENT\nUID:x", None)],
)
def test_what_would_break_a_line_cannot_forge_one(typed, read_as):
    text = calendar_of([entry(title=typed)], owner="urn:uuid:1", publisher=PUBLISHER)

    assert str(read(text)["summary"]) == (read_as or typed)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\r\n"]


def test_the_name_of_the_group_cannot_end_the_parameter_it_stands_in():
    publisher = Publisher("example.org", 'The "Working" group; all, of us:', "hello@example.org")

    organiser = read(calendar_of([entry()], owner="urn:uuid:1", publisher=publisher))["organizer"]

    assert str(organiser) == "mailto:hello@example.org"
    assert organiser.params["CN"] == "The 'Working' group; all, of us:"
    assert quoted("two\nlines") == '"two lines"'


def test_a_moment_is_written_in_utc_wherever_it_was_said():
    assert utc(datetime(2027, 6, 10, 10, 30, 59, 999999, tzinfo=timezone(timedelta(hours=1)))) == "20270610T093059Z"
