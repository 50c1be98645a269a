"""Texts on one event: found beside copies, which stay what they are; what people decided stays."""

from store.migrations import apply

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    apply(__file__)
