"""Imports of people, each with the posts that it brought, so that it can be undone; reports of grassroots unions."""

from store.migrations import apply

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    apply(__file__)
