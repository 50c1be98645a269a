"""card.md: what a person should know of a model before they trust it."""

from __future__ import annotations

from collections.abc import Mapping

from models.manifest import DecisionRow, FigureRow, Manifest, SliceRow

_HEAD = """# Model {version}

Classifiers of public posts in Vietnamese for a trade union: relevance, {topics} topics, sentiment, sentiment
towards four targets, needs-answer, and a suggestion to flag. Linear (ridge regression on words, syllables,
character n-grams and cues), calibrated on writers left out in turn. Every label can show the words that carried it.

- Made: {made_at}
- Posts: {posts}, written for this purpose, in models/data{corrected} (digest {digest})
- Packages: {packages}

## What it is for, and what not

It puts posts that may need a person in front of staff. It judges posts, never persons: no author is read, stored or
scored, and no label speaks of anybody's political view. It decides nothing about anybody; a person looks first.

## How it was chosen

Features and settings by training without each writer's posts in turn and judging those: an honest stand-in for
texts of strangers, though still texts of ours. Real texts (gold_dev) were never trained on, but they were looked at
often, and a few settings were chosen with them in sight (docs/retrain.md). On them relevance, topics, tone and targets
are clearly worse than below: expect topics near .65, not .76. The second reading of 323 of the first 3,590 posts is in
models/data/AGREEMENT.md.

## Known limits

- Learnt from texts written for it, not drawn from the web: real articles are longer, real comments stranger.
- Sarcasm, praise with a sting, and blame without a name are often misread; weakest are
  the tone towards `policy` and `neutral` stances.
- Topics with few posts are less sure; a task within the doubtful band is reported as abstained.
- It reads the first {longest} words of a post.
"""


def card(manifest: Manifest) -> str:
    """The card in Markdown."""
    head = _HEAD.format(
        version=manifest.version,
        topics=len(manifest.topics),
        made_at=manifest.made_at.isoformat(timespec="seconds"),
        posts=manifest.posts,
        corrected=f", save {manifest.corrections} that reviewers corrected here" if manifest.corrections else "",
        digest=manifest.data_digest[:12],
        packages=", ".join(f"{name} {version}" for name, version in manifest.packages.items()),
        longest=manifest.recipe["longest"],
    )
    return "\n".join(
        [head, *_thresholds(manifest.decisions), "", *_metrics(manifest.metrics), "", *_slices(manifest.slices), ""]
    )


def _thresholds(decisions: Mapping[str, DecisionRow]) -> list[str]:
    rows = [
        f"| `{name}` | {row.threshold if not row.bias else ', '.join(f'{one:+.2f}' for one in row.bias)} | {row.aim} |"
        for name, row in decisions.items()
    ]
    return ["## Thresholds", "", "| task | threshold, or log-odds added per class | aim |", "|---|---|---|", *rows]


def _metrics(metrics: Mapping[str, FigureRow]) -> list[str]:
    said = (
        "On cross-fitted scores of the training posts; thresholds were chosen on the same, so this flatters a little."
    )
    rows = [
        f"| {name} | {row.value:.3f} ({row.low:.3f}-{row.high:.3f}) | {row.support} |" for name, row in metrics.items()
    ]
    return ["## Measured", "", said, "", "| figure | value (95 % interval) | support |", "|---|---|---|", *rows]


def _slices(slices: Mapping[str, SliceRow]) -> list[str]:
    head = "| part | posts | relevance F1 | topics micro-F1 | sentiment macro-F1 | flag recall | flag precision |"
    rows = [
        f"| {name} | {row.posts} | {row.relevance_f1:.3f} | {row.topics_f1:.3f} | {row.sentiment_f1:.3f}"
        f" | {row.flag_recall:.3f} | {row.flag_precision:.3f} |"
        for name, row in slices.items()
    ]
    return ["## By kind, diacritics, length and region named", "", head, "|---|---|---|---|---|---|---|", *rows]
