"""Editions of one article: a translation by a machine is no second text, and its address leads back to the first."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from lxml.html import HtmlElement

from crawlers.selecting import select

_TRANSLATOR: Final = ".translate.goog"
_OF_TRANSLATOR: Final = re.compile(r"^_x_tr_\w+=")
_LANGUAGE: Final = re.compile(r"^(lang|language|locale|hl)$", re.IGNORECASE)
_CODE: Final = re.compile(r"^[a-z]{2}([-_][a-z]{2})?$", re.IGNORECASE)
_OURS: Final = re.compile(r"^(vi|vn)\b|^(vi|vn)[-_]", re.IGNORECASE)
_FOLDERS: Final = frozenset(("en", "eng", "english", "zh", "cn", "ja", "jp", "ko", "kr", "fr", "ru", "es"))
"""First folders that mean another language; `km`, `th` and the like begin Vietnamese words as well."""
_MACHINE: Final = re.compile(r"-x-mtfrom-", re.IGNORECASE)
"""In `<html lang>`: how a browser's or Google's translation marks what it made."""
_VIETNAMESE: Final = 0.05
"""Share of letters with a mark or a stroke: Vietnamese text has a fifth and more, others hardly any."""
_LATIN: Final = map(chr, range(0xC0, 0x1F00))
_MARKED: Final = re.compile(f"[đĐ{''.join(one for one in _LATIN if re.match('[A-Za-z]', normalize('NFD', one)))}]")
"""Latin letters with a mark, composed. Syllables of Korean fall apart too, but into no Latin letter."""


def original(url: str) -> str:
    """The address without a translator before it, and without `lang=vi`; any other comes back as it is."""
    parts = urlsplit(url)
    host = parts.netloc
    if host.endswith(_TRANSLATOR):
        # The translator writes a dot as `-` and a hyphen as `--`.
        name = re.sub("--?", lambda found: "-" if len(found[0]) == 2 else ".", host.removesuffix(_TRANSLATOR))
        host = name if "." in name else host
    pairs = [pair for pair in parts.query.split("&") if not _OF_TRANSLATOR.match(pair) and not _says_ours(pair)]
    return urlunsplit(parts._replace(netloc=host, query="&".join(pairs)))


def _says_ours(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(_LANGUAGE.match(name) and _OURS.match(value))


def language_of(url: str) -> str:
    """The other language that an address names, as it writes it; empty where it names none or Vietnamese."""
    parts = urlsplit(url)
    if parts.netloc.endswith(_TRANSLATOR):
        return "translate"
    folder = parts.path.lower().split("/")[1:2]
    if folder and folder[0] in _FOLDERS:
        return folder[0]
    codes = (value for name, value in parse_qsl(parts.query) if _LANGUAGE.match(name) and _CODE.match(value))
    return next((code.lower() for code in codes if not _OURS.match(code)), "")


def is_translation(tree: HtmlElement, url: str, text: str) -> bool:
    """Whether a page says that it was translated by a machine, or that its Vietnamese edition stands elsewhere.

    Many sites state wrong languages: a page whose text is Vietnamese is no translation, whatever its head says.
    """
    return _says_translated(tree, url) and not is_vietnamese(text)


def _says_translated(tree: HtmlElement, url: str) -> bool:
    if _MACHINE.search(tree.get("lang") or "") or urlsplit(url).netloc.endswith(_TRANSLATOR):
        return True
    links = select(tree, "link[rel=alternate][hreflang]")
    ours = [link.get("href") or "" for link in links if _OURS.match(link.get("hreflang") or "")]
    return bool(ours) and url not in ours


def is_vietnamese(text: str) -> bool:
    sample = text[:4000]
    least = len(_MARKED.findall(sample)) / _VIETNAMESE
    return least > len(sample) or least > sum(map(str.isalpha, sample))
