"""`langnghe work --practice-web` for tests that cannot wait a minute: a dead worker is noticed after three seconds."""

from __future__ import annotations

import logging

from pipeline.context import database, lend_practice_token, settings
from pipeline.schedule import Pace
from pipeline.worker import run_worker

PACE = Pace(heartbeat=0.5, stalled_after=3.0, rescue="* * * * * */2", grace=2.0)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    lend_practice_token()
    chosen = settings()
    with database(chosen) as dsn:
        run_worker(dsn, chosen, practice=True, pace=PACE)


if __name__ == "__main__":
    main()
