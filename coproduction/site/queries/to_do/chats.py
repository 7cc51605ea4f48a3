"""People who asked for a chat before they ask to join."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.members.kinds import CHANNELS
from coproduction.members.models import ChatRequest
from coproduction.members.rules import require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago


def chats_asked(*, viewer: Account, now: datetime) -> TaskList:
    """Return the people who would like a chat and have not had one, oldest first."""
    require_staff(viewer)

    def words(row: Row[Any]) -> Task:
        return Task(
            row.id,
            f"Have a chat with {row.name}",
            f"{CHANNELS[row.channel]}. They want to talk before they ask to join.",
            f"Asked {ago(row.asked_at, now=now)}",
            uk_wall(row.asked_at).date(),
        )

    return task_list(
        "chats",
        "People who asked for a chat",
        page="members_staff.show_chat",
        argument="chat_id",
        rows=select(ChatRequest.id, ChatRequest.name, ChatRequest.channel, ChatRequest.asked_at)
        .where(ChatRequest.held_at.is_(None))
        .order_by(ChatRequest.asked_at, ChatRequest.id),
        words=words,
    )
