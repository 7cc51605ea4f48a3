"""The life of an application, and what can be asked: needs, supporter, keys that open it; chats; equality counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.checks import change_words, drop_words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = (
    "draft",
    "submitted",
    "more information asked",
    "chat offered",
    "waiting list",
    "accepted",
    "declined",
    "withdrawn",
)
STATES_BEFORE = ("draft", "submitted", "accepted", "declined", "withdrawn")
CHANNELS = ("email", "phone", "text", "letter")
CHANNELS_BEFORE = ("email", "phone", "letter")
NEED_KINDS = (
    "contact by email",
    "contact by text",
    "contact by phone",
    "contact by letter",
    "contact by Relay UK",
    "contact through supporter",
    "contact in another way",
    "Easy Read",
    "large print",
    "braille",
    "audio",
    "BSL video",
    "plain-text email",
    "coloured paper",
    "another language",
    "another format",
    "BSL interpreter",
    "Sign Supported English",
    "lipspeaker",
    "speech-to-text reporter",
    "deafblind manual",
    "note-taker",
    "advocate",
    "language interpreter",
    "another professional",
    "hearing loop",
    "lipreading",
    "extra time",
    "AAC",
    "personal assistant",
    "another support",
    "step-free",
    "Changing Places toilet",
    "parking",
    "assistance dog",
    "quiet room",
    "low scent",
    "breaks",
    "diet",
    "another venue need",
)


def upgrade() -> None:
    op.create_table(
        "equality_count",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.CheckConstraint("given > 0", name=op.f("ck_equality_count_was_given")),
        sa.PrimaryKeyConstraint("year", "question", "answer", name=op.f("pk_equality_count")),
    )
    op.create_table(
        "equality_ticket",
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_equality_ticket")),
    )
    op.create_table(
        "chat_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(*CHANNELS, name="channel", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("times", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["held_by_id"], ["account.id"], name=op.f("fk_chat_request_held_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_request")),
    )
    op.create_index(op.f("ix_chat_request_asked_at"), "chat_request", ["asked_at"], unique=False)
    op.create_index(op.f("ix_chat_request_held_by_id"), "chat_request", ["held_by_id"], unique=False)
    op.create_index("ix_chat_request_held_at_asked_at", "chat_request", ["held_at", "asked_at"], unique=False)
    op.create_table(
        "application_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_key_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_application_key_digest")),
    )
    op.create_index(op.f("ix_application_key_application_id"), "application_key", ["application_id"], unique=False)
    op.create_table(
        "application_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(*STATES, name="from_state", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            sa.Enum(*STATES, name="applicationstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_move_application_id_application")
        ),
        sa.ForeignKeyConstraint(["moved_by_id"], ["account.id"], name=op.f("fk_application_move_moved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_move")),
    )
    op.create_index(op.f("ix_application_move_application_id"), "application_move", ["application_id"], unique=False)
    op.create_index(op.f("ix_application_move_moved_by_id"), "application_move", ["moved_by_id"], unique=False)
    op.create_table(
        "application_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*NEED_KINDS, name="needkind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column(
            "seen_by",
            sa.Enum(
                "coordinators",
                "event organisers",
                "trainers",
                name="seenby",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_need_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_need")),
        sa.UniqueConstraint("application_id", "kind", name=op.f("uq_application_need_application_id_kind")),
    )
    op.create_table(
        "application_supporter",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("has_agreement", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_supporter_application_id_application")
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_application_supporter")),
    )
    guard("application_move", can_be_forgotten=True)
    op.add_column("application", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("application", sa.Column("passed", sa.JSON(), nullable=True))
    op.execute("update application set changed_at = coalesce(submitted_at, started_at), passed = '[]'")
    op.execute(
        "insert into application_key (application_id, digest, made_at) select id, digest, started_at from application"
    )
    op.execute(
        "insert into application_need (application_id, kind, detail, seen_by) "
        "select id, 'another support', support, 'coordinators' from application where support is not null"
    )
    with op.batch_alter_table("application") as batch:
        change_words(batch, "application", column="state", check="applicationstate", words=STATES)
        change_words(batch, "application", column="channel", check="channel", words=CHANNELS)
        batch.alter_column("changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.alter_column("passed", existing_type=sa.JSON(), nullable=False)
        batch.drop_constraint(op.f("uq_application_digest"), type_="unique")
        batch.drop_column("digest")
        batch.drop_column("support")
        batch.add_column(
            sa.Column(
                "filled_in_by",
                sa.Enum(
                    "myself",
                    "with help",
                    "for somebody else",
                    name="filledinby",
                    native_enum=False,
                    create_constraint=True,
                    length=30,
                ),
                nullable=True,
            )
        )
        batch.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column(
                "consent_way",
                sa.Enum(
                    "by phone",
                    "by letter",
                    "face to face",
                    name="consentway",
                    native_enum=False,
                    create_constraint=True,
                    length=30,
                ),
                nullable=True,
            )
        )
        batch.add_column(sa.Column("consent_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("pronouns", sa.String(), nullable=True))
        batch.add_column(sa.Column("contact_times", sa.String(), nullable=True))
        batch.add_column(sa.Column("availability", sa.String(), nullable=True))
        batch.add_column(sa.Column("travel", sa.String(), nullable=True))
        batch.add_column(sa.Column("emergency_contact", sa.String(), nullable=True))
        batch.add_column(sa.Column("heard_from", sa.String(), nullable=True))
        batch.add_column(sa.Column("added", sa.String(), nullable=True))
        batch.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("look_again_on", sa.Date(), nullable=True))
        batch.create_index(op.f("ix_application_entered_by_id"), ["entered_by_id"], unique=False)
        batch.create_index("ix_application_state_changed_at", ["state", "changed_at"], unique=False)
        batch.create_index("ix_application_state_look_again_on", ["state", "look_again_on"], unique=False)
        batch.create_foreign_key(op.f("fk_application_entered_by_id_account"), "account", ["entered_by_id"], ["id"])
    op.execute("update application set moved_at = coalesce(decided_at, submitted_at) where state != 'draft'")


def downgrade() -> None:
    op.execute("update application set channel = 'phone' where channel = 'text'")
    op.execute(
        "update application set state = 'submitted' "
        "where state in ('more information asked', 'chat offered', 'waiting list')"
    )
    _bring_back_digest_and_support()
    op.drop_index("ix_application_state_look_again_on", "application")
    op.drop_index("ix_application_state_changed_at", "application")
    op.drop_index(op.f("ix_application_entered_by_id"), "application")
    with op.batch_alter_table("application") as batch:
        change_words(batch, "application", column="state", check="applicationstate", words=STATES_BEFORE)
        change_words(batch, "application", column="channel", check="channel", words=CHANNELS_BEFORE)
        batch.drop_constraint(op.f("fk_application_entered_by_id_account"), type_="foreignkey")
        batch.drop_column("look_again_on")
        batch.drop_column("moved_at")
        batch.drop_column("added")
        batch.drop_column("heard_from")
        batch.drop_column("emergency_contact")
        batch.drop_column("travel")
        batch.drop_column("availability")
        batch.drop_column("contact_times")
        batch.drop_column("pronouns")
        batch.drop_column("consent_on")
        drop_words(batch, "application", "consent_way", check="consentway")
        batch.drop_column("entered_by_id")
        drop_words(batch, "application", "filled_in_by", check="filledinby")
        batch.drop_column("changed_at")
        batch.drop_column("passed")
        batch.alter_column("digest", existing_type=sa.String(), nullable=False)
        batch.create_unique_constraint(op.f("uq_application_digest"), ["digest"])
    drop_guard("application_move")
    op.drop_table("application_supporter")
    op.drop_table("application_need")
    op.drop_table("application_move")
    op.drop_table("application_key")
    op.drop_table("chat_request")
    op.drop_table("equality_ticket")
    op.drop_table("equality_count")


def _bring_back_digest_and_support() -> None:
    """Let the oldest key open each application again, and put every need into words, one a line.

    An application that a key opens no more gets a digest that no key has.
    """
    op.add_column("application", sa.Column("digest", sa.String(), nullable=True))
    op.add_column("application", sa.Column("support", sa.String(), nullable=True))
    op.execute(
        "update application set digest = coalesce((select digest from application_key where id = "
        "(select min(id) from application_key where application_id = application.id)), 'none ' || id)"
    )
    connection = op.get_bind()
    words: dict[int, list[str]] = {}
    for row in connection.execute(sa.text("select application_id, kind, detail from application_need order by id")):
        own_words = row.detail if row.kind == "another support" else f"{row.kind}: {row.detail}".rstrip(": ")
        words.setdefault(row.application_id, []).append(own_words)
    for application_id, lines in words.items():
        connection.execute(
            sa.text("update application set support = :support where id = :id"),
            {"support": "\n".join(lines), "id": application_id},
        )
