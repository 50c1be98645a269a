"""Crawls and trainings in processes of their own: Twisted's reactor can run only once in a process, and a training
takes much memory and a whole processor.

Neither outlives the process that started it, or a host would soon be read twice at a time: it holds one end of a
pipe, and ends cleanly when the other end goes, however that happened.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence

from domain.settings import ROOT
from pipeline.problems import Problem

PATIENCE = 20.0
"""Seconds that a crawl has to put down its work."""


async def crawl_apart(slugs: Sequence[str]) -> None:
    """Crawl these sources in a child. Raises Problem when it fails; cancelled, it ends the child cleanly first."""
    await _apart(["crawl", "--leashed", *slugs], f"crawl of {', '.join(slugs)}")


async def retrain_apart() -> None:
    """Learn from what reviewers corrected, in a child, as `crawl_apart` does with crawls."""
    await _apart(["models", "retrain", "--leashed"], "training from corrections")


async def _apart(command: Sequence[str], what: str) -> None:
    # A session of its own: Ctrl-C must reach it once, through us. A second signal would end it without care.
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pipeline", *command),
        env=child_environment(),
        stdin=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        code = await child.wait()
    except asyncio.CancelledError:
        await _end(child)
        raise
    if code:
        raise Problem(f"the {what} ended with code {code}; its own words stand above")


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), PATIENCE)
    except TimeoutError:
        child.kill()
        await child.wait()


def hold_leash() -> None:
    """For the child: end this process cleanly when whoever holds the other end of standard input is gone."""
    threading.Thread(target=_wait_for_the_end, name="leash", daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def child_environment() -> dict[str, str]:
    """Ours, with this checkout first on the path."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path}
