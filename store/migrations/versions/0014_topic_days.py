"""What was said of a topic over any number of days is counted without reading the other topics."""

from store.migrations import apply

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    apply(__file__)
