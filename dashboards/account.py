"""One's own account: the password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from dashboards.frame import Frame
from dashboards.viewer import Viewer

SHORTEST: Final = 12
"""Length protects better than odd characters, and is easier to keep in mind."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    template: ClassVar[str] = "account.html"
    frame: Frame
    shortest: int = SHORTEST
    problem: str = ""
    done: str = ""


def account_page(viewer: Viewer, *, problem: str = "", done: str = "") -> AccountPage:
    return AccountPage(Frame("Tài khoản", "", viewer), problem=problem, done=done)
