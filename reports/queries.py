"""The searches behind the numbers of a report: the same conditions as an address of the search page.

The search reads what the models say and what is stored now. Where people have corrected posts since, or posts were
deleted, its list says so and the frozen number stays.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from domain.times import Window
from reports.outline import Paragraph, Run

HOME = "/tim-kiem"


def posts(window: Window, **conditions: str) -> str:
    """Relevant posts of the window; conditions by their names in the address: topic, sentiment, target, source …"""
    given = {name: value for name, value in conditions.items() if value}
    return f"{HOME}?{urlencode(given | {'from': window.first.isoformat(), 'to': window.last.isoformat()})}"


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


def at(text: str, pages: str) -> str:
    """A page that leaves the house: its searches lead to where the staff pages are."""
    return text.replace(f'href="{HOME}?', f'href="{pages}{HOME}?')
