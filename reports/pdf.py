"""A document as PDF, set by Typst from its wheel: no system library, and fonts that the system or the wheel brings."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

import typst

from domain.times import VIETNAM, vietnam_day
from reports import chapters
from reports.chapters.phrasing import source_of
from reports.document import Document
from reports.docx.foot import recipient_lines
from reports.docx.head import COUNTRY, MOTTO, UNDER_NAME
from reports.docx.widths import width_mm
from reports.faces import faces
from reports.letterhead import Letterhead
from reports.numbers import dateline
from reports.outline import Block, Figure, Heading, Line, Open, Paragraph, Quote, Run, Table, leads_on
from reports.queries import addressed
from reports.quotes import safe_url
from reports.values import WeeklyReport

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
FONTS = ("Tinos", "Liberation Serif", "Libertinus Serif")
"""After the letterhead's own face. The first two are as wide as Times; the last one comes with Typst."""


def render(report: WeeklyReport, letterhead: Letterhead) -> bytes:
    """The weekly report."""
    return write(chapters.document(report, letterhead))


def write(document: Document) -> bytes:
    """The same document gives the same bytes. Raises typst.TypstError only for a template that is damaged."""
    with tempfile.TemporaryDirectory(prefix="langnghe-pdf-") as name:
        folder = Path(name)
        (folder / "document.typ").write_bytes(TEMPLATE.read_bytes())
        face = faces((document.letterhead.page.font, *FONTS))
        (folder / "fonts").mkdir()
        for number, path in enumerate(face.files):
            (folder / "fonts" / f"{number}{path.suffix}").write_bytes(path.read_bytes())
        (folder / "document.json").write_text(
            json.dumps(_values(document, folder) | {"font": face.family}), encoding="utf-8"
        )
        made = typst.compile(
            folder / "document.typ",
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            timestamp=int(document.made_at.timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave several files where one PDF was asked for")
    return made


def _values(document: Document, folder: Path) -> dict[str, Any]:
    """What the template reads. Texts are data there, so that no crawled word becomes markup."""
    letterhead = document.letterhead
    return {
        "title": document.title,
        "kind": document.kind,
        "subject": document.subject,
        "made": document.made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        "dateline": dateline(letterhead.place, None, vietnam_day(document.made_at).year),
        "country": COUNTRY,
        "motto": MOTTO,
        "letterhead": letterhead.model_dump(mode="json"),
        "recipients": recipient_lines(letterhead),
        "rules": _rules(document),
        "body": _blocks(addressed(document.body, letterhead.pages), folder, "b"),
        "annex": _blocks(addressed(document.annex, letterhead.pages), folder, "a"),
    }


def _rules(document: Document) -> dict[str, float]:
    """Lengths of the three rules and the width of the state's half, in millimetres."""
    sizes, issuer = document.letterhead.sizes, document.letterhead.issuer
    return {
        "issuer": max(width_mm(text.upper(), sizes.issuer) for text in issuer) * UNDER_NAME,
        "motto": width_mm(MOTTO, sizes.motto),
        "subject": width_mm(document.subject[1], sizes.subject) * UNDER_NAME,
        "state": width_mm(COUNTRY, sizes.country) + 4,
    }


def _blocks(blocks: Sequence[Block], folder: Path, prefix: str) -> list[dict[str, Any]]:
    return [
        _block(block, folder / f"{prefix}{number}.png") | _held(block, after)
        for number, (block, after) in enumerate(zip_longest(blocks, blocks[1:]))
    ]


def _held(block: Block, after: Block | None) -> dict[str, Any]:
    return {"held": leads_on(block, after)} if isinstance(block, Paragraph) else {}


def _block(block: Block, picture: Path) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(runs):
            return {"is": "paragraph", "runs": _runs(runs)}
        case Quote(item):
            source = (Run(f"“{item.text}”", italic=True), Run(" ("), Run(source_of(item), url=item.url), Run(")"))
            return {"is": "quote", "runs": _runs(source)}
        case Table():
            return _table(block)
        case Figure(chart, caption):
            picture.write_bytes(chart.png())
            return {"is": "figure", "file": picture.name, "alt": chart.alt, "caption": caption}
        case Open(hint, lines):
            return {"is": "open", "hint": hint, "lines": lines}


def _table(block: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": block.caption,
        "columns": [asdict(column) for column in block.columns],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "total": block.last_is_total,
    }


def _runs(runs: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "bold": run.bold,
            "italic": run.italic,
            "url": safe_url(run.url),
            "query": safe_url(run.query),
        }
        for run in runs
    ]
