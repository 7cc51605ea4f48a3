"""People to ring or write to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.members.rules import require_staff
from coproduction.notifications.kinds import BY_HAND
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.notifications.rules import is_to_be_told
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import waited


def contacts_by_hand(*, viewer: Account, now: datetime) -> TaskList:
    """Return the messages that a person must pass on: calls, letters, and emails that could not be sent."""
    require_staff(viewer)
    return task_list(
        "contacts",
        "People to ring or write to",
        page="notifications_staff.show_message",
        argument="message_id",
        rows=select(Message.id, Message.channel, Message.to_name, Message.subject, Message.send_after)
        .where(is_passed_on_by_hand(now=now), is_to_be_told())
        .order_by(Message.send_after, Message.id),
        words=lambda row: Task(
            row.id,
            BY_HAND[row.channel].task.format(row.to_name),
            row.subject,
            waited(row.send_after, now=now).capitalize(),
            uk_wall(row.send_after).date(),
        ),
    )


def is_passed_on_by_hand(*, now: datetime) -> ColumnElement[bool]:
    """Return the condition for messages that wait for a person: calls, letters, and emails that could not be sent."""
    waits = and_(Message.state == MessageState.WAITING, Message.channel != Channel.EMAIL, Message.send_after <= now)
    return waits | (Message.state == MessageState.FAILED)
