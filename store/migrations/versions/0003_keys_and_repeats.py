"""API keys with prefix, scopes and expiry; requests that may be sent twice."""

from store.migrations import apply

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    apply(__file__)
