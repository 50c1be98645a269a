"""Article extraction on the public article-extraction-benchmark: ours without selectors, and plain trafilatura.

    python bench/extraction.py [FOLDER] [--worst N]

FOLDER holds `ground-truth.json` and `html/*.html.gz`; without it ../shared/extraction_benchmark beside the checkout.
The measure is upstream's: 4-grams of words, precision and recall averaged over pages, F1 of both averages. Ours is
what the pipeline does: persons and comments are cut first, so speed counts that too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from crawlers.errors import ExtractionError  # noqa: E402
from crawlers.extract import extract  # noqa: E402
from crawlers.split import split  # noqa: E402
from domain.post import Page  # noqa: E402

GRAMS = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of a page's 4-grams: found and true, found and false, true and missed."""

    hit: float
    false: float
    missed: float

    @property
    def precision(self) -> float | None:
        """None where nothing was found: upstream leaves such a page out of the average."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else None

    @property
    def recall(self) -> float | None:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else None


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    all_grams = (tuple(words[at : at + GRAMS]) for at in range(max(1, len(words) - GRAMS + 1)))
    return Counter(gram for gram in all_grams if gram)


def score(true: str, found: str) -> Score:
    wanted, got = grams(true), grams(found)
    hit, false, missed = ((wanted & got).total(), (got - wanted).total(), (wanted - got).total())
    whole = hit + false + missed or 1
    return Score(hit / whole, false / whole, missed / whole)


def averages(scores: list[Score]) -> tuple[float, float]:
    """Precision and recall."""
    precisions = [one.precision for one in scores if one.precision is not None]
    return mean(precisions), mean(one.recall for one in scores if one.recall is not None)


def f1(scores: list[Score]) -> float:
    precision, recall = averages(scores)
    return 2 * precision * recall / (precision + recall)


def figures(scores: list[Score]) -> str:
    precision, recall = averages(scores)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1(scores):.4f}"


def ours(html: bytes) -> str:
    page = Page("bench", "https://bench.invalid/", datetime.now(UTC), 200, {"content-type": "text/html"}, html)
    try:
        return extract(split(page, None).page, None)[0].text
    except ExtractionError:
        return ""


def plain(html: bytes) -> str:
    return trafilatura.extract(html, fast=True, include_comments=False, include_tables=False) or ""


def load(folder: Path) -> dict[str, tuple[bytes, str]]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {path.name.removesuffix(".html.gz"): path for path in sorted((folder / "html").glob("*.html.gz"))}
    return {key: (gzip.decompress(path.read_bytes()), truth[key]["articleBody"]) for key, path in pages.items()}


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "extraction_benchmark")
    options.add_argument("--worst", type=int, default=0, help="also list the pages where ours is worst")
    chosen = options.parse_args()
    if not chosen.folder.is_dir():
        print(f"{chosen.folder} is not there; give the folder of the benchmark", file=sys.stderr)
        return 1
    cases = load(chosen.folder)
    results = {name: measured(name, read, cases) for name, read in (("plain trafilatura", plain), ("ours", ours))}
    for key, one in sorted(results["ours"].items(), key=lambda pair: pair[1].hit)[: chosen.worst]:
        other = results["plain trafilatura"][key]
        print(f"  {key[:12]}  ours {one.hit:.2f} (+{one.false:.2f} -{one.missed:.2f})  plain {other.hit:.2f}")
    return 0


def measured(name: str, read: Callable[[bytes], str], cases: dict[str, tuple[bytes, str]]) -> dict[str, Score]:
    read(next(iter(cases.values()))[0])  # what a first call loads is not counted
    began = time.perf_counter()
    found = {key: read(html) for key, (html, _) in cases.items()}
    seconds = time.perf_counter() - began
    scores = {key: score(true, found[key]) for key, (_, true) in cases.items()}
    print(f"{name:18} {figures(list(scores.values()))}  {len(cases) / seconds:.1f} pages/s  ({len(cases)} pages)")
    return scores


if __name__ == "__main__":
    sys.exit(main())
