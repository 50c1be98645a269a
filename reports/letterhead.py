"""config/letterhead.toml: whose report it is, how its first page looks, and which days a week has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.toml_file import read_toml

WeekDays = Literal["mon-sun", "mon-fri", "fri-thu"]
Line = Annotated[str, Field(min_length=1, max_length=160)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=3)]
"""A name, broken into lines where it reads well."""
Twelve = Annotated[float, Field(ge=12, le=13)]
Thirteen = Annotated[float, Field(ge=13, le=14)]


class LetterheadError(ValueError):
    """config/letterhead.toml cannot be used; the message says where and what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sizes(_Strict):
    """Points. The ranges are those of Decree 30/2020, Annex I."""

    superior: Twelve = 12
    issuer: Twelve = 12
    country: Twelve = 12
    motto: Thirteen = 13
    number: Annotated[float, Field(ge=13, le=13)] = 13
    dateline: Thirteen = 13
    kind: Thirteen = 14
    subject: Thirteen = 14
    body: Thirteen = 14
    table: Annotated[float, Field(ge=10, le=14)] = 11
    """The decree names no size for tables."""
    authority: Thirteen = 14
    signer: Thirteen = 14
    recipients_title: Annotated[float, Field(ge=12, le=12)] = 12
    recipients: Annotated[float, Field(ge=11, le=11)] = 11
    page_number: Thirteen = 13


class PageLayout(_Strict):
    """Millimetres; `line_spacing` in lines, `paragraph_gap` in points."""

    top: Annotated[float, Field(ge=20, le=25)] = 20
    bottom: Annotated[float, Field(ge=20, le=25)] = 20
    left: Annotated[float, Field(ge=30, le=35)] = 30
    right: Annotated[float, Field(ge=15, le=20)] = 20
    first_line: Annotated[float, Field(ge=10, le=12.7)] = 12.7
    line_spacing: Annotated[float, Field(ge=1, le=1.5)] = 1.15
    paragraph_gap: Annotated[float, Field(ge=6, le=12)] = 6
    font: Line = "Times New Roman"

    @property
    def width(self) -> float:
        """Of the text."""
        return 210 - self.left - self.right


class Letterhead(_Strict):
    superior: Lines
    issuer: Lines
    symbol: Annotated[str, Field(pattern=r"^[\w-]+$")]
    place: Line
    authority: Annotated[str, Field(max_length=80)] = ""
    """`TM. BAN THƯỜNG VỤ`, `KT. …` or nothing."""
    position: Line
    signer: Annotated[str, Field(max_length=80)] = ""
    recipients: Annotated[tuple[Line, ...], Field(min_length=1)]
    archive: Line = "VT"
    pages: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"/][^\s<>\"]*[^\s<>\"/])?$")] = ""
    """Address of the staff pages: numbers in Word and PDF files lead to their posts there. Empty: they lead nowhere."""
    sizes: Sizes = Sizes()
    page: PageLayout = PageLayout()


class Weekly(_Strict):
    letterhead: str
    window: WeekDays = "mon-sun"


class Letterheads(_Strict):
    weekly: Weekly
    letterhead: Annotated[dict[str, Letterhead], Field(min_length=1)]

    @model_validator(mode="after")
    def _default_is_there(self) -> Letterheads:
        self.named(self.weekly.letterhead)
        return self

    def named(self, name: str | None = None) -> Letterhead:
        """The letterhead of that name, or the schedule's. Raises LetterheadError for one that is not there."""
        wanted = name or self.weekly.letterhead
        if wanted not in self.letterhead:
            known = ", ".join(sorted(self.letterhead))
            raise LetterheadError(f"no letterhead is called {wanted!r}; config/letterhead.toml has {known}")
        return self.letterhead[wanted]


def load_letterheads(path: Path) -> Letterheads:
    """Read the file. Raises LetterheadError for bad TOML, an unknown key, a size outside the decree's range."""
    return read_toml(path, Letterheads, LetterheadError)
