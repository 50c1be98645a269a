"""underthesea, imported once and without its side effects: the reference for segmentation, and the way out.

Its import puts a handler on the root logger, its first call from two threads at a time loads the model twice, and any
caller's `fixed_words` stay in its pattern for every later call. Only this module touches it.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import re
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Protocol

import joblib

_LOCK = threading.RLock()
_PACKAGE = "underthesea.pipeline.word_tokenize"
_MODEL = "models/ws_crf_vlsp2013_20230727"
_FILES = (
    "__init__.py",
    "regex_tokenize.py",
    f"{_MODEL}/models.bin",
    f"{_MODEL}/features.bin",
    f"{_MODEL}/dictionary.bin",
    "../text_normalize/token_normalize.py",
    "../text_normalize/character_normalize.py",
    "../text_normalize/text_normalizer.py",
    "../text_normalize/tn_rules_2023_07_14.bin",
    "../../models/fast_crf_sequence_tagger.py",
)
_KNOWN = "50de5a768c4a35759061a67b01bc3525badac55d3933e4e0cfc734fd246b44f1"
"""SHA-256 of these files in underthesea 9.5.0."""


class Featurizer(Protocol):
    def process(self, sentences: list[list[list[str]]]) -> list[list[list[str]]]: ...


@dataclass(frozen=True, slots=True)
class Oracle:
    """What underthesea is made of, as far as segmentation goes."""

    pattern: re.Pattern[str]
    """Its tokeniser, without anybody's fixed words."""
    normalize_text: Callable[[str], str]
    normalize_token: Callable[[str], str]
    featurizer: Featurizer
    features: Sequence[str]
    dictionary: frozenset[str]
    model: Path
    """Its weights, a CRFsuite file."""
    known: bool
    """Whether code and model are, byte for byte, those that the fast way was written for."""
    tokenizer: ModuleType
    word_tokenize: Callable[..., str]

    def words(self, line: str) -> str:
        """word_tokenize(line, format="text") as a fresh process would answer it. Any thread."""
        with _LOCK:
            vars(self.tokenizer)["patterns"] = self.pattern
            return self.word_tokenize(line, format="text")


def load_oracle() -> Oracle:
    """Import underthesea on first use; safe from any thread."""
    with _LOCK:
        return _load()


@cache
def _load() -> Oracle:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _import()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _import() -> Oracle:
    package = importlib.import_module(_PACKAGE)
    tokenizer = importlib.import_module(f"{_PACKAGE}.regex_tokenize")
    normalizer = importlib.import_module("underthesea.pipeline.text_normalize.token_normalize")
    package.word_tokenize("khởi động", format="text")
    tagger = package.word_tokenize_model
    home = Path(str(package.__file__)).parent
    return Oracle(
        pattern=re.compile(tokenizer.regex_patterns_combine, re.VERBOSE | re.UNICODE),
        normalize_text=normalizer.normalize_characters_in_text,
        normalize_token=normalizer.token_normalize,
        featurizer=tagger.featurizer,
        features=tuple(joblib.load(home / _MODEL / "features.bin")),
        dictionary=frozenset(joblib.load(home / _MODEL / "dictionary.bin")),
        model=home / _MODEL / "models.bin",
        known=_digest(home) == _KNOWN,
        tokenizer=tokenizer,
        word_tokenize=package.word_tokenize,
    )


def _digest(home: Path) -> str:
    """SHA-256 of the files; "" where one is missing, as in another release of the wheel."""
    digest = hashlib.sha256()
    for name in _FILES:
        path = home / name
        if not path.is_file():
            return ""
        digest.update(path.read_bytes())
    return digest.hexdigest()
