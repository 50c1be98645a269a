"""How long what is kept is read from a file, and a file that cannot be followed stops the house-keeping in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.settings import ROOT
from pipeline.problems import Problem
from pipeline.retention import Retention, retention


def written(folder: Path, text: str) -> Path:
    path = folder / "retention.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_of_the_house_says_both() -> None:
    kept = retention(ROOT / "config" / "retention.toml")
    assert kept.comment_texts is not None
    assert kept.raw_pages < kept.comment_texts


def test_a_file_of_earlier_days_removes_no_words(tmp_path: Path) -> None:
    assert retention(written(tmp_path, "[raw_pages]\ndays = 30\n")) == Retention(30, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[raw_pages",
        "[raw_pages]\ndays = 0",
        "raw_pages = 3",
        "[raw_pages]\ndays = 30\n[comment_texts]\ndays = true",
    ],
)
def test_a_file_that_cannot_be_followed_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(Problem, match=r"retention\.toml.*days"):
        retention(written(tmp_path, text))
