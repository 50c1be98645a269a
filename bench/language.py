"""The whole way of `predict` against a plain pipeline: same texts, one process, same run. Prints speeds and ratios.

Both run in one thread; times are those of the processor. Ours is what `langnghe predict` does with a batch of lines:
redact, clean, segment, features, every task calibrated, flag rules and places; with evidence as the command shows it,
and without. Plain: see bench/plain_pipeline.py. The first round meets most words for the first time; later ones are
what a running service does.

Usage: python -m bench.language [comments [articles]]   (default: 2000 and 300, made of the posts of models/data)
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.plain_pipeline import Plain, fitted
from domain.flag import load_flag_rules
from domain.topics import load_topics
from models import artifact, readers
from models.dataset import LabelledPost
from models.post import PostInput, read
from models.predict import Predictor
from models.train import train
from nlp.places import Gazetteer
from nlp.redact import redact
from pipeline.cli.texts import BATCH
from pipeline.judge import BY_STAFF, Judge
from pipeline.memory import settle

Row = dict[str, Any]
CONFIG = Path(__file__).parents[1] / "config"
ROUNDS = 3
ARTICLE = 3
"""Posts of the press that make one article: real ones are longer than ours."""
PLAIN_MOST = 100
"""Texts that each plain pipeline is timed on in a round; it takes the same time for each."""


def megabytes() -> float:
    """The most that this process has been resident in."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def make_model(folder: str, topics: Sequence[str]) -> None:
    """Train in a process of its own, so that the memory measured is that of a service."""
    artifact.save(train(readers.own(topics), topics), Path(folder), datetime.now(UTC))


def make_judge(topics: Sequence[str]) -> Judge:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        maker = get_context("spawn").Process(target=make_model, args=(folder, topics))
        maker.start()
        maker.join()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"training, apart: {time.perf_counter() - started:.1f} s, {used.ru_utime:.1f} s of processor,"
            f" at most {used.ru_maxrss / 1e3:.0f} MB"
        )
        predictor = Predictor.load(next(path for path in Path(folder).iterdir() if path.name.startswith("m-")))
    judge = Judge(predictor, load_flag_rules(CONFIG / "flags.toml", topics), Gazetteer.load())
    settle()
    return judge


def sets_of(posts: Sequence[LabelledPost], comments: int, articles: int) -> dict[str, list[Row]]:
    """Comments as they are; articles of several posts of the press one after another."""
    spoken = [post.post for post in posts if post.post.kind in {"comment", "question", "review"}]
    press = [post.post for post in posts if post.post.kind in {"news", "release"}]
    long = [
        PostInput(f"a{at}", "\n".join(press[(at * ARTICLE + step) % len(press)].text for step in range(ARTICLE)))
        for at in range(articles)
    ]
    return {
        "comments": [_row(spoken[at % len(spoken)], "comment") for at in range(comments)],
        "articles": [_row(post, "news") for post in long],
    }


def _row(post: PostInput, kind: str) -> Row:
    return {"id": post.id, "text": post.text, "kind": kind}


def seconds(work: Callable[[], object]) -> float:
    """Of processor: with others on the machine the clock on the wall would measure them."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def ours(judge: Judge, rows: Sequence[Row], *, evidence: bool) -> None:
    for at in range(0, len(rows), BATCH):
        judge.answers(rows[at : at + BATCH], evidence=evidence)


def plain(pipeline: Plain, rows: Iterable[Row]) -> None:
    for row in rows:
        pipeline(row["text"])


def compare(judge: Judge, pipelines: dict[str, Plain], rows: Sequence[Row]) -> dict[str, float]:
    """Seconds a post of each way, one right after the other."""
    some = rows[:: max(1, len(rows) // PLAIN_MOST)]
    taken = {
        name: seconds(partial(ours, judge, rows, evidence=evidence)) / len(rows)
        for name, evidence in {"ours, with evidence": True, "ours, without": False}.items()
    }
    return taken | {name: seconds(partial(plain, way, some)) / len(some) for name, way in pipelines.items()}


def stages(judge: Judge, rows: Sequence[Row]) -> dict[str, float]:
    """Seconds of each stage for all rows."""
    public = rows[0]["kind"] not in BY_STAFF
    predictor = judge.predictor
    redacted = [redact(row["text"], by_public=public).text for row in rows]
    posts = [PostInput(row["id"], text, "", row["kind"]) for row, text in zip(rows, redacted, strict=True)]
    readings = read(posts)
    without = seconds(lambda: predictor.predict_read(posts, readings, evidence=False))
    return {
        "redact": seconds(lambda: [redact(row["text"], by_public=public) for row in rows]),
        "clean, segment": seconds(lambda: read(posts)),
        "features, scores, verdicts": without,
        "evidence": seconds(lambda: predictor.predict_read(posts, readings)) - without,
        "places": seconds(lambda: [judge.gazetteer.find(text) for text in redacted]),
    }


def show_stages(judge: Judge, rows: Sequence[Row]) -> None:
    taken = stages(judge, rows)
    whole = sum(taken.values())
    print(" stages: " + ", ".join(f"{name} {one / whole:.0%}" for name, one in taken.items()))
    print(f" evidence on request: {taken['evidence'] / len(rows) * 1e3:.2f} ms a post in batches")


def show(taken: dict[str, float]) -> None:
    names = [name for name in taken if name.startswith("plain")]
    print(f"  {'':26}{'posts/s':>9}" + "".join(f"   x {name}" for name in names))
    for name, one in taken.items():
        ratios = "".join(f"{taken[other] / one:{5 + len(other)}.1f}" for other in names)
        print(f"  {name:26}{1 / one:9,.0f}{ratios}")


def main(arguments: Sequence[str]) -> int:
    counts = [int(one) for one in arguments] + [2000, 300][len(arguments) :]
    topics = [topic.slug for topic in load_topics(CONFIG / "topics.toml")]
    judge = make_judge(topics)
    posts = readers.own(topics)
    sets = sets_of(posts, *counts)
    for rows in sets.values():
        ours(judge, rows[:20], evidence=True)
    print(f"resident with the model loaded and used: {megabytes():.0f} MB")
    pipelines = {
        "plain": fitted(posts, topics, grams=True),
        "plain, words only": fitted(posts, topics, grams=False),
    }
    for name, rows in sets.items():
        mean = sum(len(row["text"]) for row in rows) / len(rows)
        print(f"{len(rows)} {name}, {mean:.0f} characters each")
        for number in range(ROUNDS):
            print(f" round {number + 1}, load {os.getloadavg()[0]:.1f}")
            show(compare(judge, pipelines, rows))
        show_stages(judge, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
