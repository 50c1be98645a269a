"""What staff correct, who works on a post until when, and stories that people put together or took apart."""

from store.migrations import apply

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    apply(__file__)
