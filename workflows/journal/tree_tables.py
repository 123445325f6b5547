"""The tables of the tree: its tiles, and the checkpoints that were signed of it."""

import sqlalchemy as sa

METADATA = sa.MetaData()
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TILE = sa.Table(
    "tree_tile",
    METADATA,
    sa.Column("level", sa.Integer, primary_key=True),
    sa.Column("number", _Count, primary_key=True),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
)
CHECKPOINT = sa.Table(
    "tree_checkpoint",
    METADATA,
    sa.Column("id", _Count, primary_key=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("size", _Count, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("at", _Count, nullable=False),
    sa.UniqueConstraint("origin", "size"),
)
"""Every checkpoint ever signed, in that order, with its cosignatures; `at` is in microseconds since 1970."""
TIME_STAMP = sa.Table(
    "tree_time_stamp",
    METADATA,
    sa.Column("id", _Count, primary_key=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("size", _Count, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("answer", sa.LargeBinary, nullable=False),
    sa.Column("at", _Count, nullable=False),
    sa.UniqueConstraint("origin", "size"),
)
"""What an authority of time stamps (RFC 3161) answered to a checkpoint's signed text; `at` as above."""
