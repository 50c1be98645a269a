"""Who looks at a page, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.words import ROLE
from store.users import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member of staff who is signed in."""

    id: int
    login: str
    name: str
    role: Role

    @property
    def role_word(self) -> str:
        return ROLE[self.role]

    @property
    def decides(self) -> bool:
        return self.role is not Role.VIEWER
