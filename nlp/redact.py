"""Take out what a person gave away, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from domain.post import DisplayText
from nlp.addresses import find_addresses
from nlp.clean import display
from nlp.contacts import find_contacts
from nlp.findings import Finding, replaced, without_overlaps
from nlp.identifiers import find_bare_numbers, find_identifiers
from nlp.names import find_names
from nlp.phones import find_phones, find_phones_of_persons
from nlp.unicode import has_fancy_digits, with_ascii_digits

_ROUNDS = 5
"""A mark can make its neighbour a name ("Luân [số điện thoại]"); two rounds settle nearly all texts."""


@dataclass(frozen=True, slots=True)
class Redacted:
    text: DisplayText
    counts: dict[str, int]
    """How many pieces of each kind were removed; never what they were."""


def redact(text: str, *, by_public: bool) -> Redacted:
    """The display form of `text` with marks in place of what names a person. Idempotent.

    `by_public`: names, every link, long bare numbers and house addresses go as well. Otherwise, in articles, public
    figures and offices stay; telephone numbers, private mailboxes, profiles, identity and account numbers do not.
    """
    counts: Counter[str] = Counter()
    found = str(display(text))
    if not found:
        return Redacted(DisplayText(found), {})
    has_fancy = has_fancy_digits(found)
    for _ in range(_ROUNDS):
        before = found
        for find in _OF_PUBLIC if by_public else _OF_EDITORS:
            findings = list(find(with_ascii_digits(found) if has_fancy else found))
            if findings:
                findings = list(without_overlaps(findings))
                counts.update(finding.kind for finding in findings)
                found = replaced(found, findings)
        if found == before:
            break
    return Redacted(DisplayText(found), dict(counts))


_Finder = Callable[[str], Iterable[Finding]]
_OF_PUBLIC: tuple[_Finder, ...] = (
    partial(find_contacts, by_public=True),
    find_identifiers,
    find_phones,
    find_bare_numbers,
    find_addresses,
    find_names,
)
"""Numbers before the names beside them; identity numbers before phones, which are shorter."""
_OF_EDITORS: tuple[_Finder, ...] = (partial(find_contacts, by_public=False), find_identifiers, find_phones_of_persons)
