"""Counts in how many of the posts that we wrote each word, name and figure stands: nlp/data/commonness.tsv.

    python bench/commonness.py

To be run again when many posts were added to models/data. The practice web is not counted: events are measured on it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.post import CleanText, DisplayText  # noqa: E402
from nlp.clean import clean  # noqa: E402
from nlp.lexicon import join  # noqa: E402
from nlp.named import names_in  # noqa: E402
from nlp.numbers_told import days_in, figures_in  # noqa: E402
from nlp.segment import segment  # noqa: E402
from nlp.telling import DATA, LEAST  # noqa: E402


def main() -> int:
    texts = [
        f"{post.get('title', '')}. {post['text']}"
        for path in sorted((ROOT / "models" / "data").glob("*.jsonl"))
        for post in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    segmented = segment([CleanText(clean(DisplayText(text)).replace("\n", " ")) for text in texts])
    posts: Counter[str] = Counter()
    for text, words in zip(texts, segmented, strict=True):
        posts.update({*join(words).lower().split(), *names_in(text), *figures_in(text), *days_in(text)})
    rows = sorted((term, number) for term, number in posts.items() if number >= LEAST and any(map(str.isalnum, term)))
    lines = "".join(f"{term}\t{number}\n" for term, number in [("*", len(texts)), *rows])
    DATA.write_text(lines, encoding="utf-8")
    print(f"{len(rows)} terms of {len(texts)} posts: {DATA.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
