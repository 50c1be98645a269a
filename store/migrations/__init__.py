"""Numbered plain-SQL files, applied in order by Alembic. `NNNN_name.py` only names its file and its predecessor."""

from __future__ import annotations

from pathlib import Path

from alembic import op

FOLDER = Path(__file__).parent


def apply(revision_file: str) -> None:
    """Run the `.sql` file beside a revision, all statements at once, inside Alembic's transaction."""
    statements = Path(revision_file).with_suffix(".sql").read_text(encoding="utf-8")
    connection = op.get_bind().connection.driver_connection
    if connection is None:
        raise RuntimeError("migrations run against a database only; they print no SQL")
    connection.execute(statements)
