"""Who looks at a page, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.words import ROLE
from store.keys import Scope
from store.scopes import Scope as Provinces
from store.users import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member of staff who is signed in."""

    id: int
    login: str
    name: str
    role: Role
    scopes: frozenset[Scope] | None = None
    """Of the API key that was shown; None for a session, which may do all that its role may."""
    provinces: Provinces = None
    """Codes of the provinces whose posts they look after; None for all."""

    @property
    def role_word(self) -> str:
        return ROLE[self.role]

    def has(self, scope: Scope) -> bool:
        return self.scopes is None or scope in self.scopes

    @property
    def decides(self) -> bool:
        return self.role is not Role.VIEWER

    @property
    def whole(self) -> bool:
        """Whether they look after the whole country, of which reports are."""
        return self.provinces is None

    @property
    def leads(self) -> bool:
        return self.role in {Role.LEAD, Role.ADMIN}
