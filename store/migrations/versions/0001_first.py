"""The first tables."""

from store.migrations import apply

revision = "0001"
down_revision = None


def upgrade() -> None:
    apply(__file__)
