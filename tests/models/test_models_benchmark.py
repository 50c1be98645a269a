from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.benchmark import BenchmarkError, run

SHARED = Path(__file__).parents[2].parent / "shared"
GOOD = ("thầy dạy dễ hiểu", "cô nhiệt tình lắm", "bài giảng hay", "rất thích lớp này", "lớp vui và bổ ích")
BAD = ("phòng học nóng", "máy chiếu hỏng hoài", "bài giảng chán", "thầy đi trễ", "học phí cao quá")


def _write(path: Path, rows: list[tuple[str, str]]) -> Path:
    lines = (json.dumps({"text": text, "label": label}, ensure_ascii=False) + "\n" for text, label in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_it_learns_two_labels_and_writes_a_prediction_a_line(tmp_path: Path) -> None:
    rows = [(text, "khen") for text in GOOD * 3] + [(text, "chê") for text in BAD * 3]
    train, test = _write(tmp_path / "a.jsonl", rows), _write(tmp_path / "b.jsonl", rows[::3])
    found = run(train, test, tmp_path / "said.jsonl")
    assert found["accuracy"] == 1.0
    assert set(found) >= {"accuracy", "macro_f1", "weighted_f1", "train_s", "predict_s"}
    said = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["label"] for row in said] == [label for _, label in rows[::3]]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        *(("{", "line 1"), ('{"text": "a"}', "line 1"), ("[]", "line 1"), ("", "no lines")),
        ('{"text": null, "label": "a"}', "text must be a string"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, line: str, word: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    good = _write(tmp_path / "a.jsonl", [("a", "x"), ("b", "y")])
    with pytest.raises(BenchmarkError, match=word):
        run(tmp_path / "bad.jsonl", good)


def test_a_mark_at_the_head_of_a_file_and_half_characters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"text": text, "label": label}) for text, label in (("nợ", "x\ud800"), ("vui \ud800", 2))]
    path.write_text("\n".join(rows) + "\r\n\n", encoding="utf-8-sig")
    assert run(path, path, tmp_path / "p.jsonl")["test"] == 2
    labels = [json.loads(line)["label"] for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert set(labels) <= {"x\ufffd", "2"}
    assert len(labels) == 2


def test_one_label_is_too_few(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", [("a", "x"), ("b", "x")])
    with pytest.raises(BenchmarkError, match="fewer than two labels"):
        run(path, path)


@pytest.mark.shared
def test_it_beats_a_plain_classifier_on_student_feedback(tmp_path: Path) -> None:
    folder = SHARED / "corpora" / "uit_vsfc"
    if not folder.exists():
        pytest.skip("the folder of evaluation texts is absent")
    files = {}
    for part in ("train", "val"):
        texts = (folder / part / "sents.txt").read_text(encoding="utf-8").splitlines()
        labels = (folder / part / "sentiments.txt").read_text(encoding="utf-8").split()
        files[part] = _write(tmp_path / f"{part}.jsonl", list(zip(texts, labels, strict=True)))
    found = run(files["train"], files["val"])
    assert found["accuracy"] > 0.90
    assert found["macro_f1"] > 0.76
