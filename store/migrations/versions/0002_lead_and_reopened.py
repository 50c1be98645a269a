"""The role `lead`, and decisions that are taken back."""

from store.migrations import apply

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    apply(__file__)
