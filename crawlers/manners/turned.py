"""Requests that were not sent or brought no answer, by slug: never by an error's text, which may hold a token."""

from __future__ import annotations

import re

from scrapy.exceptions import DownloadFailedError, IgnoreRequest

from crawlers.outcome import Outcome


class Turned(IgnoreRequest):
    """The request was not sent; the outcome says why."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


_REASONS: tuple[tuple[str, str], ...] = (
    ("CannotResolveHostError", "unreachable"),
    ("DownloadConnectionRefusedError", "unreachable"),
    ("DownloadTimeoutError", "timeout"),
    ("DownloadCancelledError", "too-big"),
    ("ResponseDataLossError", "cut-off"),
    ("UnsupportedURLSchemeError", "bad-address"),
    ("DownloadFailedError", "connection"),
)


def reason_of(error: BaseException) -> str:
    """The slug of a failure. Never its text, which may hold an address with a token."""
    text = str(error).lower()
    if isinstance(error, IgnoreRequest):
        return "redirect-loop" if "redirection" in text else "too-big"
    if isinstance(error, DownloadFailedError) and re.search(r"certificate|\bssl|\btls", text):
        return "certificate"
    names = [kind.__name__ for kind in type(error).__mro__]
    return next((reason for name, reason in _REASONS if name in names), "error")
