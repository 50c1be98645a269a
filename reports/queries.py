"""The searches behind the numbers of a report: the same conditions as an address of the search page.

The search reads what the models say and what is stored now. Where people have corrected posts since, or posts were
deleted, its list says so and the frozen number stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from domain.times import Window
from reports.outline import Block, Line, Paragraph, Run, Table

HOME, EVENTS = "/tim-kiem", "/su-viec"


def posts(window: Window, **conditions: str) -> str:
    """Relevant posts of the window; conditions by their names in the address: topic, sentiment, target, source …"""
    given = {name: value for name, value in conditions.items() if value}
    return f"{HOME}?{urlencode(given | {'from': window.first.isoformat(), 'to': window.last.isoformat()})}"


def event(event_id: int) -> str:
    """The page of an event, with all that tell of it: also what came before or after the window."""
    return f"{EVENTS}/{event_id}"


def counted(paragraph: Paragraph, *links: tuple[str, str]) -> Paragraph:
    """With each figure leading to its query; figures are looked for one after the other, in the order of the text."""
    done, left = list[Run](), list(paragraph.runs)
    for figure, query in links:
        while left and figure not in left[0].text:
            done.append(left.pop(0))
        if not left:
            break
        run = left.pop(0)
        before, _, after = run.text.partition(figure)
        done += [replace(run, text=before)] if before else []
        done.append(replace(run, text=figure, query=query))
        left[:0] = [replace(run, text=after)] if after else []
    return Paragraph((*done, *left))


def addressed(blocks: Sequence[Block], pages: str) -> list[Block]:
    """For a file that leaves the house: searches with the whole address of the staff pages, or none without one."""
    return [_addressed(block, pages) for block in blocks]


def _addressed(block: Block, pages: str) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(_leading(runs, pages))
        case Table():
            return replace(block, rows=tuple(tuple(_leading(cell, pages) for cell in row) for row in block.rows))
    return block


def _leading(runs: Line, pages: str) -> Line:
    return tuple(replace(run, query=pages + run.query if pages and run.query else "") for run in runs)


def at(text: str, pages: str) -> str:
    """A page that leaves the house: its searches lead to where the staff pages are."""
    return text.replace(f'href="{HOME}?', f'href="{pages}{HOME}?').replace(
        f'href="{EVENTS}/', f'href="{pages}{EVENTS}/'
    )
