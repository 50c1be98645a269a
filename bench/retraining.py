"""What two hundred corrections bring: a simulation on posts whose every label is known.

A model learns from all writers of models/data but one. Reviewers meet that one's posts as staff would: the list of
flagged posts first, then others by chance. Of each they answer what the post's page asks: on a flagged post whether it
was worth it, every label that is shown, right or wrong, and the topics that are missing; who answers for one topic has
answered for the list of them.
With --only-wrong they never confirm what is right. The candidate learns from those answers; both are measured on the
writer's other posts, of groups that no reviewer met, and on any file given.

Usage: python -m bench.retraining [--writers d,e] [--only-wrong] [FILE.jsonl …]     (files are never learnt from)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.prediction import Prediction, Target
from domain.topics import load_topics
from models import dataset, readers
from models.compare import Comparison, compare, table
from models.corrections import NOT_SPOKEN_OF, Value, labelled
from models.dataset import LabelledPost
from models.groups import grouped
from models.post import read
from models.predict import Predictor
from models.train import train

CORRECTED = 200
CONFIG = Path(__file__).parents[1] / "config"


@dataclass(frozen=True, slots=True)
class Outcome:
    writer: str
    answers: int
    rest: Comparison
    files: tuple[Comparison, ...]


def simulate(
    posts: Sequence[LabelledPost],
    writer: str,
    topics: Sequence[str],
    files: Sequence[Sequence[LabelledPost]],
    *,
    only_wrong: bool,
) -> Outcome:
    """One writer left out, corrected in part, and measured on the rest."""
    theirs = [post for post in posts if _writer(post) == writer]
    others = [post for post in posts if _writer(post) != writer]
    live = Predictor(train(others, topics), "live")
    said = live.predict([post.post for post in theirs], evidence=False)
    order = met(said)
    groups = grouped(theirs, read([post.post for post in theirs]))
    chosen = order[:CORRECTED]
    reviewed = {int(groups[at]) for at in chosen}
    rest = [post for post, group in zip(theirs, groups, strict=True) if int(group) not in reviewed]
    given = [answers(theirs[at], said[at], topics, only_wrong=only_wrong) for at in chosen]
    pairs = zip(chosen, given, strict=True)
    corrections = [
        labelled(theirs[at].post, theirs[at].group, one, topics, said[at].labels) for at, one in pairs if one
    ]
    candidate = Predictor(train([*others, *(one for one in corrections if one)], topics), "corrected")
    return Outcome(
        writer,
        sum(len(one) for one in given),
        compare(live, candidate, rest),
        tuple(compare(live, candidate, file) for file in files),
    )


def met(said: Sequence[Prediction], seed: int = 4) -> list[int]:
    """In which order reviewers see the posts: flagged ones by their probability, the others by chance."""
    chance = np.random.Generator(np.random.PCG64(seed)).permutation(len(said))
    return sorted(range(len(said)), key=lambda at: (-said[at].flag_prob * said[at].flag_suggested, int(chance[at])))


def answers(post: LabelledPost, said: Prediction, topics: Sequence[str], *, only_wrong: bool) -> dict[str, Value]:
    """What a reviewer says of a post: is it worth the list, what is right of what is shown, what is wrong."""
    found: dict[str, Value] = {}
    if said.flag_suggested and not post.relevant:
        return {"relevant": False, "flag": False}
    if said.flag_suggested:
        found |= {"flag": post.flag} | ({"relevant": True} if post.flag else {})
    found |= {
        f"topic:{one}": one in post.topics
        for one in topics
        if _asked(one in post.topics, one in said.labels, only_wrong)
    }
    for target in Target:
        true, stance = post.targets.get(target), said.targets.get(target)
        if not only_wrong or true != (stance.label if stance else None):
            found[f"target:{target.value}"] = true.value if true else NOT_SPOKEN_OF
    if not only_wrong or said.sentiment != post.sentiment:
        found["sentiment"] = post.sentiment.value
    if not only_wrong or said.needs_answer != post.needs_answer:
        found["needs_answer"] = post.needs_answer
    return found


def _asked(true: bool, shown: bool, only_wrong: bool) -> bool:
    return true != shown if only_wrong else true or shown


def _writer(post: LabelledPost) -> str:
    return post.group.partition(":")[0]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", default="", help="letters before the colon of `group`; else the largest three")
    parser.add_argument("--only-wrong", action="store_true", help="reviewers never confirm what is right")
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args(arguments)
    topics = [topic.slug for topic in load_topics(CONFIG / "topics.toml")]
    posts = readers.own(topics)
    sizes: dict[str, int] = {}
    for post in posts:
        sizes[_writer(post)] = sizes.get(_writer(post), 0) + 1
    largest = sorted(sizes, key=lambda name: -sizes[name])[:3]
    files = [dataset.load([path], topics) for path in chosen.files]
    for writer in chosen.writers.split(",") if chosen.writers else largest:
        outcome = simulate(posts, writer, topics, files, only_wrong=chosen.only_wrong)
        print(f"\nwriter {writer} left out; {CORRECTED} of {sizes[writer]} posts reviewed, {outcome.answers} answers")
        print("the rest of that writer: " + table(outcome.rest), flush=True)
        for path, one in zip(chosen.files, outcome.files, strict=True):
            print(f"\n{path.name}: " + table(one), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
