"""Runs of text, some of which lead somewhere."""

from __future__ import annotations

from docx.text.paragraph import Paragraph

from reports.docx.xml import link
from reports.outline import Line
from reports.quotes import safe_url


def add_runs(paragraph: Paragraph, runs: Line, *, bold: bool = False) -> None:
    for piece in runs:
        run = paragraph.add_run(piece.text)
        run.bold, run.italic = piece.bold or bold or None, piece.italic or None
        if url := safe_url(piece.url):
            run.underline = True
            link(paragraph, run, url)
        elif url := safe_url(piece.query):
            link(paragraph, run, url)  # Plain, for a letter is printed: who reads it on a screen finds its posts.
