"""Which serif face a PDF is set in: the first of those wanted whose file has Vietnamese letters and the đồng sign.

The Liberation Serif 1 of older systems lacks them; a text set in it would take every accented letter from elsewhere.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

NEEDED = "ạảấầẩẫậặệễộỗợữựỹĐđƠơƯư₫"


@dataclass(frozen=True, slots=True)
class Faces:
    family: str
    files: tuple[Path, ...]
    """Empty for a face that Typst itself brings."""


@cache
def faces(wanted: Sequence[str]) -> Faces:
    """The first family of `wanted` that this machine can write Vietnamese in; the last one is Typst's own."""
    found: dict[str, dict[tuple[str, int], Path]] = {}
    for font in typst.Fonts(include_embedded_fonts=False).fonts():
        if font.family in wanted and font.path and _covers(Path(font.path), font.index):
            found.setdefault(font.family, {}).setdefault((font.style, font.weight), Path(font.path))
    chosen = next((family for family in wanted if family in found), None)
    if chosen is None:
        return Faces(wanted[-1], ())
    return Faces(chosen, tuple(sorted(set(found[chosen].values()))))


def _covers(path: Path, index: int) -> bool:
    try:
        return all(_has(path.read_bytes(), index, ord(letter)) for letter in NEEDED)
    except (OSError, struct.error):
        return False


def _has(data: bytes, index: int, code: int) -> bool:
    """Whether the face maps a code below 65536 to a glyph, by its cmap tables of format 4."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * place)
        if tag == b"cmap":
            return any(_in_format_4(data, table, code) for table in _subtables(data, offset))
    return False


def _subtables(data: bytes, cmap: int) -> list[int]:
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    return [cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * place)[2] for place in range(count)]


def _in_format_4(data: bytes, table: int, code: int) -> bool:
    kind, _, _, double = struct.unpack_from(">HHHH", data, table)
    if kind != 4:
        return False
    ends = struct.unpack_from(f">{double // 2}H", data, table + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, table + 16 + double)
    segment = next((place for place, end in enumerate(ends) if code <= end), None)
    return segment is not None and starts[segment] <= code
