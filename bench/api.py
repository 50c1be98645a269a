"""Fills a database with invented posts through the real COPY path, then asks a server over it 18 kinds of questions and
opens the first pages; prints how long the answers took, and how many a second the server gives to four clients.

    python bench/api.py [--posts 1000000] [--large] [--data FOLDER] [--rounds 60]

`--data` keeps the database for the next run, also a half filled one; else it is made in memory where there is a disk in
memory, and removed. Beside the time that a client waits stands the time that database and server were computing for it,
which hardly depends on who else uses the machine. The exit code is 1 when a p95 is above its aim: 50 ms, or 150 ms with
--large (5 million posts), and 200 ms for pages.
"""

from __future__ import annotations

import argparse
import http.client
import os
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from api_server import NEWEST, serving  # noqa: E402
from api_shapes import pages, shapes  # noqa: E402
from fill import fill  # noqa: E402

from api.doors import COOKIE, digest  # noqa: E402
from domain.settings import settings_from  # noqa: E402
from domain.topics import load_topics  # noqa: E402
from nlp.place_table import load_table  # noqa: E402
from store import sessions, summary, users  # noqa: E402
from store.db import Conn, connect  # noqa: E402
from store.server import open_database  # noqa: E402
from store.users import Role  # noqa: E402

CLIENTS = 4
SECONDS = 10
PASSES = 3
"""Rounds are spread over so many walks through all questions: a busy minute of the machine hits none of them alone."""
PAGE_AIM = 200


def main() -> int:
    chosen = _options()
    topics = [topic.slug for topic in load_topics(ROOT / "config" / "topics.toml")]
    provinces = sorted(load_table().names)
    with _folder(chosen.data) as data, open_database(settings_from({"LANGNGHE_DATA": str(data)}), say=print) as dsn:
        fill(dsn, 5_000_000 if chosen.large else chosen.posts, topics, provinces, NEWEST)
        with connect(dsn) as conn:
            summary.keep(conn, NEWEST)  # as the worker does every few minutes
        with serving(dsn) as (port, process):
            client = Client(port, _cookie(dsn))
            print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            slow = _ask(
                client, Witness(dsn, process), shapes(topics, provinces), chosen.rounds, 150 if chosen.large else 50
            )
            slow += _ask(client, Witness(dsn, process), pages(topics), chosen.rounds, PAGE_AIM)
            asked = [f"/api/v1/posts?topic={topics[0]}", "/api/v1/flags", "/api/v1/stats/topics", "/tim-kiem"]
            _crowd(port, client.cookie, asked)
            print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="How fast the API answers at a million posts.")
    options.add_argument("--posts", type=int, default=1_000_000)
    options.add_argument("--large", action="store_true")
    options.add_argument("--data", type=Path)
    options.add_argument("--rounds", type=int, default=60)
    return options.parse_args()


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    memory = Path("/dev/shm")
    path = Path(tempfile.mkdtemp(prefix="langnghe-bench-", dir=memory if memory.is_dir() else None))
    path.chmod(0o755)
    try:
        yield path / "data"
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _cookie(dsn: str) -> str:
    token = secrets.token_urlsafe(16)
    with connect(dsn) as conn:
        user = users.create(conn, f"bench-{token.lower()}", "Bench", Role.REVIEWER, "none")
        sessions.open_session(conn, digest(token), user.id, datetime.now(UTC) + timedelta(hours=6))
    return token


class Client:
    """One connection that stays open, with a session."""

    def __init__(self, port: int, cookie: str) -> None:
        self.cookie = cookie
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, path: str) -> float:
        """Milliseconds until the last byte was there."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers={"Cookie": f"{COOKIE}={self.cookie}"})
        answer = self._connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return took


class Witness:
    """How long the database and the server have been computing so far, in milliseconds."""

    def __init__(self, dsn: str, server: int) -> None:
        self._dsn, self._server = dsn, server

    @contextmanager
    def looking(self) -> Iterator[Callable[[], tuple[float, float]]]:
        with connect(self._dsn) as conn:
            yield lambda: (sum(_scheduled(pid) for pid in _backends(conn)), _scheduled(self._server))


def _backends(conn: Conn) -> list[int]:
    others = conn.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    conn.commit()
    return [row["pid"] for row in others]


def _scheduled(pid: int) -> float:
    """Of all threads of a process; nan where the system does not say."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e6
    except OSError:
        return float("nan")


def _ask(client: Client, witness: Witness, asked: Mapping[str, Sequence[str]], rounds: int, aim: float) -> list[str]:
    """Prints a line a shape; returns the slow ones."""
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    with witness.looking() as look:
        for _ in range(PASSES):
            for name, paths in asked.items():
                for path in paths:
                    client.get(path)
                for turn in range(rounds // PASSES):
                    before = look()
                    took = client.get(paths[turn % len(paths)])
                    after = look()
                    found[name].append((took, after[0] - before[0], after[1] - before[1]))
    waited = f"{'waited: least':>14}{'p50':>8}{'p95':>8}{'most':>8}"
    computed = f"{'computed: database':>20}{'server':>8}{'both, p95':>11}"
    print(f"{'milliseconds':36}{waited}   {computed}")
    return [name for name in asked if _line(name, found[name], aim)]


def _line(name: str, found: Sequence[tuple[float, float, float]], aim: float) -> bool:
    waited, database, server = zip(*found, strict=True)
    cuts, both = quantiles(waited, n=20), quantiles((a + b for a, b in zip(database, server, strict=True)), n=20)
    slow = cuts[18] > aim
    numbers = f"{min(waited):14.1f}{cuts[9]:8.1f}{cuts[18]:8.1f}{max(waited):8.1f}"
    computed = f"{median(database):20.1f}{median(server):8.1f}{both[18]:11.1f}"
    print(f"{name:36}{numbers}   {computed}{f'   above {aim:.0f}' if slow else ''}", flush=True)
    return slow


def _crowd(port: int, cookie: str, paths: Sequence[str]) -> None:
    answered: list[int] = []
    end = time.monotonic() + SECONDS
    clients = [threading.Thread(target=_one, args=(port, cookie, paths, end, answered)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    print(f"{CLIENTS} clients: {sum(answered) / SECONDS:.0f} requests/s")


def _one(port: int, cookie: str, paths: Sequence[str], end: float, answered: list[int]) -> None:
    client, count = Client(port, cookie), 0
    while time.monotonic() < end:
        client.get(paths[count % len(paths)])
        count += 1
    answered.append(count)


if __name__ == "__main__":
    sys.exit(main())
