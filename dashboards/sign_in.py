"""The door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboards.frame import Frame


@dataclass(frozen=True, slots=True)
class SignInPage:
    template: ClassVar[str] = "sign_in.html"
    frame: Frame
    onward: str
    """A path on this site to which the person wanted to go."""
    login: str = ""
    problem: str = ""


def sign_in_page(onward: str = "/", login: str = "", problem: str = "") -> SignInPage:
    return SignInPage(Frame("Đăng nhập", "", None), onward, login, problem)
