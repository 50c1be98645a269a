"""An encoder of the operator's, tried with one of a few weights: a table of vectors, written as ONNX by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from domain.prediction import Sentiment
from models import encoded, transformer
from models.artifact import ArtifactError
from models.compare import compare
from models.dataset import LabelledPost
from models.files import sha256
from models.post import PostInput, read
from models.transformer import Encoder

pytest.importorskip("onnxruntime", reason="the extra `transformer` is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="the extra `transformer` is not installed")

WORDS = ["công", "ty", "nợ", "lương", "vui", "quá", "bóng", "đá", "thắng", "trời", "mưa"]
TOPICS = ("no-luong",)


def varint(number: int) -> bytes:
    found = b""
    while number > 127:
        found += bytes([number & 127 | 128])
        number >>= 7
    return found + bytes([number])


def field(number: int, value: int | bytes | str) -> bytes:
    """A field of a protocol buffer."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def tensor_type(name: str, kind: int, *sizes: str | int) -> bytes:
    shape = b"".join(field(1, field(2, size) if isinstance(size, str) else field(1, size)) for size in sizes)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def onnx_lookup(rows: int, size: int, asked: str = "input_ids") -> bytes:
    """Gather(table, input_ids): a vector for each token."""
    table = np.random.default_rng(5).normal(size=(rows, size)).astype(np.float32)
    weights = field(1, rows) + field(1, size) + field(2, 1) + field(8, "table") + field(9, table.tobytes())
    node = field(1, "table") + field(1, asked) + field(2, "tokens") + field(4, "Gather")
    graph = field(1, node) + field(2, "lookup") + field(5, weights)
    graph += field(11, tensor_type(asked, 7, "posts", "length"))
    graph += field(12, tensor_type("tokens", 1, "posts", "length", size))
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "nho"
    home.mkdir()
    (home / "model.onnx").write_bytes(onnx_lookup(len(WORDS) + 1, 16))
    vocabulary = {"[UNK]": 0} | {word: at for at, word in enumerate(WORDS, 1)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    made.save(str(home / "tokenizer.json"))
    describe(home)
    return home


def describe(home: Path, **changes: object) -> None:
    files = {name: sha256(home / name) for name in ("model.onnx", "tokenizer.json")}
    row = {"format": 1, "name": "nhỏ", "model": "model.onnx", "tokenizer": "tokenizer.json", "sha256": files}
    (home / "encoder.json").write_text(json.dumps(row | changes, ensure_ascii=False), encoding="utf-8")


def posts() -> list[LabelledPost]:
    said = ("công ty nợ lương", "đá bóng thắng", "trời mưa quá", "nợ lương công ty quá")
    return [
        LabelledPost(
            PostInput(f"p-{at}", f"{said[at % 4]} {WORDS[at % len(WORDS)]}", "", "comment"),
            f"g-{at}",
            relevant=at % 4 in {0, 3},
            topics=frozenset(TOPICS) if at % 4 in {0, 3} else frozenset(),
            sentiment=Sentiment.NEGATIVE if at % 4 in {0, 3} else Sentiment.POSITIVE,
        )
        for at in range(80)
    ]


def test_a_post_gets_the_same_vector_alone_as_in_a_batch(folder: Path) -> None:
    encoder = transformer.load(folder)
    readings = read([PostInput("1", "công ty nợ lương"), PostInput("2", "mưa"), PostInput("3", "")])
    together = encoder.encode(readings)
    assert together.shape == (3, 16)
    np.testing.assert_allclose(np.linalg.norm(together[:2], axis=1), 1, atol=1e-5)
    for at, reading in enumerate(readings):
        np.testing.assert_allclose(encoder.encode([reading])[0], together[at], atol=1e-6)


def test_heads_on_its_vectors_predict_as_the_others_do_and_come_back_from_disk(folder: Path, tmp_path: Path) -> None:
    encoder = transformer.load(folder)
    made = encoded.train(posts(), TOPICS, encoder)
    encoded.save(made, tmp_path / "heads")
    loaded = encoded.load(tmp_path / "heads", encoder)
    asked = [PostInput("a", "công ty nợ lương", "", "comment"), PostInput("b", "bóng đá thắng", "", "comment")]
    owed, football = loaded.predict(asked)
    assert owed.labels == TOPICS
    assert not football.relevant
    assert owed.model == loaded.version
    assert made.predict(asked) == [owed, football]


def test_it_is_compared_as_any_model_and_its_heads_are_kept_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = encoded.ready(folder, posts(), TOPICS)
    monkeypatch.setattr(encoded, "train", None)
    again = encoded.ready(folder, posts(), TOPICS)
    found = compare(made, again, posts()[:40])
    assert (found.before, found.after) == (made.version, made.version)
    assert found.not_worse
    assert {one.gain for one in found.differences.values()} == {0.0}
    assert found.differences["relevance F1"].after > 0.9


def test_heads_of_another_encoder_or_changed_ones_are_refused(folder: Path, tmp_path: Path) -> None:
    encoder = transformer.load(folder)
    encoded.save(encoded.train(posts(), TOPICS, encoder), tmp_path / "heads")
    files = dict(encoder.manifest.sha256) | {"model.onnx": "0" * 64}
    other = Encoder(encoder.manifest.model_copy(update={"sha256": files}), encoder.session, encoder.tokenizer)
    with pytest.raises(ArtifactError, match="another encoder"):
        encoded.load(tmp_path / "heads", other)
    (tmp_path / "heads" / "heads.skops").write_bytes(b"x")
    with pytest.raises(ArtifactError, match="not the file that was saved"):
        encoded.load(tmp_path / "heads", encoder)


def test_a_file_that_is_not_the_one_of_its_digest_is_never_loaded(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(onnx_lookup(len(WORDS) + 1, 8))
    with pytest.raises(ArtifactError, match=r"not the file of encoder\.json"):
        transformer.load(folder)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": 2}, "format"),
        ({"model": "../model.onnx"}, "model"),
        ({"more": 1}, "more"),
        ({"sha256": {}}, "no sha256"),
        ({"tokenizer": "model.onnx"}, "no tokenizer.json"),
    ],
)
def test_a_manifest_that_is_not_as_it_should_be_is_refused(folder: Path, changes: dict[str, object], why: str) -> None:
    describe(folder, **changes)
    with pytest.raises(ArtifactError, match=why):
        transformer.load(folder)


def test_what_is_no_bare_encoder_is_refused(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(onnx_lookup(4, 4, asked="pixels"))
    describe(folder)
    with pytest.raises(ArtifactError, match="asks for pixels"):
        transformer.load(folder)
    (folder / "model.onnx").write_bytes(b"no model")
    describe(folder)
    with pytest.raises(ArtifactError, match="no ONNX model"):
        transformer.load(folder)
    (folder / "encoder.json").unlink()
    with pytest.raises(ArtifactError, match=r"no encoder\.json"):
        transformer.load(folder)
