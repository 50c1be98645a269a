"""Errors that several files of this room raise."""

from __future__ import annotations


class SettingsError(ValueError):
    """An environment variable cannot be used; the message says which and what to do."""
