"""An encoder that the operator supplies (extra `transformer`): posts as vectors, from a folder that is checked whole.

The folder holds an ONNX file, its tokenizer, and encoder.json with the SHA-256 of both. Nothing is ever downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.artifact import ArtifactError
from models.features import spoken
from models.files import sha256
from models.manifest import Digest
from models.post import Reading

Floats = npt.NDArray[np.float32]
MANIFEST = "encoder.json"
BATCH = 16
"""Posts encoded at once: padding makes them as long as the longest."""
KNOWN_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class EncoderManifest(BaseModel):
    """encoder.json: which files, as which digests, and how the encoder wants to be read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    model: FileName
    tokenizer: FileName
    sha256: dict[FileName, Digest]
    longest: Annotated[int, Field(ge=8, le=8192)] = 256
    """Tokens that are read of a post."""
    pooling: Literal["mean", "first"] = "mean"
    """Vector of a post: mean of its tokens, or that of the first."""
    joined: bool = False
    """Whether syllables of a word are joined by underscores, as PhoBERT learnt them."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Ready to encode. `digest`, of the ONNX file, tells heads that were trained on another encoder."""

    manifest: EncoderManifest
    session: Any
    tokenizer: Any

    @property
    def digest(self) -> str:
        return self.manifest.sha256[self.manifest.model]

    def encode(self, readings: Sequence[Reading]) -> Floats:
        """One row of length 1 a post; the same alone as in a batch, to the precision of the runtime."""
        rows = [self._rows(readings[start : start + BATCH]) for start in range(0, len(readings), BATCH)]
        return np.concatenate(rows) if rows else np.zeros((0, 0), np.float32)

    def _rows(self, readings: Sequence[Reading]) -> Floats:
        encoded = self.tokenizer.encode_batch([self._text(reading) for reading in readings])
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {"input_ids": np.array([one.ids for one in encoded], dtype=np.int64), "attention_mask": mask}
        given["token_type_ids"] = np.zeros_like(mask)
        names = [one.name for one in self.session.get_inputs()]
        tokens = np.asarray(self.session.run(None, {name: given[name] for name in names})[0], dtype=np.float32)
        return _unit(tokens[:, 0] if self.manifest.pooling == "first" else _mean(tokens, mask))

    def _text(self, reading: Reading) -> str:
        words = " ".join(spoken(reading)[0])
        return words if self.manifest.joined else words.replace("_", " ")


def load(folder: Path) -> Encoder:
    """The encoder of a folder. Raises ArtifactError where a file is not as encoder.json says, or without the extra."""
    manifest = _manifest(folder)
    for name in (manifest.model, manifest.tokenizer):
        if name not in manifest.sha256:
            raise ArtifactError(f"{folder.name}: {MANIFEST} gives no sha256 of {name}; add it")
        if not (folder / name).is_file():
            raise ArtifactError(f"{folder.name}: {name} is missing; put the encoder's files beside {MANIFEST}")
        if sha256(folder / name) != manifest.sha256[name]:
            raise ArtifactError(f"{folder.name}: {name} is not the file of {MANIFEST}; fetch it again, do not load it")
    return Encoder(manifest, _session(folder, manifest), _tokenizer(folder, manifest))


def _manifest(folder: Path) -> EncoderManifest:
    try:
        return EncoderManifest.model_validate(json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError as error:
        raise ArtifactError(f"{folder.name}: there is no {MANIFEST}; see docs/retrain.md for what it holds") from error
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise ArtifactError(f"{folder.name}: {MANIFEST}: {key}: {first['msg']}; mend it") from error
    except (OSError, ValueError) as error:
        raise ArtifactError(f"{folder.name}: {MANIFEST} cannot be read; mend it") from error


def _session(folder: Path, manifest: EncoderManifest) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise ArtifactError("encoders need more packages: pip install 'langnghe[transformer]'") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        # By its bytes: a file that names others beside it would read what no digest covers.
        session = onnxruntime.InferenceSession(
            (folder / manifest.model).read_bytes(), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise ArtifactError(f"{folder.name}: {manifest.model} is no ONNX model that can be run") from error
    unknown = sorted({one.name for one in session.get_inputs()} - KNOWN_INPUTS)
    if unknown or len(session.get_outputs()[0].shape) != 3:
        what = f"asks for {unknown[0]}" if unknown else "gives no vector for each token first"
        raise ArtifactError(f"{folder.name}: {manifest.model} {what}; export the bare encoder")
    return session


def _tokenizer(folder: Path, manifest: EncoderManifest) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / manifest.tokenizer))
    except Exception as error:
        raise ArtifactError(f"{folder.name}: {manifest.tokenizer} is no tokenizer.json") from error
    tokenizer.enable_truncation(manifest.longest)
    tokenizer.enable_padding()
    return tokenizer


def _mean(tokens: Floats, mask: npt.NDArray[np.int64]) -> Floats:
    weights = mask[:, :, None].astype(np.float32)
    found: Floats = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return found


def _unit(rows: Floats) -> Floats:
    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found
