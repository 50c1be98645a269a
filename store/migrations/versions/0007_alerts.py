"""Saved searches that speak up by themselves: by e-mail, or to a program of the union."""

from store.migrations import apply

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    apply(__file__)
