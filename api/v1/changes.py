"""What lists of what staff did are asked for."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.paging import MOST, mark_of
from api.values import Cursor, Day
from dashboards.viewer import Viewer
from domain.times import Window
from store.lists import Page


class ChangesAsked(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    first: Annotated[Day | None, Field(alias="from", description="First Vietnamese day")] = None
    last: Annotated[Day | None, Field(alias="to", description="Last Vietnamese day")] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="Items a page")] = 50
    cursor: Annotated[Cursor | None, Field(description="`next_cursor` of the page before")] = None

    def page(self, viewer: Viewer, kind: str | None) -> Page:
        """With one item more, which tells whether another page follows. Raises Problem for a mark of another list."""
        mark = mark_of(self.cursor)
        return Page(
            self.limit + 1,
            mark.number if mark else None,
            Window(self.first, self.first).start if self.first else None,
            Window(self.last, self.last).end if self.last else None,
            kind,
            viewer.provinces,
        )
