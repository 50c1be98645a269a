"""Commands of `langnghe models` that set a model against another, against reviewers, and against time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(models: typer.Typer) -> None:
    from pipeline.cli.texts import predict

    for command in (compare, encoder, retrain, drift, predict):
        models.command()(command)


def compare(
    before: Annotated[str, typer.Argument(help="A version.")],
    after: Annotated[str, typer.Argument(help="Another version.")],
    files: Annotated[list[Path], typer.Argument(help="Labelled posts, JSON lines, that neither was trained on.")],
) -> None:
    """Judge two versions on the same posts: each difference with its 95 % interval."""
    from models.compare import run, table
    from pipeline.context import settings

    print(table(run(settings().models, before, after, files)))


def encoder(
    folder: Annotated[Path, typer.Argument(help="ONNX file, tokenizer and encoder.json; see docs/retrain.md.")],
    files: Annotated[list[Path], typer.Argument(help="Labelled posts, JSON lines, that neither was trained on.")],
) -> None:
    """Put our heads on an encoder of your own and set it beside the live model: differences with their intervals."""
    from models import dataset, encoded, readers
    from models.compare import compare as compared
    from models.compare import table
    from models.predict import Predictor
    from models.registry import ensure_live
    from pipeline.context import settings, topic_slugs
    from pipeline.showing import busy

    chosen = settings()
    topics = topic_slugs(chosen)
    posts = dataset.load(files, topics)
    with busy("Reading our posts with the encoder …"):
        theirs = encoded.ready(folder, readers.own(topics), topics)
    live = Predictor.load(ensure_live(chosen.models, chosen.config))
    print(table(compared(live, theirs, posts)))


def retrain(
    keep: Annotated[bool, typer.Option("--keep", help="Keep the new model as a candidate, even if better.")] = False,
    leashed: Annotated[bool, typer.Option("--leashed", hidden=True, help="End when standard input closes.")] = False,
) -> None:
    """Learn from what reviewers corrected; the new model goes live only where it is not worse."""
    from models.dataset import DatasetError
    from pipeline.children import hold_leash
    from pipeline.context import database, say, settings

    chosen = settings()
    if leashed:
        hold_leash()
    with database(chosen) as dsn:
        try:
            _retrain(dsn, promote=not keep)
        except DatasetError as error:
            if not leashed:
                raise
            say(str(error))  # By the timetable it is no failure that there is nothing to learn yet.


def _retrain(dsn: str, *, promote: bool) -> None:
    from datetime import UTC, datetime

    from models.compare import table
    from pipeline.context import settings
    from pipeline.retraining import retrain_from_reviews
    from pipeline.showing import busy
    from pipeline.tasks import kit_for

    chosen = settings()
    with busy("Training from corrections, several times over …"):
        outcome = retrain_from_reviews(dsn, chosen, datetime.now(UTC), promote=promote)
    print(f"On the latest corrections, which neither model had seen:\n{table(outcome.retrained.gain)}\n")
    print(f"On posts of models/data that neither had seen:\n{table(outcome.retrained.kept)}\n")
    if not outcome.promoted:
        better = outcome.retrained.worth_promoting
        why = f"is not worse; make it live with: ./langnghe models promote {outcome.version}" if better else "is worse"
        print(f"{outcome.before} stays live; {outcome.version} {why}")
        return
    with busy("Reading the archive with it …"):
        kit_for(dsn, chosen)
    print(f"{outcome.version} is live; go back with: ./langnghe models rollback")


def drift() -> None:
    """Say whether last week's posts are still what the model knows: new words, doubtful posts, topics."""
    from datetime import UTC, datetime

    from pipeline.context import database, settings
    from pipeline.drifting import watch

    chosen = settings()
    with database(chosen) as dsn:
        found = watch(dsn, chosen, datetime.now(UTC))
    if not found.weeks:
        print("no whole week with enough posts yet")
        return
    print(f"{'week of':10} {'posts':>7} {'unknown':>8} {'doubtful':>9}")
    for week in found.weeks:
        print(f"{week.first_day} {week.posts:7} {week.unknown:8.3f} {week.doubtful:9.3f}")
    for one in found.figures:
        usual = f"usually {one.usual:.3f}, told from {one.limit:.3f}" if one.limit is not None else "too few weeks yet"
        print(f"{one.measure.value}: {one.value:.3f} ({usual}){'  <- out of the usual' if one.out else ''}")
    print("\n".join(found.sentences))
