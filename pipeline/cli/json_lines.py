"""Standard input as JSON lines: what cannot be read keeps its place and says why, so that nothing else is lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    """From 1, empty lines counted."""
    row: dict[str, Any]
    """Empty where the line is no JSON object."""
    problem: str = ""
    """Why it cannot be read; empty where it can."""


def json_lines(needed: Sequence[str], texts: Sequence[str]) -> Iterator[Line]:
    """Every line that is not empty. `needed`: keys that must be there; `texts`: keys whose values must be strings."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
        except UnicodeDecodeError:
            yield Line(number, {}, "is not UTF-8 text")
        except (ValueError, RecursionError):
            yield Line(number, {}, "is no JSON")
        else:
            known = row if isinstance(row, dict) else {}
            yield Line(number, known, _problem(known, needed, texts))


def _problem(row: dict[str, Any], needed: Sequence[str], texts: Sequence[str]) -> str:
    missing = [key for key in needed if key not in row]
    if missing:
        return f"needs the keys {', '.join(missing)}"
    # An optional key may be null, as other programs write what they do not know.
    wrong = [key for key in texts if not isinstance(row.get(key, ""), str) and (key in needed or row[key] is not None)]
    return f"{', '.join(wrong)} must be text between quotation marks" if wrong else ""


def _no_number(name: str) -> float:
    raise ValueError(name)
