"""Staff who look after some provinces only; flags that know when their post was listed."""

from store.migrations import apply

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    apply(__file__)
