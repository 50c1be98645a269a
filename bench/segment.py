"""Segmentation against underthesea's own word_tokenize: same lines, one process, same run. Prints speeds and ratios.

Usage: python -m bench.segment [file …]   (default: the texts of the practice web)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from nlp.oracle import load_oracle
from nlp.segment import guarded, segment

TEXTS = Path(__file__).parents[1] / "demo" / "content"


def read_lines(paths: Sequence[Path]) -> list[str]:
    return [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def seconds(work: Callable[[], list[str]]) -> tuple[float, list[str]]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main(arguments: Sequence[str]) -> int:
    lines = read_lines([Path(name) for name in arguments] or sorted(TEXTS.glob("*.txt")))
    syllables = sum(len(line.split()) for line in lines)
    oracle = load_oracle()
    segment(["khởi động"])
    plain, expected = seconds(lambda: [oracle.words(guarded(line)) for line in lines])
    first, found = seconds(lambda: [str(words) for words in segment(lines)])
    again, _ = seconds(lambda: [str(words) for words in segment(lines)])
    print(f"{len(lines)} lines, {syllables} syllables")
    for name, taken in (
        ("word_tokenize", plain),
        ("segment, first reading", first),
        ("segment, words seen before", again),
    ):
        print(f"{name:28} {taken:8.2f} s {syllables / taken:12,.0f} syllables/s   x {plain / taken:.1f}")
    different = sum(one != other for one, other in zip(expected, found, strict=True))
    print(f"lines that differ: {different}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
