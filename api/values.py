"""Types of what comes in. Bad values are refused here, so that the rooms behind trust what they get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Final

from fastapi import Path
from pydantic import AfterValidator, Field

_CURSOR: Final = re.compile(r"-?[0-9]{1,17}-[0-9]{1,18}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Refuse control characters: PostgreSQL takes no NUL, and nobody types the others."""
    if _CONTROL.search(text):
        raise ValueError("có ký tự điều khiển; hãy gõ lại")
    return text


def _mark(text: str) -> str:
    if not _CURSOR.fullmatch(text):
        raise ValueError("không phải dấu trang của hệ thống; hãy bắt đầu từ trang đầu")
    return text


def names_of(known: Iterable[str]) -> Callable[[str], str]:
    """A check of names with commas between them."""
    allowed = tuple(known)

    def check(text: str) -> str:
        wanted = [name.strip() for name in text.split(",") if name.strip()]
        if any(name not in allowed for name in wanted):
            raise ValueError(f"chỉ có: {', '.join(allowed)}")
        return ",".join(dict.fromkeys(wanted))

    return check


Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
Cursor = Annotated[str, Field(max_length=40), AfterValidator(_mark)]
Line = Annotated[str, Field(max_length=500), AfterValidator(clean)]
Text = Annotated[str, Field(max_length=2000), AfterValidator(clean)]
Id = Annotated[int, Path(ge=1, le=2**62)]
Revision = Annotated[int, Field(ge=0, le=1_000_000)]
