"""The pattern that a site's article addresses have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_MOST = 0.8
"""Share of the addresses that a pattern must explain; else the crawler's own sense for articles is better."""
_FEWEST = 3
_WORD = r"[a-z0-9-]+"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How an address is built, its words left out."""

    folders: int
    kind: str
    ending: str


def common_pattern(urls: Iterable[str]) -> str:
    """A pattern of path and query; empty where the addresses have too little in common."""
    paths = [parts.path for one in urls if not (parts := urlsplit(one)).query]
    shapes = {path: _shape(path) for path in dict.fromkeys(paths)}
    if len(shapes) < _FEWEST:
        return ""
    shape, number = Counter(shapes.values()).most_common(1)[0]
    same = [path for path, one in shapes.items() if one == shape]
    return _pattern(shape, same) if number >= _MOST * len(shapes) and shape.kind else ""


def _shape(path: str) -> _Shape:
    folders, _, last = path.rstrip("/").rpartition("/")
    stem, dot, ending = last.rpartition(".") if re.search(r"\.[a-z]{2,5}$", last) else (last, "", "")
    return _Shape(folders.count("/"), _kind(stem), dot + ending + ("/" if path.endswith("/") else ""))


def _kind(stem: str) -> str:
    if re.search(r"-\d{3,}$", stem):
        return "number-last"
    if re.match(r"\d{2,}-", stem):
        return "number-first"
    if re.fullmatch(r"\d{3,}", stem):
        return "number"
    return "words" if stem.count("-") >= 2 else ""


def _pattern(shape: _Shape, paths: Sequence[str]) -> str:
    tails = {"number-last": rf"{_WORD}-\d+", "number-first": rf"\d+-{_WORD}", "number": r"\d+", "words": _WORD}
    folders = [path.rstrip("/").split("/")[1:-1] for path in paths]
    fixed = [names[0] if len(set(names)) == 1 else None for names in zip(*folders, strict=True)]
    middle = "".join(f"/{_folder(name)}" for name in fixed)
    return f"^{middle}/{tails[shape.kind]}{re.escape(shape.ending)}$"


def _folder(name: str | None) -> str:
    """A folder that all addresses share; a year, a month or a section is whatever it is."""
    if name is None or name.isdigit():
        return "[^/]+"
    return re.escape(name).replace(r"\-", "-")
