"""What lists are chosen and counted by, in a row a post; places to count within a person's provinces."""

from store.migrations import apply

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    apply(__file__)
