"""Fills a database with invented posts through the real COPY path, then asks the API and the search page 18 kinds of
questions and prints how long the answers took, and how many a second the server gives to four clients.

    python bench/api.py [--posts 1000000] [--large] [--data FOLDER] [--rounds 40]

`--data` keeps the database for the next run; else it is made in memory where there is a disk in memory, and removed.
The exit code is 1 when a p95 is above its aim: 50 ms, or 150 ms with --large (5 million posts).
"""

from __future__ import annotations

import argparse
import http.client
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import uvicorn  # noqa: E402
from fastapi import FastAPI  # noqa: E402
from fill import RARE_WORD, fill  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

from api.app import create_app  # noqa: E402
from api.doors import COOKIE, digest  # noqa: E402
from api.rates import Rates  # noqa: E402
from domain.settings import settings_from  # noqa: E402
from domain.topics import load_topics  # noqa: E402
from nlp.place_table import load_table  # noqa: E402
from store import sessions, users  # noqa: E402
from store.db import connect  # noqa: E402
from store.server import open_database  # noqa: E402
from store.users import Role  # noqa: E402

NEWEST = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
CLIENTS = 4
SECONDS = 8


def main() -> int:
    chosen = _options()
    aim = 150 if chosen.large else 50
    with _folder(chosen.data) as data, open_database(settings_from({"LANGNGHE_DATA": str(data)}), say=print) as dsn:
        topics, provinces = (
            [topic.slug for topic in load_topics(ROOT / "config" / "topics.toml")],
            sorted(load_table().names),
        )
        fill(dsn, 5_000_000 if chosen.large else chosen.posts, topics, provinces, NEWEST)
        app = _app(dsn)
        slow = _ask(app, _cookie(dsn), shapes(topics, provinces), chosen.rounds, aim)
        _serve(
            app,
            _cookie(dsn),
            ["/api/v1/posts?topic=" + topics[0], "/api/v1/flags", "/api/v1/stats/topics", "/tim-kiem"],
        )
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="How fast the API answers at a million posts.")
    options.add_argument("--posts", type=int, default=1_000_000)
    options.add_argument("--large", action="store_true")
    options.add_argument("--data", type=Path)
    options.add_argument("--rounds", type=int, default=40)
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


def shapes(topics: list[str], provinces: list[str]) -> dict[str, list[str]]:
    """Addresses of each kind of question; the rounds take them in turn."""
    week, quarter = TODAY - timedelta(days=7), TODAY - timedelta(days=89)
    common = [f"/api/v1/posts?topic={topic}" for topic in topics[:3]]
    words = {
        "rare": RARE_WORD,
        "common": "công nhân",
        "phrase": '"nợ lương"',
        "plain": "no luong",
        "without": "lương -tết",
    }
    asked = {name: f"/api/v1/posts?q={quote(text)}" for name, text in words.items()}
    return {
        "newest": ["/api/v1/posts"],
        "common topic": common,
        "rare topic": [f"/api/v1/posts?topic={topics[-1]}"],
        "two topics, province, dates": [
            f"/api/v1/posts?topic={topics[1]}&topic={topics[4]}&province={code}&from={quarter}&to={TODAY}"
            for code in (provinces[0], provinces[9], provinces[-1])
        ],
        "rare word": [asked["rare"]],
        "common word": [asked["common"]],
        "phrase": [asked["phrase"]],
        "without diacritics": [asked["plain"]],
        "excluded word": [asked["without"]],
        "towards the union, negative, week": [
            f"/api/v1/posts?target=union&target_sentiment=negative&from={week}&to={TODAY}"
        ],
        "flagged and undecided, province": [f"/api/v1/posts?status=open&province={code}" for code in provinces[:5]],
        "counts of topics over 90 days": [f"/api/v1/stats/topics?from={quarter}&to={TODAY}"],
        "weeks by topic over 90 days": [f"/api/v1/stats?every=week&by=topic&from={quarter}&to={TODAY}"],
        "weeks by province over 90 days": [f"/api/v1/stats?every=week&by=province&from={quarter}&to={TODAY}"],
        "stories of a week": [f"/api/v1/stories?from={week}&to={TODAY}"],
        "flagged list of a day": [f"/api/v1/flags?day={TODAY - timedelta(days=day)}" for day in range(5)],
        "deep page": ["/api/v1/posts?cursor=1740000000000000-1", f"{common[0]}&cursor=1740000000000000-1"],
        "search page": [
            "/tim-kiem",
            f"/tim-kiem?topic={topics[2]}&sentiment=negative",
            f"/tim-kiem?q={quote('tai nạn')}",
        ],
    }


def _app(dsn: str) -> FastAPI:
    return create_app(settings_from({}), dsn)


def _unlimited(app: FastAPI) -> None:
    app.state.house = replace(app.state.house, now=lambda: NEWEST, rates=Rates(10**9))


def _cookie(dsn: str) -> str:
    token = secrets.token_urlsafe(16)
    with connect(dsn) as conn:
        user = users.create(conn, f"bench-{token.lower()}", "Bench", Role.REVIEWER, "none")
        sessions.open_session(conn, digest(token), user.id, datetime.now(UTC) + timedelta(hours=1))
    return token


def _ask(app: FastAPI, cookie: str, asked: dict[str, list[str]], rounds: int, aim: float) -> list[str]:
    """Prints a line a shape; returns the slow ones."""
    slow: list[str] = []
    with TestClient(app, cookies={COOKIE: cookie}) as client:
        _unlimited(app)
        print(f"{'milliseconds':40}{'least':>8}{'p50':>8}{'p95':>8}{'most':>8}")
        for name, paths in asked.items():
            times = []
            for turn in range(rounds + len(paths)):
                began = time.perf_counter()
                answer = client.get(paths[turn % len(paths)])
                times.append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{name}: {answer.status_code} {answer.text[:300]}")
            cuts = quantiles(times[len(paths) :], n=20)
            mark = "   SLOW" if cuts[18] > aim else ""
            print(f"{name:40}{min(times):8.1f}{cuts[9]:8.1f}{cuts[18]:8.1f}{max(times):8.1f}{mark}", flush=True)
            slow += [name] if cuts[18] > aim else []
    return slow


def _serve(app: FastAPI, cookie: str, paths: list[str]) -> None:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    _unlimited(app)
    port = server.servers[0].sockets[0].getsockname()[1]
    answered: list[int] = []
    end = time.monotonic() + SECONDS
    clients = [threading.Thread(target=_client, args=(port, cookie, paths, end, answered)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    server.should_exit = True
    thread.join()
    print(f"{CLIENTS} clients: {sum(answered) / SECONDS:.0f} requests/s")


def _client(port: int, cookie: str, paths: list[str], end: float, answered: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    count = 0
    while time.monotonic() < end:
        connection.request("GET", paths[count % len(paths)], headers={"Cookie": f"{COOKIE}={cookie}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status} {paths[count % len(paths)]}")
        count += 1
    answered.append(count)


if __name__ == "__main__":
    sys.exit(main())
