"""config/retention.toml: how long what is kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Problem


@dataclass(frozen=True, slots=True)
class Retention:
    """Days."""

    raw_pages: int
    comment_texts: int | None
    """None for a file of earlier days that does not speak of them: nothing is removed by guess."""


def retention(path: Path) -> Retention:
    """Raises Problem for a file that cannot be followed."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Problem(f"{path}: cannot be read ({type(error).__name__}); write [raw_pages] with days = 30") from error
    return Retention(
        _days(path, given, "raw_pages"), _days(path, given, "comment_texts") if "comment_texts" in given else None
    )


def _days(path: Path, given: dict[str, object], part: str) -> int:
    section = given.get(part)
    days = section.get("days") if isinstance(section, dict) else None
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise Problem(f"{path}: [{part}] days must be a whole number of at least 1; write e.g. days = 30")
    return days
