"""A new model version reads the archive: predictions are inserted beside the old ones, then the new version goes live.

Posts are never updated for it. A kill loses at most one batch; the next start goes on with what is still unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.flag import decide
from domain.grassroots import flagged, outranked
from domain.post import PostKind
from domain.prediction import Prediction
from models.predict import PostInput
from pipeline.kit import Kit
from store import models, predictions
from store.db import connect
from store.predictions import Reading, Unread

BATCH = 500


def read_archive(dsn: str, kit: Kit, progress: Callable[[int], None] | None = None) -> int:
    """Let the kit's model read every post that it has not read, then switch to it. Returns how many it read."""
    version = kit.predictor.version
    done = 0
    with connect(dsn) as conn:
        while True:
            with conn.transaction():
                waiting = predictions.unread(conn, version, BATCH)
                if not waiting:
                    models.switch(conn, version)
                    return done
                predictions.insert_many(conn, _read(waiting, kit))
            done += len(waiting)
            if progress:
                progress(done)


def _read(waiting: Sequence[Unread], kit: Kit) -> list[Reading]:
    inputs = [PostInput(str(one.post_id), one.text, one.title or one.context, one.kind.value) for one in waiting]
    found = kit.predictor.predict(inputs)
    return [_reading(one, prediction, kit) for one, prediction in zip(waiting, found, strict=True)]


def _reading(one: Unread, prediction: Prediction, kit: Kit) -> Reading:
    """What people said of a report of a grassroots union stays said."""
    if one.kind is not PostKind.GRASSROOTS:
        return Reading(one.post_id, one.listed_at, prediction, decide(prediction, kit.rules))
    told = outranked(prediction, one.chosen)
    return Reading(one.post_id, one.listed_at, told, flagged(decide(told, kit.rules)))
