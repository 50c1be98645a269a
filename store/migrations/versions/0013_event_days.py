"""Events of a window are found by the days of their posts."""

from store.migrations import apply

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    apply(__file__)
