"""Named statements: `sql/<module>.sql` holds sections that begin with `-- name: <statement>`.

What several statements of a file say alike stands once, under `-- part: <name>`; `-- use: <name>` stands for it, in
statements and in parts further down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, LiteralString

_HEAD = re.compile(r"^-- (name|part): (\w+)\s*$", re.MULTILINE)
_USE = re.compile(r"^ *-- use: (\w+) *$", re.MULTILINE)


@cache
def load(module: str) -> Mapping[str, LiteralString]:
    """The statements of `sql/<module>.sql` by name. Files of this package are as trustworthy as literals."""
    text = resources.files(__name__).joinpath(f"{module}.sql").read_text(encoding="utf-8")
    pieces: list[Any] = _HEAD.split(text)[1:]
    sections = list(zip(*(pieces[at::3] for at in range(3)), strict=True))
    if len({name for _, name, _ in sections}) != len(sections):
        raise ValueError(f"store/sql/{module}.sql names a statement twice; rename one")
    parts: dict[str, Any] = {}
    whole: dict[str, LiteralString] = {}
    for kind, name, body in sections:
        full = _USE.sub(lambda use: parts[use[1]], body)
        if kind == "part":
            parts[name] = full.strip("\n")
        else:
            whole[name] = full.strip()
    return MappingProxyType(whole)


def modules() -> tuple[str, ...]:
    """Every module that has a file of statements."""
    return tuple(sorted(file.name[:-4] for file in resources.files(__name__).iterdir() if file.name.endswith(".sql")))
