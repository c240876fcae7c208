"""What instructors decide about the content of the packs."""

import sqlalchemy as sa
from alembic import op

import storage.schema

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('content_decisions',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entry', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=32), nullable=False),
    sa.Column('verdict', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('decided_at', storage.schema.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("verdict IN ('approved', 'hidden')", name=op.f('ck_content_decisions_verdict')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_content_decisions'))
    )
    op.create_table('content_texts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entry', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=16), nullable=False),
    sa.Column('cohort_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('markdown', sa.Text(), nullable=True),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('written_at', storage.schema.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohorts.id'], name=op.f('fk_content_texts_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_content_texts'))
    )
    op.create_index(op.f('ix_content_texts_cohort_id'), 'content_texts', ['cohort_id'])


def downgrade() -> None:
    op.drop_table('content_texts')
    op.drop_table('content_decisions')
