"""One decision about many posts: those that somebody else decided about meanwhile are left alone and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.deciding import Refused, decide
from api.problems import Problem
from api.scope import require, within
from dashboards.bulk import Left
from dashboards.decisions import Draft
from dashboards.viewer import Viewer
from store.db import Conn
from store.errors import NotFound

_CHOSEN: Final = re.compile(r"([1-9][0-9]{0,17}):([0-9]{1,6})")
"""A post and the decisions about it that the person had on screen."""


@dataclass(frozen=True, slots=True)
class Decided:
    marks: tuple[str, ...]
    """The posts that were decided about, with their new revisions: what is needed to take it all back."""
    left: tuple[Left, ...]
    """Those that were not, and why."""


def decide_all(conn: Conn, viewer: Viewer, chosen: Sequence[str], draft: Draft) -> Decided:
    done, left = list[str](), list[Left]()
    marks = [match for mark in dict.fromkeys(chosen) if (match := _CHOSEN.fullmatch(mark))]
    mine = within(conn, viewer, [int(match[1]) for match in marks])
    for match in marks:
        post_id, revision = int(match[1]), int(match[2])
        try:
            if post_id not in mine:
                require(conn, viewer, post_id)
            with conn.transaction():
                taken = decide(conn, viewer, post_id, draft, revision)
            done.append(f"{post_id}:{taken}")
        except Refused as refusal:
            left.append(Left(post_id, refusal.sentence))
        except Problem as problem:
            left.append(Left(post_id, problem.detail))
        except NotFound:
            left.append(Left(post_id, "Tin này không còn; có thể đã được xóa theo yêu cầu."))
    return Decided(tuple(done), tuple(left))
