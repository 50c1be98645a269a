"""config/letterhead.toml: sizes within the decree, unknown keys refused, every mistake named."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import CONFIG

from reports.letterhead import LetterheadError, load_letterheads

HEAD = """
[weekly]
letterhead = "tinh"
window = "mon-fri"
[letterhead.tinh]
superior = ["CẤP TRÊN"]
issuer = ["CƠ QUAN"]
symbol = "BC-CQ"
place = "Nơi đây"
position = "TRƯỞNG BAN"
recipients = ["Như trên"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "letterhead.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_repository_s_letterheads_can_be_used() -> None:
    found = load_letterheads(CONFIG / "letterhead.toml")
    assert set(found.letterhead) == {"tinh", "ban"}
    assert found.weekly.window == "mon-sun"
    assert found.named() is found.letterhead["tinh"]
    assert found.named("ban").position == "TRƯỞNG BAN"


def test_what_is_left_out_has_the_values_of_the_repository(tmp_path: Path) -> None:
    shown = load_letterheads(CONFIG / "letterhead.toml").named("tinh")
    left_out = load_letterheads(written(tmp_path, HEAD)).named()
    assert (left_out.sizes, left_out.page) == (shown.sizes, shown.page)


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("\n[letterhead.tinh.sizes]\nbody = 12\n", "letterhead.tinh.sizes.body"),
        ("\n[letterhead.tinh.sizes]\nsuperior = 14\n", "letterhead.tinh.sizes.superior"),
        ("\n[letterhead.tinh.page]\nleft = 25\n", "letterhead.tinh.page.left"),
        ("\n[letterhead.tinh.page]\nparagraph_gap = 3\n", "letterhead.tinh.page.paragraph_gap"),
        ("\n[letterhead.tinh.page]\ncolour = 'blue'\n", "letterhead.tinh.page.colour"),
        ("\n[letterhead.khac]\nplace = 'X'\n", "letterhead.khac"),
    ],
)
def test_what_the_decree_does_not_allow_is_refused_by_name(tmp_path: Path, more: str, where: str) -> None:
    with pytest.raises(LetterheadError, match=where):
        load_letterheads(written(tmp_path, HEAD + more))


def test_an_unknown_window_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LetterheadError, match=r"weekly\.window"):
        load_letterheads(written(tmp_path, HEAD.replace("mon-fri", "tue-mon")))


def test_the_schedule_must_name_a_letterhead_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(LetterheadError, match="no letterhead is called 'huyen'"):
        load_letterheads(written(tmp_path, HEAD.replace('letterhead = "tinh"', 'letterhead = "huyen"')))


def test_a_missing_or_broken_file_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", written(tmp_path, "[weekly")):
        with pytest.raises(LetterheadError, match="cannot be read as TOML"):
            load_letterheads(path)
