"""Files that people edit: read whole and strictly, or refused with a sentence that names the key and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


def read_toml(
    path: Path,
    model: type[Model],
    refused: type[ValueError],
    *,
    before: Callable[[str], str] = lambda text: text,
    besides: Mapping[str, Any] | None = None,
) -> Model:
    """The file as this model. Raises `refused` for bad TOML, an unknown key or a value that is none.

    `before` may change the text first; `besides` are values that the file may leave out.
    """
    try:
        raw = tomllib.loads(before(path.read_text(encoding="utf-8")))
        return model.model_validate({**(besides or {}), **raw})
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refused(f"{path}: cannot be read as TOML ({error}); mend the file") from error
    except ValidationError as error:
        faults = error.errors()
        # A key that does not exist is often the cause of what else is said to be missing.
        first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise refused(f"{path}: {where}: {first['msg']}; mend or remove that key") from error
