"""Commands of a model's life: train, evaluate, list, card, promote, rollback, benchmark; more in `learning`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import learning


def add_to(app: typer.Typer) -> None:
    models = typer.Typer(no_args_is_help=True, help="Train, judge and promote the classifiers.")
    for command in (train, evaluate, card, promote, rollback, benchmark):
        models.command()(command)
    models.command("list")(list_models)
    learning.add_to(models)
    app.add_typer(models, name="models", rich_help_panel="Models")


def train(
    promote_it: Annotated[bool, typer.Option("--promote", help="Make the new model live at once.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Skip the cross-validation and its figures.")] = False,
) -> None:
    """Train a model from models/data, evaluate it honestly, and keep it as a candidate."""
    from datetime import UTC, datetime

    from models import artifact, readers, registry
    from models.evaluate import cross_validate, table
    from models.train import train as fit
    from pipeline.context import see_that_there_is_room, settings, topic_slugs
    from pipeline.showing import busy

    chosen = settings()
    see_that_there_is_room(chosen.models)
    topics = topic_slugs(chosen)
    posts = readers.own(topics)
    with busy(f"Training on {len(posts)} posts …"):
        version = artifact.save(fit(posts, topics), chosen.models, datetime.now(UTC))
    if not quick:
        with busy("Cross-validating by groups …"):
            evaluation = cross_validate(posts, topics)
        print(table(evaluation) + "\n")
    print(f"trained {version} on {len(posts)} posts; card: {chosen.models / version / 'card.md'}")
    if promote_it or not any(entry.live for entry in registry.entries(chosen.models)):
        registry.promote(chosen.models, version)
        print(f"{version} is live")
    else:
        print(f"make it live with: ./langnghe models promote {version}")


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Labelled posts, JSON lines; never the ones trained on.")],
) -> None:
    """Measure the live model on labelled files, with 95 % intervals."""
    from models import dataset
    from models.evaluate import on_file, table
    from models.predict import Predictor
    from models.registry import ensure_live
    from pipeline.context import settings

    chosen = settings()
    predictor = Predictor.load(ensure_live(chosen.models, chosen.config))
    for path in files:
        print(table(on_file(predictor, dataset.load([path], predictor.topics), path.name)) + "\n")


def list_models() -> None:
    """Every model that was trained here, newest first."""
    from models.registry import entries
    from pipeline.context import settings

    found = entries(settings().models)
    for entry in found:
        made = f"{entry.made_at:%Y-%m-%d %H:%M}" if entry.made_at else "?"
        print(f"{'*' if entry.live else ' '} {entry.version}  {made}  {entry.posts} posts  {entry.fault}".rstrip())
    if not found:
        print("no model yet; train one with: ./langnghe models train")


def card(
    version: Annotated[str | None, typer.Argument(help="A version; without it, the live one.")] = None,
) -> None:
    """Print a model's card: what it is for, what it learnt from, how good it is, what it must not be used for."""
    from models.registry import live
    from pipeline.context import settings

    chosen = settings()
    folder = chosen.models / version if version else live(chosen.models)
    print((folder / "card.md").read_text(encoding="utf-8"))


def promote(version: Annotated[str, typer.Argument(help="The version to make live.")]) -> None:
    """Make a model live; a worker or `langnghe process` lets it read the archive first."""
    from models.registry import promote as make_live
    from pipeline.context import settings

    make_live(settings().models, version)
    print(f"{version} is live; `langnghe process` and workers started from now on use it")


def rollback() -> None:
    """Go back to the model that was live before."""
    from models.registry import rollback as go_back
    from pipeline.context import settings

    print(f"{go_back(settings().models)} is live again")


def benchmark(
    train_file: Annotated[Path, typer.Option("--train", help='{"text","label"} lines to learn from.')],
    test_file: Annotated[Path, typer.Option("--test", help='{"text","label"} lines to be judged on.')],
    predictions: Annotated[Path | None, typer.Option(help='Write one {"label"} line a test row.')] = None,
) -> None:
    """Run our text-classification pipeline on any labelled set; the last line is JSON."""
    import json

    from models.benchmark import run

    print(json.dumps(run(train_file, test_file, predictions), ensure_ascii=False))
