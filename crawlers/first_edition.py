"""Of several editions of one article (mobile, AMP) one is read, and the next one only where that one fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from scrapy.http import Request

from crawlers import links
from crawlers.ledger import Ledger
from crawlers.outcome import Outcome
from domain.naming import name_of

Ask = Callable[[], Iterable[Request]]
_HAD: Final = (Outcome.STORED, Outcome.SAME)


class FirstEdition:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._had: set[str] = set()
        self._others: dict[str, list[tuple[str, Ask]]] = {}
        """Of articles that are being asked for: the other editions, whose accounts stay open meanwhile."""

    def may_ask(self, url: str, ask: Ask) -> bool:
        """Whether to ask for this edition now; `ask` is kept for the case that the one before it fails."""
        name = _name(url)
        if name in self._had:
            self._ledger.close(url, Outcome.SAME, "edition")
        elif name in self._others:
            self._others[name].append((url, ask))
        else:
            self._others[name] = []
            return True
        return False

    def ended(self, url: str, outcome: Outcome, reason: str = "") -> Iterable[Request]:
        """Say how the edition ended that was asked for; what is to be asked for instead comes back.

        What had to wait waits with all its editions: they would wait at the same gate.
        """
        name = _name(url)
        others = self._others.pop(name, [])
        if outcome in _HAD:
            self._had.add(name)
            self._close(others, Outcome.SAME, "edition")
        elif outcome is Outcome.SET_ASIDE:
            self._close(others, outcome, reason)
        elif others:
            self._others[name] = others[1:]
            return others[0][1]()
        return ()

    def _close(self, others: Iterable[tuple[str, Ask]], outcome: Outcome, reason: str) -> None:
        for url, _ in others:
            self._ledger.close(url, outcome, reason)


def _name(url: str) -> str:
    return name_of(links.canonical(url))
