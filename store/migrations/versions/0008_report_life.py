"""The life of a report: draft, edited, approved, corrected by a new version, mailed; and what was done when."""

from store.migrations import apply

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    apply(__file__)
