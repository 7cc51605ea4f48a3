"""The life of a membership: moves, induction, reviews, leaving; needs, supporters, payment, notes, imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.checks import change_words, drop_words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = ("induction", "probation", "active", "paused", "leaving", "left", "died")
STATES_BEFORE = ("active", "paused", "left")
CHANNELS = ("email", "phone", "text", "letter")
VIAS_BEFORE = ("website", "email", "phone", "letter", "automatic")
VIAS = (*VIAS_BEFORE, "supporter")
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
        "departure",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=False),
        sa.Column("wants_exit_talk", sa.Boolean(), nullable=False),
        sa.Column("wants_reference", sa.Boolean(), nullable=False),
        sa.Column("keeps_in_touch", sa.Boolean(), nullable=False),
        sa.Column("reference_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exit_talk_held_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_departure_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_leaves_on"), "departure", ["leaves_on"], unique=False)
    op.create_table(
        "silence",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_silence_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_silence")),
    )
    op.create_table(
        "induction_done",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "welcome chat",
                "confidentiality agreement",
                "needs reviewed",
                "buddy",
                name="inductionstep",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_induction_done_member_id_member")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_induction_done_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("member_id", "step", name=op.f("pk_induction_done")),
    )
    op.create_index(op.f("ix_induction_done_recorded_by_id"), "induction_done", ["recorded_by_id"], unique=False)
    op.create_table(
        "membership_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(*STATES, name="from_state", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(*STATES, name="memberstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_membership_move_member_id_member")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["account.id"], name=op.f("fk_membership_move_moved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_move")),
    )
    op.create_index(op.f("ix_membership_move_member_id"), "membership_move", ["member_id"], unique=False)
    op.create_index(op.f("ix_membership_move_moved_by_id"), "membership_move", ["moved_by_id"], unique=False)
    op.create_table(
        "membership_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_membership_review_member_id_member")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_membership_review_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_review")),
    )
    op.create_index(op.f("ix_membership_review_member_id"), "membership_review", ["member_id"], unique=False)
    op.create_index(op.f("ix_membership_review_recorded_by_id"), "membership_review", ["recorded_by_id"], unique=False)
    op.create_table(
        "payment_preference",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "paid",
                "expenses only",
                "less",
                "charity",
                "ask me each time",
                name="paymentchoice",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("weekly_cap", sa.Integer(), nullable=True),
        sa.Column("monthly_cap", sa.Integer(), nullable=True),
        sa.Column("ask_first", sa.Boolean(), nullable=False),
        sa.CheckConstraint("monthly_cap >= 0", name=op.f("ck_payment_preference_monthly_cap_not_negative")),
        sa.CheckConstraint("weekly_cap >= 0", name=op.f("ck_payment_preference_weekly_cap_not_negative")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_payment_preference_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_payment_preference")),
    )
    op.create_table(
        "restricted_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_restricted_note_member_id_member")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_restricted_note_written_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restricted_note")),
    )
    op.create_index(op.f("ix_restricted_note_member_id"), "restricted_note", ["member_id"], unique=False)
    op.create_index(op.f("ix_restricted_note_written_by_id"), "restricted_note", ["written_by_id"], unique=False)
    op.create_table(
        "supporter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
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
        ),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_supporter_account_id_account")),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_supporter_added_by_id_account")),
        sa.ForeignKeyConstraint(["consent_by_id"], ["account.id"], name=op.f("fk_supporter_consent_by_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_supporter_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter")),
    )
    op.create_index(op.f("ix_supporter_account_id"), "supporter", ["account_id"], unique=False)
    op.create_index(op.f("ix_supporter_added_by_id"), "supporter", ["added_by_id"], unique=False)
    op.create_index(op.f("ix_supporter_consent_by_id"), "supporter", ["consent_by_id"], unique=False)
    op.create_index(op.f("ix_supporter_member_id"), "supporter", ["member_id"], unique=False)
    op.create_table(
        "supporter_grant",
        sa.Column("supporter_id", sa.Integer(), nullable=False),
        sa.Column(
            "allowed",
            sa.Enum(
                "see events",
                "answer",
                "see details",
                "see needs",
                "get copies",
                name="grant",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["supporter.id"], name=op.f("fk_supporter_grant_supporter_id_supporter")
        ),
        sa.PrimaryKeyConstraint("supporter_id", "allowed", name=op.f("pk_supporter_grant")),
    )
    op.create_table(
        "member_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "uploaded",
                "finished",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("matching", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["account.id"], name=op.f("fk_member_import_uploaded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_import")),
    )
    op.create_index(op.f("ix_member_import_uploaded_at"), "member_import", ["uploaded_at"], unique=False)
    op.create_index(op.f("ix_member_import_uploaded_by_id"), "member_import", ["uploaded_by_id"], unique=False)
    op.create_table(
        "member_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_search_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_search")),
        sa.UniqueConstraint("key", name=op.f("uq_member_search_key")),
    )
    op.create_index(op.f("ix_member_search_account_id"), "member_search", ["account_id"], unique=False)
    op.create_index(op.f("ix_member_search_searched_at"), "member_search", ["searched_at"], unique=False)
    guard("membership_move")
    _ways_of_answering(VIAS)
    with op.batch_alter_table("member") as batch:
        change_words(batch, "member", column="state", check="memberstate", words=STATES)
        change_words(batch, "member", column="channel", check="channel", words=CHANNELS)
        batch.add_column(sa.Column("pronouns", sa.String(), nullable=True))
        batch.add_column(sa.Column("contact_times", sa.String(), nullable=True))
        batch.add_column(sa.Column("availability", sa.String(), nullable=True))
        batch.add_column(sa.Column("travel", sa.String(), nullable=True))
        batch.add_column(sa.Column("emergency_contact", sa.String(), nullable=True))
        batch.add_column(sa.Column("remarks", sa.String(), nullable=True))
        batch.add_column(sa.Column("probation_ends_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("term_ends_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("terms", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("review_due_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("buddy_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch.create_index(op.f("ix_member_buddy_id"), ["buddy_id"], unique=False)
        batch.create_index(
            op.f("ix_member_merged_into_id"),
            ["merged_into_id"],
            unique=False,
            sqlite_where=sa.text("merged_into_id IS NOT NULL"),
            postgresql_where=sa.text("merged_into_id IS NOT NULL"),
        )
        batch.create_index("ix_member_name_id", ["name", "id"], unique=False)
        batch.create_index(op.f("ix_member_review_due_on"), ["review_due_on"], unique=False)
        batch.create_index(op.f("ix_member_term_ends_on"), ["term_ends_on"], unique=False)
        batch.create_foreign_key(op.f("fk_member_buddy_id_member"), "member", ["buddy_id"], ["id"])
        batch.create_foreign_key(op.f("fk_member_merged_into_id_member"), "member", ["merged_into_id"], ["id"])
    op.execute(
        # Yearly reviews and terms begin now: what went before them is not held against anybody.
        "update member set review_due_on = date('now', '+1 year'), term_ends_on = date('now', '+3 years') "
        "where state != 'left'"
        if op.get_bind().dialect.name == "sqlite"
        else "update member set review_due_on = current_date + interval '1 year', "
        "term_ends_on = current_date + interval '3 years' where state != 'left'"
    )
    op.add_column("need", sa.Column("review_on", sa.Date(), nullable=True))
    op.execute(
        "update need set review_on = date(recorded_at, '+1 year')"
        if op.get_bind().dialect.name == "sqlite"
        else "update need set review_on = recorded_at::date + interval '1 year'"
    )
    with op.batch_alter_table("need") as batch:
        batch.alter_column("review_on", existing_type=sa.Date(), nullable=False)
        batch.add_column(
            sa.Column(
                "kind",
                sa.Enum(*NEED_KINDS, name="needkind", native_enum=False, create_constraint=True, length=30),
                nullable=False,
                server_default="another support",
            )
        )
        batch.add_column(
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
                server_default="coordinators",
            )
        )
        batch.add_column(sa.Column("lead_days", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_check_constraint(op.f("ck_need_lead_not_negative"), "lead_days >= 0")
        batch.create_index(op.f("ix_need_review_on"), ["review_on"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_need_review_on"), "need")
    with op.batch_alter_table("need") as batch:
        batch.drop_constraint(op.f("ck_need_lead_not_negative"), type_="check")
        batch.drop_column("confirmed_at")
        batch.drop_column("review_on")
        batch.drop_column("lead_days")
        drop_words(batch, "need", "seen_by", check="seenby")
        drop_words(batch, "need", "kind", check="needkind")
    op.execute("update member set channel = 'phone' where channel = 'text'")
    op.execute("update member set state = 'active' where state in ('induction', 'probation', 'leaving')")
    op.execute("update member set state = 'left' where state = 'died'")
    for column in ("buddy_id", "merged_into_id", "name_id", "review_due_on", "term_ends_on"):
        op.drop_index(op.f(f"ix_member_{column}"), "member")
    with op.batch_alter_table("member") as batch:
        change_words(batch, "member", column="state", check="memberstate", words=STATES_BEFORE)
        change_words(batch, "member", column="channel", check="channel", words=CHANNELS_BEFORE)
        batch.drop_constraint(op.f("fk_member_merged_into_id_member"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_member_buddy_id_member"), type_="foreignkey")
        batch.drop_column("merged_into_id")
        batch.drop_column("buddy_id")
        batch.drop_column("review_due_on")
        batch.drop_column("terms")
        batch.drop_column("term_ends_on")
        batch.drop_column("remarks")
        batch.drop_column("probation_ends_on")
        batch.drop_column("emergency_contact")
        batch.drop_column("travel")
        batch.drop_column("availability")
        batch.drop_column("contact_times")
        batch.drop_column("pronouns")
    drop_guard("membership_move")
    op.drop_table("member_search")
    _ways_of_answering(VIAS_BEFORE)
    op.drop_table("member_import")
    op.drop_table("supporter_grant")
    op.drop_table("supporter")
    op.drop_table("restricted_note")
    op.drop_table("payment_preference")
    op.drop_table("membership_review")
    op.drop_table("membership_move")
    op.drop_table("induction_done")
    op.drop_table("silence")
    op.drop_table("departure")


def _ways_of_answering(words: tuple[str, ...]) -> None:
    """Change how an answer can have reached us. What a supporter said came through the website."""
    drop_guard("place_move")
    if "supporter" not in words:
        op.execute("update place_move set via = 'website' where via = 'supporter'")
    with op.batch_alter_table("place_move") as batch:
        change_words(batch, "place_move", column="via", check="via", words=words)
    guard("place_move")
