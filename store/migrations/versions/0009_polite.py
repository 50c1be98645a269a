"""What ways in named, for conditional requests; pauses that hosts asked for in a table of their own."""

from store.migrations import apply

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    apply(__file__)
