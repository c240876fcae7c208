"""Tables and column types. Times are aware UTC; a class keeps its wall time beside it."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; naive UTC in SQLite, `timestamptz` in PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive times."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the zone back that SQLite forgets."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16), nullable=False),
    Column("is_reachable", Boolean, nullable=False, default=True),
    Column("leads_chosen_at", UtcDateTime, nullable=False),
    Column("menu", String(64)),
    Column("created_at", UtcDateTime, nullable=False),
)

lead_times = Table(
    "lead_times",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("minutes", Integer, primary_key=True),
)

instructors = Table(
    "instructors",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("course", String(64), primary_key=True),
)

cohorts = Table(
    "cohorts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("course", String(64), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("invite_code", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("cohort_id", ForeignKey("cohorts.id"), primary_key=True),
    Column("enrolled_at", UtcDateTime, nullable=False),
    Index(None, "cohort_id"),
)

groups = Table(
    "groups",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("cohort_id", ForeignKey("cohorts.id"), nullable=False),
    Column("language", String(16), nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    Index(None, "cohort_id"),
)

classes = Table(
    "classes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("cohort_id", ForeignKey("cohorts.id"), nullable=False),
    Column("uid", String(512), nullable=False),
    Column("title", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("local_start", DateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("revision", Integer, nullable=False, default=1),
    Column("is_cancelled", Boolean, nullable=False, default=False),
    UniqueConstraint("cohort_id", "uid"),
    Index(None, "starts_at"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("course", String(64), nullable=False),
    Column("origin", String(64), nullable=False, unique=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Index(None, "person_id"),
)

attempt_questions = Table(
    "attempt_questions",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", String(64), nullable=False),
    Column("option_order", JSON, nullable=False),
    Column("poll_id", String(64), unique=True),
    Column("message_id", BigInteger),
    Column("chosen", JSON(none_as_null=True)),
    Column("is_right", Boolean),
    Column("answered_at", UtcDateTime),
)

asked = Table(
    "asked",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("reply_id", BigInteger, nullable=False),
    Column("language", String(16), nullable=False),
    Column("course", String(64)),
    Column("entry_id", String(128)),
    Column("text", Text),
    Column("asked_at", UtcDateTime, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index(None, "chat_id", "asked_at"),
)

questions = Table(
    "questions",
    metadata,
    Column("key", Id, primary_key=True, autoincrement=False),
    Column("language", String(16), nullable=False),
    Column("course", String(64)),
    Column("outcome", String(16), nullable=False),
    Column("entry", String(64)),
    Column("has_helped", Boolean),
    Column("text", Text),
    Column("asked_at", UtcDateTime, nullable=False),
    CheckConstraint("outcome IN ('answered', 'offered', 'unknown', 'action')", name="outcome"),
    Index(None, "asked_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("asked_id", ForeignKey("asked.id"), nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("course", String(64)),
    Column("language", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_by", BigInteger),
    Column("answered_at", UtcDateTime),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("step", String(64), nullable=False),
    Column("data", JSON, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("handled_at", UtcDateTime),
)
Index(
    "ix_updates_unhandled",
    updates.c.chat_id,
    updates.c.id,
    sqlite_where=updates.c.handled_at.is_(None),
    postgresql_where=updates.c.handled_at.is_(None),
)
Index("ix_updates_handled_at", updates.c.handled_at)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(256), nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("class_id", BigInteger),
    Column("revision", Integer),
    Column("lead_minutes", Integer),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("leased_until", UtcDateTime),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    CheckConstraint("state IN ('pending', 'sent', 'dropped', 'dead')", name="state"),
    Index(None, "class_id", "revision", "lead_minutes", "chat_id"),
)
Index(
    "ix_outbox_pending",
    outbox.c.due_at,
    sqlite_where=outbox.c.state == "pending",
    postgresql_where=outbox.c.state == "pending",
)
Index("ix_outbox_chat_id", outbox.c.chat_id)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(256), nullable=False, unique=True),
    Column("count", Integer, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

content_decisions = Table(
    "content_decisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entry", String(64), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    CheckConstraint("verdict IN ('approved', 'hidden')", name="verdict"),
)

content_texts = Table(
    "content_texts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entry", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("cohort_id", ForeignKey("cohorts.id")),
    Column("markdown", Text),
    Column("person_id", BigInteger, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Index(None, "cohort_id"),
)

content_entries = Table(
    "content_entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entry", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("origin", String(64), nullable=False, unique=True),
    Column("person_id", BigInteger, nullable=False),
    Column("written_on", Date, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
)
