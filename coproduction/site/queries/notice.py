"""What the public pages promise: how long each thing is kept and how soon we answer, as the code keeps to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from coproduction.accounts.actions.links import FORGOTTEN_AFTER
from coproduction.accounts.kinds import LINK_MINUTES, WELCOME_DAYS
from coproduction.accounts.rules import KEPT_FOR
from coproduction.documents.actions import IN_USE_SOON
from coproduction.members.actions import imports, searches, supporters
from coproduction.members.rules import CHAT_MONTHS, DRAFT_DAYS, FORMER_MONTHS, MONTHS_KEPT
from coproduction.notifications.kinds import MONTHS_KEPT as WORDS_KEPT
from coproduction.panels.kinds import CONTACT_MONTHS, NAMES_DAYS, NAMES_DAYS_WITHOUT_OUTCOME
from coproduction.panels.kinds import DRAFT_DAYS as PANEL_DRAFT_DAYS
from coproduction.rosters.actions.wanted import KEPT_FOR as WANTED_FOR
from coproduction.rosters.rules import AVAILABILITY_WEEKS
from coproduction.schedule.kinds import NEEDS_KEPT_WEEKS
from coproduction.site.kinds import REPLY_DAYS
from coproduction.site.queries.numbers import numbers_on
from coproduction.training.actions.forgetting import UNCONFIRMED_FOR
from coproduction.training.kinds import CONTACT_MONTHS as TRAINING_CONTACT_MONTHS
from coproduction.training.kinds import DRAFT_DAYS as TRAINING_DRAFT_DAYS
from coproduction.training.rules.afterwards import FEEDBACK_MONTHS
from coproduction.training.rules.bookings import CONFIRM_HOURS
from coproduction.training.rules.bookings import MONTHS_KEPT as DELEGATE_MONTHS


class Kept(NamedTuple):
    """One line of the notice: what is kept, and how long, in words."""

    what: str
    how_long: str


class Promises(NamedTuple):
    """What people may hold us to: how long we keep each thing, and in how many working days we reply."""

    kept: tuple[Kept, ...]
    reply_days: int


# What the daily clearing deletes, by its name in `rooms.py`, and the line that tells people of it. The words may
# hold numbers that people set, by name.
CLEARED: Mapping[str, Kept] = {
    "applications begun and not sent": Kept(
        "Answers in the form to join that you have not sent",
        f"Until you press “Start again”, or {{{DRAFT_DAYS.name}}} days after your last answer. Then we delete them.",
    ),
    "chats that were asked for long ago": Kept(
        "Your request for a chat", f"{{{CHAT_MONTHS.name}}} months. Then we delete it."
    ),
    "words of messages that went long ago": Kept(
        "What we wrote to you, and your name and address on it",
        f"{{{WORDS_KEPT.name}}} months after we told you. Then we keep only when, how and about what we told you.",
    ),
    "forms that nobody came back for": Kept(
        "Another form that you sent after you were signed out",
        f"{KEPT_FOR // timedelta(hours=1)} hours, so that you can sign in and send it again.",
    ),
    "applications that led to nothing": Kept(
        "A form to join, if you did not become a member",
        f"{{{MONTHS_KEPT.name}}} months after our answer, or after you took your name off our list.",
    ),
    "details of members who left or died": Kept(
        "Your details as a member, the form with which you joined, and what we wrote down about you",
        f"While you are a member, and {{{FORMER_MONTHS.name}}} months after you leave or die. Then we delete them, the "
        "names of your supporters and how you signed in. We write “Former member” in place of your name. We keep a "
        "note of what you took part in. If you asked to hear from us, we keep your name and how to reach you.",
    ),
    "what people needed at one event": Kept(
        "What you told us that you need for one event",
        f"{{{NEEDS_KEPT_WEEKS.name}}} weeks after the event. Then we delete it.",
    ),
    "who needed what at one event": Kept(
        "What was booked for you at one event, and whether you had what you needed",
        f"{{{NEEDS_KEPT_WEEKS.name}}} weeks after the event. Then we keep numbers, and what you wrote afterwards. "
        "Nobody can tell that it was you.",
    ),
    "when members said that they could take part": Kept(
        "What you said when we asked which dates you could come to",
        f"{{{AVAILABILITY_WEEKS.name}}} weeks after the event. Then we delete it.",
    ),
    "proposals for many panels, a week old": Kept(
        "Which events we thought of asking you to, and why", f"{WANTED_FOR.days} days. Then we delete it."
    ),
    "names of candidates, packs and scores": Kept(
        "The names of people who are interviewed, and what you said about them. That you cannot sit on a panel. The "
        "papers of a panel, and your scores",
        f"{{{NAMES_DAYS.name}}} working days after we tell you what came of the panel, or that we do not know. "
        "The same is so after it is cancelled. If none of these happens, "
        f"{{{NAMES_DAYS_WITHOUT_OUTCOME.name}}} days after the panel. Then we delete them, and forget who said how it "
        "went. If the panel is put off, we keep its questions for another day, without names. We keep a file only if "
        "we looked and no such name is in it.",
    ),
    "files that no document has any more": Kept(
        "A file that somebody took out of a meeting’s papers", f"{IN_USE_SOON.days} day. Then we delete it."
    ),
    "places of members who have gone": Kept(
        "Your places at events to come",
        "Until the day you leave. Then we close them. We keep a note that you had them.",
    ),
    "spreadsheets of members": Kept(
        "A list of members that a group brings in",
        f"Until it is brought in, or for {imports.KEPT_FOR // timedelta(hours=1)} hours.",
    ),
    "sign-ins of people who support nobody any more": Kept(
        "The sign-in of a supporter who no longer supports anybody",
        f"{{{supporters.IDLE_DAYS.name}}} days. Then we delete their email address and password.",
    ),
    "sign-in links that ended long ago": Kept(
        "A link to sign in",
        f"It works once, for {{{LINK_MINUTES.name}}} minutes. Your first link works for {{{WELCOME_DAYS.name}}} days. "
        f"We delete our note of it {FORGOTTEN_AFTER.days} days later.",
    ),
    "panel requests begun and not sent": Kept(
        "A request for an interview panel that you have not sent",
        f"{{{PANEL_DRAFT_DAYS.name}}} days after your last answer. Then we delete it.",
    ),
    "who asked for panels that are over": Kept(
        "Who you are and how to reach you, if you asked for an interview panel",
        f"{{{CONTACT_MONTHS.name}}} months after the panel is over. If there was none, we count from the last day you "
        "asked for. If it was put off or turned down, we count from then. Then we delete them, and keep what was asked "
        "for.",
    ),
    "what delegates needed at training that is over": Kept(
        "What you told us that you need, if you booked training that members teach",
        f"{{{NEEDS_KEPT_WEEKS.name}}} weeks after the training. Then we delete it.",
    ),
    "who attended training, some months after it": Kept(
        "Your name, work email address or phone number, team and role, if you booked training or hosted it",
        f"{{{DELEGATE_MONTHS.name}}} months after the training. Then we delete them, and keep numbers. After that we "
        "cannot check your certificate any more.",
    ),
    "bookings of training that nobody confirmed": Kept(
        "A booking of training that nobody confirmed by email",
        f"{{{CONFIRM_HOURS.name}}} hours, and {UNCONFIRMED_FOR.days} day more. Then we delete it.",
    ),
    "training requests begun and not sent": Kept(
        "A request for training that you have not sent",
        f"{{{TRAINING_DRAFT_DAYS.name}}} days after your last answer. Then we delete it.",
    ),
    "who asked for training that is over": Kept(
        "Who you are and how to reach you, if you asked for training, and who was to welcome the trainers",
        f"{{{TRAINING_CONTACT_MONTHS.name}}} months after the training is over. If there was none, we count from the "
        "last day you asked for. If it was put off or turned down, we count from then. Then we delete them, and keep "
        "what was asked for.",
    ),
    "what trainers said of training they gave": Kept(
        "How training that you gave was for you, if you told us",
        f"{{{FEEDBACK_MONTHS.name}}} months. Then we delete it.",
    ),
    "searches for members": Kept(
        "What a coordinator typed to find a member",
        f"{searches.KEPT_FOR // timedelta(hours=1)} hours.",
    ),
}
CLEARS_NOTHING = {
    "members reminded to say when they could take part",
    "events whose arrangements were compared",
    "warnings of what is not confirmed",
    "people asked whether they had what they needed",
    "reminders of what people said they would do",
    "panels of which nothing is left to do",
    "members reminded that what they learned runs out",
}  # done each day as well
ALSO_KEPT = (
    Kept("Who changed what about you, and when", "We have not set a time yet. Ask us."),
    Kept(
        "Notes about keeping people safe",
        "We have not set a time yet. Ask us. We keep your details too, until a note about you is settled.",
    ),
    Kept("A form to join that you sent", "While we decide. If you join, as long as your details as a member."),
    Kept(
        "The support you need, your days away, how you like to be paid and how often you take part",
        "Until the end of your last day with us. Then we delete them.",
    ),
    Kept(
        "What you say after training that you came to",
        "We keep it without your name and cannot tell that it was you. So we do not delete it. With your name we keep "
        "only whether you answered.",
    ),
    Kept("Your story sheet", "Until the end of your last day with us. Then we delete it."),
)


def promises_on(day: date) -> Promises:
    """Return what the public pages promise, with the numbers of that day. One statement."""
    numbers = {line.name: line.value for line in numbers_on(day)}
    lines = (*CLEARED.values(), *ALSO_KEPT)
    return Promises(
        kept=tuple(Kept(what, how_long.format_map(numbers)) for what, how_long in lines),
        reply_days=numbers[REPLY_DAYS.name],
    )
