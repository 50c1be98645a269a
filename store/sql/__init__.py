"""Named statements: `sql/<module>.sql` holds sections that begin with `-- name: <statement>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import LiteralString, cast

_HEAD = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)


@cache
def load(module: str) -> Mapping[str, LiteralString]:
    """The statements of `sql/<module>.sql` by name. Files of this package are as trustworthy as literals."""
    text = resources.files(__name__).joinpath(f"{module}.sql").read_text(encoding="utf-8")
    parts = _HEAD.split(text)
    names, bodies = parts[1::2], parts[2::2]
    if len(set(names)) != len(names):
        raise ValueError(f"store/sql/{module}.sql names a statement twice; rename one")
    return MappingProxyType({name: cast(LiteralString, body.strip()) for name, body in zip(names, bodies, strict=True)})


def modules() -> tuple[str, ...]:
    """Every module that has a file of statements."""
    return tuple(sorted(file.name[:-4] for file in resources.files(__name__).iterdir() if file.name.endswith(".sql")))
