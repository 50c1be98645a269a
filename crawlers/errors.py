"""What can go wrong while collecting. Messages say what to do and never quote a page."""

from __future__ import annotations


class SpecError(ValueError):
    """A source file cannot be used; the message names file, key and remedy."""


class CrawlRefused(RuntimeError):  # noqa: N818 - a refusal by rule, not a fault
    """The crawl was not started because a rule of manners forbids it; the message says which."""


class ReasonedError(ValueError):
    """An error with a slug to count by and a sentence to read."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence

    def __reduce__(self) -> tuple[type[ReasonedError], tuple[str, str]]:
        """Errors cross process borders; the default would call the class with the message alone."""
        return type(self), (self.reason, self.sentence)


class ExtractionError(ReasonedError):
    """No usable post on a page: `unreadable`, `empty`, `no-title`, `too-short`, `mostly-links`, `wrong-type`,
    `translation`.
    """


class EntryError(ReasonedError):
    """A feed, sitemap, list or API answer cannot be read: `not-a-feed`, `not-a-sitemap`, `not-json`, `api-error`."""


class DocumentError(ReasonedError):
    """A pasted or saved text cannot be imported: `empty`, `binary`, `encoding`, `too-large`, `unreadable`, `no-text`.

    The sentence goes on after the file's name: "the file is empty; choose …".
    """
