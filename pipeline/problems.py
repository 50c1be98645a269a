"""Turns what can be foreseen to go wrong into one sentence that says what to do."""

from __future__ import annotations

import errno

from domain.flag import FlagRulesError
from domain.settings import SettingsError
from domain.topics import TopicsError
from store.errors import StoreError

_OS_SENTENCES = {
    errno.ENOSPC: "the disk is full{where}; free some room and start again, nothing that was stored is lost",
    errno.EDQUOT: "the disk quota is used up{where}; free some room and start again, nothing that was stored is lost",
    errno.EACCES: "no permission{where}; change the owner of that place or choose another with LANGNGHE_DATA",
    errno.EPERM: "no permission{where}; change the owner of that place or choose another with LANGNGHE_DATA",
    errno.ENOTDIR: "a file stands where a folder should be{where}; move it away or choose another place",
    errno.EIO: "the disk cannot be read or written{where}; see whether it is damaged",
    errno.EROFS: "that place is read-only{where}; choose another data folder with LANGNGHE_DATA",
    errno.ENOENT: "there is no such file{where}; check the name",
    errno.EISDIR: "that is a folder, not a file{where}; name a file",
    errno.EADDRINUSE: "another program has that address{where}; stop it or choose another port with LANGNGHE_PORT",
}


class Problem(Exception):  # noqa: N818 - it is said to a person
    """Anything that the pipeline refuses, as one sentence that says what to do."""


def explain(error: BaseException) -> str | None:
    """The sentence for a person, or None for a defect of ours, which deserves its traceback."""
    from crawlers.errors import CrawlRefused, ReasonedError, SpecError
    from models.artifact import ArtifactError
    from models.benchmark import BenchmarkError
    from models.dataset import DatasetError
    from reports.campaigns import CampaignsError
    from reports.laid_out import ReportError
    from reports.letterhead import LetterheadError
    from reports.rhythm import RhythmError

    known = (
        Problem,
        SettingsError,
        TopicsError,
        FlagRulesError,
        StoreError,
        CrawlRefused,
        ReasonedError,
        SpecError,
        ArtifactError,
        BenchmarkError,
        DatasetError,
        LetterheadError,
        CampaignsError,
        ReportError,
        RhythmError,
    )
    if isinstance(error, known):
        return str(error)
    if isinstance(error, OSError) and error.errno in _OS_SENTENCES:
        where = f" ({error.filename})" if error.filename else ""
        return _OS_SENTENCES[error.errno].format(where=where)
    return None
