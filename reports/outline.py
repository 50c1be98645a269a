"""A document as blocks, before it has a format: what a renderer lays out and never rewords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.charts import Chart
from reports.values import Quotation

SHORT = 320
"""Characters: about four lines."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    query: str = ""
    """For a number: the search page with the posts that it counts."""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1: a chapter with its Roman number; 2: a part of it."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Line


@dataclass(frozen=True, slots=True)
class Quote:
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    weight: float
    """Share of the width, against the other columns."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    last_is_total: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    chart: Chart
    caption: str


@dataclass(frozen=True, slots=True)
class Open:
    """Room for people to write; the program never fills it."""

    hint: str
    lines: int = 4


Block = Heading | Paragraph | Quote | Table | Figure | Open


def line(text: str, *, bold: bool = False, italic: bool = False, url: str = "", query: str = "") -> Line:
    return (Run(text, bold, italic, url, query),)


def said(text: str) -> Paragraph:
    return Paragraph(line(text))


def labelled(label: str, text: str) -> Paragraph:
    """`Xu hướng: …` with the label in bold."""
    return Paragraph((Run(f"{label}: ", bold=True), Run(text)))


def row(*cells: str | Line) -> tuple[Line, ...]:
    return tuple(line(cell) if isinstance(cell, str) else cell for cell in cells)


def leads_on(block: Block, after: Block | None) -> bool:
    """A few words before a table or a quotation go to its page; a long paragraph would leave the one before empty."""
    short = isinstance(block, Paragraph) and sum(len(run.text) for run in block.runs) <= SHORT
    return short and isinstance(after, Table | Quote)


def sentence(clauses: Sequence[str]) -> str:
    """Clauses joined to what stands after a label, with a full stop."""
    return f"{'; '.join(clauses)}."
