from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.dataset import DatasetError, LabelledPost, digest, load
from models.groups import folds, grouped
from models.post import PostInput, read

ROW: dict[str, Any] = {
    "id": "x-1",
    "group": "x",
    "kind": "comment",
    "text": "xưởng nợ lương hai tháng rồi",
    "relevant": True,
    "topics": ["no-luong"],
    "sentiment": "negative",
    "targets": {"workers": "negative"},
    "needs_answer": False,
    "flag": True,
}


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "posts.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_good_line_is_read(tmp_path: Path) -> None:
    (post,) = load([_file(tmp_path, ROW)], ["no-luong"])
    assert post.topics == {"no-luong"}
    assert post.flag
    assert post.post == PostInput("x-1", ROW["text"], "", "comment")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"topics": ["la"]}, "unknown topic"),
        ({"kind": "song"}, "kind"),
        ({"sentiment": "angry"}, "sentiment"),
        ({"relevant": False}, "irrelevant post"),
        ({"text": ""}, "text"),
    ],
)
def test_a_bad_line_is_named_and_its_text_is_not_shown(tmp_path: Path, change: dict[str, Any], word: str) -> None:
    with pytest.raises(DatasetError, match=f"posts.jsonl, line 2.*{word}") as caught:
        load([_file(tmp_path, ROW, ROW | {"id": "x-2"} | change)], ["no-luong"])
    assert "xưởng" not in str(caught.value)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="stands there twice"):
        load([_file(tmp_path, ROW, ROW)], ["no-luong"])


def test_no_posts_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no labelled posts"):
        load([_file(tmp_path)], [])


def test_the_digest_changes_with_any_label(tmp_path: Path) -> None:
    before = digest(load([_file(tmp_path, ROW)], ["no-luong"]))
    assert digest(load([_file(tmp_path, ROW)], ["no-luong"])) == before
    assert digest(load([_file(tmp_path, ROW | {"flag": False})], ["no-luong"])) != before


def test_near_duplicates_and_groups_are_never_cut(own_posts: tuple[LabelledPost, ...]) -> None:
    long = " ".join(f"câu{number} nói về bữa ăn ca" for number in range(30))
    texts = {"a": long, "b": long + " thêm", "c": "chuyện khác hẳn ở xưởng gỗ bên sông", "d": "một chuyện nữa"}
    posts = [
        LabelledPost(PostInput(key, text), group, True, frozenset(), own_posts[0].sentiment)
        for (key, text), group in zip(texts.items(), ("g1", "g2", "g3", "g3"), strict=True)
    ]
    found = grouped(posts, read([post.post for post in posts]))
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert found[0] != found[2]


def test_folds_hold_whole_groups_and_like_sizes(own_posts: tuple[LabelledPost, ...]) -> None:
    part = own_posts[:300]
    groups = grouped(part, read([post.post for post in part]))
    fold = folds(groups, 5, 1)
    assert all(len(set(fold[groups == group])) == 1 for group in set(groups))
    sizes = [int((fold == number).sum()) for number in range(5)]
    assert max(sizes) - min(sizes) <= 3
