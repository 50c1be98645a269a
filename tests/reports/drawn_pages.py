"""Pages as the programs draw that open them, measured by where ink lies on the paper. Millimetres everywhere."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DOTS = 100
"""An inch: a rule of three quarters of a point is a dot thick."""
MM = DOTS / 25.4
INKED, RULED = 160, 200
"""Greys that count as ink, and as a thin line."""


@dataclass(frozen=True, slots=True)
class Page:
    grey: NDArray[np.uint8]
    """A row of the paper a row; 0 is black."""

    def part(self, top: float, bottom: float, left: float, right: float) -> NDArray[np.uint8]:
        return self.grey[round(top * MM) : round(bottom * MM), round(left * MM) : round(right * MM)]

    def ink(self, top: float, bottom: float, left: float = 0, right: float = 210) -> float:
        """The share of it that is not paper."""
        return float((self.part(top, bottom, left, right) < INKED).mean())

    def rules(self, top: float, bottom: float, left: float, right: float) -> list[float]:
        """Lengths of unbroken horizontal lines."""
        found = []
        for row in self.part(top, bottom, left, right) < RULED:
            ends = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
            longest = max((end - begin for begin, end in zip(ends[::2], ends[1::2], strict=True)), default=0)
            found += [float(longest / MM)] if longest > 8 * MM else []
        return found

    def cells(self, size: float = 10) -> list[str]:
        """The page in squares: `#` much ink, `+` some, `.` none."""
        rows = [place * size for place in range(int(297 // size))]
        columns = [place * size for place in range(int(210 // size))]
        return ["".join(_cell(self.ink(y, y + size, x, x + size)) for x in columns) for y in rows]


def _cell(ink: float) -> str:
    return "#" if ink > 0.04 else "+" if ink > 0.002 else "."


def unlike(page: Page, golden: Sequence[str]) -> float:
    """The share of squares of which one has ink and the other none."""
    pairs = [pair for drawn, known in zip(page.cells(), golden, strict=True) for pair in zip(drawn, known, strict=True)]
    return sum((a == ".") is not (b == ".") for a, b in pairs) / len(pairs)


def convert(folder: Path, names: Sequence[str]) -> None:
    """Each file as PDF beside it, all by one start of LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)


def pages(path: Path) -> list[Page]:
    stem = path.with_suffix("")
    subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), path, stem], check=True, capture_output=True, timeout=120)
    return [_drawn(file.read_bytes()) for file in sorted(path.parent.glob(f"{stem.name}-[0-9]*.pgm"))]


def _drawn(raw: bytes) -> Page:
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw)
    assert head is not None
    return Page(np.frombuffer(raw, dtype=np.uint8, offset=head.end()).reshape(int(head[2]), int(head[1])))


def told(path: Path) -> list[str]:
    """The words of each page."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode().split("\f")[:-1]
