"""Our style sheet and scripts, read once; their addresses carry a digest, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

FOLDER: Final = Path(__file__).with_name("static")
TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class Assets:
    files: Mapping[str, Asset]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Assets:
        found = {file.name: _asset(file) for file in sorted(folder.iterdir()) if file.suffix in TYPES}
        return cls(MappingProxyType(found))

    def href(self, name: str) -> str:
        """The address of a file. Raises KeyError for a name that a template got wrong."""
        return f"/static/{name}?v={self.files[name].digest}"


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    return Asset(body, TYPES[file.suffix], hashlib.sha256(body).hexdigest()[:12])
