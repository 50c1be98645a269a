"""A data folder of its own, the command line in it, and the practice web beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.server import load_items
from domain.settings import Settings

ROOT = Path(__file__).parents[2]


def free_base_port() -> int:
    """A base port above which twelve ports are free now."""
    # Tests run in several processes: each begins elsewhere, or two would choose the same ports before they use them.
    first = 20000 + os.getpid() % 50 * 200
    for base in range(first, 32000, 100):  # below the ports that outgoing connections take
        probes = [socket.socket() for _ in range(12)]
        try:
            for offset, probe in enumerate(probes):
                probe.bind(("127.0.0.1", base + offset))
        except OSError:
            continue
        else:
            return base
        finally:
            for probe in probes:
                probe.close()
    raise RuntimeError("no free ports for the practice web")


@dataclass(frozen=True, slots=True)
class House:
    """A data folder of its own, and how to run the command line in it."""

    settings: Settings
    port: int

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LANGNGHE_CONTACT")}
        own = {
            "LANGNGHE_DATA": str(self.settings.data),
            "LANGNGHE_DEMO_PORT": str(self.port),
            "LANGNGHE_DEMO_GRAPH_TOKEN": "ma-tap-duot",
            "PYTHONPATH": str(ROOT),
        }
        return clean | own

    def run(self, *command: str, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *command],
            input=given,
            env=self.environment | more,
            capture_output=True,
            timeout=240,
            check=False,
        )

    def begin(self, *command: str, log: Path) -> subprocess.Popen[bytes]:
        """A Python program (`-m pipeline work` or a script) that goes on; what it says is in `log`."""
        with log.open("ab") as out:
            return subprocess.Popen([sys.executable, *command], env=self.environment, stdout=out, stderr=out)

    @contextmanager
    def practice_web(self) -> Iterator[None]:
        command = [sys.executable, "-m", "demo", "--data", str(self.settings.data), "--port", str(self.port)]
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True) as child:
            try:
                assert any(line.strip() == "ready" for line in child.stdout or ())
                yield
            finally:
                child.terminate()


def until(happens: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.1)


def api_answers(port: int) -> bool:
    """What `langnghe health api` asks, without starting a program for it."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def commenter_names() -> list[str]:
    """Every made-up commenter of the practice web, except names that its articles say as well."""
    items = [item for site in load_items().values() for item in site]
    said = "\n".join(text for item in items for text in (item.title, item.lead, *item.body, *item.answer, item.section))
    names = {comment.name for item in items for comment in item.comments}
    return sorted(name for name in names if len(name) > 4 and name not in said)
