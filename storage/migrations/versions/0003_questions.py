"""Questions without the people who asked them; how many a chat asked lately."""

import sqlalchemy as sa
from alembic import op

import storage.schema

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('questions',
    sa.Column('key', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('language', sa.String(length=16), nullable=False),
    sa.Column('course', sa.String(length=64), nullable=True),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('entry', sa.String(length=64), nullable=True),
    sa.Column('has_helped', sa.Boolean(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('asked_at', storage.schema.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("outcome IN ('answered', 'offered', 'unknown', 'action')", name=op.f('ck_questions_outcome')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_questions'))
    )
    op.create_index(op.f('ix_questions_asked_at'), 'questions', ['asked_at'])
    op.create_index(op.f('ix_asked_chat_id_asked_at'), 'asked', ['chat_id', 'asked_at'])


def downgrade() -> None:
    op.drop_index(op.f('ix_asked_chat_id_asked_at'), 'asked')
    op.drop_table('questions')
