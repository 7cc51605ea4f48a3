"""Reading the outbox in tests."""

from __future__ import annotations

import re

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.notifications.models import Message


class Inbox:
    """The messages in the outbox, oldest first."""

    @property
    def messages(self) -> list[Message]:
        """Return every message, whatever its channel and state."""
        return list(db.session.scalars(select(Message).order_by(Message.id)))

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Return whom each message is for and its subject."""
        return [(message.to_address, message.subject) for message in self.messages]

    def latest(self, *, to: str) -> Message:
        """Return the newest message to that address, phone number or postal address."""
        return [message for message in self.messages if message.to_address == to][-1]

    def as_stored(self, *changing: tuple[str, str]) -> str:
        """Return the subject and the words of the one message there is, as they are stored beside the tests.

        `changing` says what is another each time: its pattern, and what is stored in its place.
        """
        [message] = self.messages
        words, closing = re.split(r"\n+---\n+", message.text)
        assert closing.startswith("This message is from My Life Choices")
        for pattern, stored in ((r"seed\.[\w-]{43}", "seed.signed"), *changing):
            words = re.sub(pattern, stored, words)
        return f"{message.subject}\n\n{words}\n"

    def path_in(self, message: Message, beginning: str) -> str:
        """Return the path of the first link in the message to one of our pages that begins so."""
        found = re.search(rf"https?://[^/\s]+({re.escape(beginning)}[^\s>)]*)", message.text)
        assert found, f"no link to {beginning} in:\n{message.text}"
        return found[1]
