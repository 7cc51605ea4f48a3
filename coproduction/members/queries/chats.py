"""Chats that strangers asked for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import ChatRequest


def find_chat(chat_id: int, *, viewer: Account) -> ChatRequest | None:
    """Return a chat that somebody asked for, held or not."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(ChatRequest).where(ChatRequest.id == chat_id).options(joinedload(ChatRequest.held_by))
    )


def lock_chat(chat_id: int) -> ChatRequest:
    """Return the chat as it is now, and make everybody else who wants to change it wait."""
    return db.session.scalars(
        select(ChatRequest)
        .where(ChatRequest.id == chat_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
