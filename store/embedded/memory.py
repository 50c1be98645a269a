"""How much memory PostgreSQL is given: a page that it holds is read ten times as fast as one of the system's cache."""

from __future__ import annotations

import os
from pathlib import Path

LEAST = 160
MOST = 1024
"""Megabytes of its own; PostgreSQL takes them as it needs them. The models, which share the machine, need theirs."""
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def memory_settings(megabytes: int | None = None) -> dict[str, str]:
    """For a machine (or container) of so much memory; of this one by default."""
    machine = machine_megabytes() if megabytes is None else megabytes
    own = max(LEAST, min(MOST, machine // 8))
    return {"shared_buffers": f"{own}MB", "effective_cache_size": f"{max(4 * own, machine // 2)}MB"}


def machine_megabytes() -> int:
    """What the machine has, or the container may use."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([machine, *(_limit(path) or machine for path in LIMITS)]) // 2**20


def _limit(path: Path) -> int | None:
    """None where there is none: the file is missing, or says `max`."""
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
