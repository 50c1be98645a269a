"""Whether there is a browser that may show pages, and in which sentence to say that there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from crawlers.spec import SourceSpec

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str:
    """The browser of this machine; empty where none is installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), "")


def asked_for(spec: SourceSpec) -> bool:
    """Whether anything of this source is to be shown by a browser."""
    return bool(spec.render) or any(entry.render for entry in spec.entries)


def missing(*, allow_loopback: bool) -> str:
    """Why no page can be shown here, as a sentence that says what to do; empty where it can."""
    if find_spec("playwright") is None:
        return "pages that a script fills need a browser; install it with: pip install 'langnghe[browser]'"
    if not chromium() and not _own():
        return "pages that a script fills need Chromium; install it with: apt-get install chromium"
    if os.geteuid() == 0 and not allow_loopback:
        # As root Chromium runs without its sandbox: good enough for our own practice pages, for nobody else's.
        return "a browser does not read the outside as root, where it has no sandbox; run this as an ordinary account"
    return ""


def _own() -> bool:
    """Whether playwright has fetched a browser of its own for this account."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return any(folder.glob("chromium*"))


def unshown(specs: Iterable[SourceSpec], *, allow_loopback: bool) -> str:
    """One sentence for all sources that ask for a browser which is not there; empty where nothing is amiss."""
    wanting = [spec.slug for spec in specs if asked_for(spec)]
    why = missing(allow_loopback=allow_loopback) if wanting else ""
    return f'{", ".join(wanting)}: render = "browser": {why}' if why else ""
