"""How well the live model judges the practice web, by the marks of those who wrote it. Its posts are never trained on.

    python bench/practice.py

Prints precision, recall and F1 of flags and needs-answer, and micro- and macro-F1 of topics, for articles and comments.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from demo.content import Label  # noqa: E402
from demo.server import load_items  # noqa: E402
from domain.flag import decide  # noqa: E402
from domain.settings import settings_from  # noqa: E402
from models.predict import PostInput  # noqa: E402
from pipeline.judge import Judge  # noqa: E402

Row = tuple[PostInput, Label]


def rows() -> dict[str, list[Row]]:
    articles: list[Row] = []
    comments: list[Row] = []
    for site, items in load_items().items():
        for item in items:
            kind = "question" if site == "hoi-dap" else "news"
            title = "" if site.startswith("fanpage") else item.title
            post = PostInput(str(len(articles)), "\n".join((item.lead, *item.body)), title, kind)
            articles.append((post, item.label))
            comments += [(PostInput("c", c.text, item.title, "comment"), c.label) for c in item.comments]
    return {"articles and questions": articles, "comments": comments}


def main() -> int:
    judge = Judge.load(settings_from(os.environ))
    print(f"model {judge.predictor.version}")
    for name, judged in rows().items():
        said = judge.predictor.predict([post for post, _ in judged], evidence=False)
        flags = Counter(
            (label.flag, decide(p, judge.rules) is not None) for (_, label), p in zip(judged, said, strict=True)
        )
        asks = Counter((label.needs_answer, p.needs_answer) for (_, label), p in zip(judged, said, strict=True))
        print(f"\n{name}: {len(judged)} posts")
        print(f"  flag          {figures(flags)}")
        print(f"  needs answer  {figures(asks)}")
        each: dict[str, Counter[tuple[bool, bool]]] = {topic: Counter() for topic in judge.predictor.topics}
        for (_, label), p in zip(judged, said, strict=True):
            for topic, counts in each.items():
                counts[topic in label.topics, topic in p.labels] += 1
        print(f"  topics        micro {figures(sum(each.values(), Counter()))}")
        seen = [f1(counts) for counts in each.values() if counts[True, True] + counts[True, False]]
        print(f"                macro F1 {sum(seen) / len(seen):.3f} over {len(seen)} topics")
    return 0


def f1(counts: Counter[tuple[bool, bool]]) -> float:
    hit, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    return 2 * hit / (2 * hit + missed + wrong) if hit else 0.0


def figures(counts: Counter[tuple[bool, bool]]) -> str:
    hit, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1(counts):.3f}  ({hit + missed} marked)"


if __name__ == "__main__":
    sys.exit(main())
