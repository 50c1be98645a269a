"""What ways in named and no crawl has settled yet: it is asked for again, named or not."""

from store.migrations import apply

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    apply(__file__)
