"""Tables and charts of the body are numbered as they come: where a week had no stoppage, no number is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from reports.outline import Block, Figure, Table


def numbered(blocks: Sequence[Block]) -> list[Block]:
    tables, figures = count(1), count(1)
    done = list[Block]()
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            done.append(replace(block, caption=f"Bảng {next(tables)}. {block.caption}"))
        elif isinstance(block, Figure):
            done.append(replace(block, caption=f"Biểu đồ {next(figures)}. {block.caption}"))
        else:
            done.append(block)
    return done
