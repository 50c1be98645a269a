"""Kills crawl, worker and database at random moments, starts them again, and compares what is stored in the end with an
undisturbed run over the same practice web: same posts, same flags, same events, same counts, none lost, none twice.

    python bench/kill.py [--kills 24] [--seed 1]

Prints each kill and, at the end, the comparison; the exit code is 1 when anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.settings import settings_from  # noqa: E402
from store.db import connect  # noqa: E402
from store.server import open_database  # noqa: E402

PORT = 28480
MODEL_TRAINING = 300

COMPARED = {
    "posts": """SELECT encode(k.key, 'hex') AS key, p.source, p.kind, p.url, p.title, p.text, p.context,
                       p.published_at::text AS published, encode(p.exact, 'hex') AS exact, p.places::text AS places
                FROM posts p JOIN post_keys k ON k.post_id = p.id ORDER BY 1""",
    "flags": """SELECT encode(k.key, 'hex') AS key, f.day::text AS day, f.priority, f.reasons::text AS reasons
                FROM flags f JOIN post_keys k USING (post_id) ORDER BY 1""",
    "predictions": """SELECT encode(k.key, 'hex') AS key, r.labels, r.sentiment, r.targets::text AS targets, r.flag_prob
                      FROM predictions r JOIN post_keys k USING (post_id) ORDER BY 1""",
    "stories": """SELECT array_agg(encode(k.key, 'hex') ORDER BY k.key) AS keys
                  FROM posts p JOIN post_keys k ON k.post_id = p.id
                  WHERE p.story_id IS NOT NULL GROUP BY p.story_id ORDER BY 1""",
    "events": """SELECT array_agg(encode(k.key, 'hex') ORDER BY k.key) AS keys
                 FROM event_posts e JOIN post_keys k USING (post_id)
                 WHERE e.event_id IS NOT NULL GROUP BY e.event_id ORDER BY 1""",
    "asked of events": """SELECT encode(k.key, 'hex') AS key
                          FROM event_posts JOIN post_keys k USING (post_id) ORDER BY 1""",
    "left unlinked": """SELECT encode(k.key, 'hex') AS key
                        FROM event_waiting JOIN post_keys k USING (post_id) ORDER BY 1""",
    "daily counts": """SELECT day::text AS day, topic, province, source, kind, relevant, sentiment, posts, flagged
                       FROM daily_counts WHERE posts <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7""",
    "revisions": "SELECT count(*) AS n FROM post_revisions",
    "pages": "SELECT source, url, state, count(*) AS n FROM pages GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    # Each crawl notes what it asked for: so not the number of rows must be equal, but how each address ended.
    "fetches": """SELECT source, url, role, CASE WHEN bool_or(outcome IN ('stored', 'same')) THEN 'held'
                      ELSE (array_agg(outcome || ':' || reason ORDER BY at DESC, id DESC))[1] END AS ended
                  FROM fetches GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    "stored once": """SELECT source, url, count(*) AS times FROM fetches
                      WHERE role = 'article' AND outcome = 'stored' GROUP BY 1, 2 ORDER BY 1, 2""",
    "heard": "SELECT source, url, etag, last_modified, form, named::text, more FROM heard ORDER BY 1, 2",
    "waiting": "SELECT source, url, way FROM waiting ORDER BY 1, 2",
    "pauses": "SELECT host FROM pauses ORDER BY 1",
    "addresses lost": """SELECT coalesce(sum((summary ->> 'lost')::int), 0) AS lost FROM jobs
                         WHERE name LIKE 'round:%' AND finished_at IS NOT NULL""",
}


def main() -> int:
    options = argparse.ArgumentParser(description="Kill crawl, worker and server at random; compare with a quiet run.")
    options.add_argument("--kills", type=int, default=24)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="langnghe-kill-"))
    folder.chmod(0o755)
    try:
        with practice_web(folder):
            quiet, seconds = undisturbed(folder / "quiet")
            shutil.copytree(folder / "quiet" / "models", folder / "killed" / "models")
            kills = disturbed(folder / "killed", chosen.kills, seconds, random.Random(chosen.seed))
            return compare(quiet, read(folder / "killed"), kills)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def practice_web(folder: Path) -> Iterator[None]:
    """One practice web for both runs, begun two hours ago so that nothing is published while they run."""
    anchor = datetime.now(timezone(timedelta(hours=7))) - timedelta(hours=2)
    (folder / "web" / "demo").mkdir(parents=True)
    state = {"moment": anchor.isoformat(timespec="minutes"), "edited": False}
    (folder / "web" / "demo" / "anchor.json").write_text(json.dumps(state))
    command = [sys.executable, "-m", "demo", "--data", str(folder / "web"), "--port", str(PORT)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        for line in child.stdout or ():
            if line.strip() == "ready":
                break
        yield
    finally:
        child.terminate()
        child.wait()


def environment(data: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {
        "LANGNGHE_DATA": str(data),
        "LANGNGHE_DEMO_PORT": str(PORT),
        "LANGNGHE_DEMO_GRAPH_TOKEN": "ma-tap-duot",
        "PYTHONPATH": str(ROOT),
    }
    return {**clean, **own}


def begin(data: Path, *command: str) -> subprocess.Popen[bytes]:
    """A command in a session of its own, so that its whole family can be killed."""
    with said(data).open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *command],
            env=environment(data),
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )


def said(data: Path) -> Path:
    """What the last command wrote to its error stream."""
    return data.with_suffix(".log")


STEPS = (("crawl", "--practice-web"), ("process",))


def undisturbed(data: Path) -> tuple[dict[str, list[Any]], dict[str, float]]:
    """What is stored in the end, and the seconds that each step took."""
    seconds = {}
    for step in STEPS:
        began = time.monotonic()
        if begin(data, *step).wait(timeout=MODEL_TRAINING):
            raise SystemExit(f"the undisturbed run failed at {step[0]}")
        seconds[step[0]] = time.monotonic() - began
    print("undisturbed run: " + ", ".join(f"{name} {taken:.0f} s" for name, taken in seconds.items()))
    return read(data), seconds


def disturbed(data: Path, kills: int, seconds: dict[str, float], chance: random.Random) -> dict[str, int]:
    """Run the steps again and again, each with something killed somewhere in its time, then once to the end."""
    done = {"crawl": 0, "process": 0, "server": 0}
    while sum(done.values()) < kills:
        step = chance.choice(STEPS)
        child = begin(data, *step)
        time.sleep(chance.uniform(0.05, 0.9) * min(seconds[step[0]], 20))
        if child.poll() is not None:
            must_be_well(data, step[0], child.returncode)  # it was through before the kill
            continue
        victim = "server" if chance.random() < 0.4 and kill_server(data) else step[0]
        if victim != "server":
            os.killpg(child.pid, signal.SIGKILL)
        try:
            child.wait(timeout=90)
        except subprocess.TimeoutExpired:
            print(f"  a {step[0]} hung after a kill of the {victim}")
            os.killpg(child.pid, signal.SIGKILL)
        done[victim] += 1
        print(f"  kill {sum(done.values()):2d}: {victim} during {step[0]}")
    for step in STEPS:
        must_be_well(data, step[0], begin(data, *step).wait(timeout=MODEL_TRAINING))
    return done


def must_be_well(data: Path, step: str, code: int) -> None:
    """Nothing killed this one: what was killed before it must not make it fail."""
    if code:
        words = said(data).read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"after a kill, {step} ended by itself with code {code}:\n{words}")


def kill_server(data: Path) -> bool:
    """SIGKILL to the postmaster of this data folder; False when none runs."""
    try:
        pid = int((data / "pg18" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
    except (OSError, ValueError, IndexError):
        return False
    return True


def read(data: Path) -> dict[str, list[Any]]:
    settings = settings_from({"LANGNGHE_DATA": str(data)})
    with open_database(settings) as dsn, connect(dsn) as conn:
        return {name: [tuple(row.values()) for row in conn.execute(query)] for name, query in COMPARED.items()}


def compare(quiet: dict[str, list[Any]], killed: dict[str, list[Any]], kills: dict[str, int]) -> int:
    print(f"kills: {sum(kills.values())} ({', '.join(f'{number} of {name}' for name, number in kills.items())})")
    same = True
    for name, rows in quiet.items():
        verdict = "same" if rows == killed[name] else "DIFFERENT"
        same = same and rows == killed[name]
        print(f"  {name:15} undisturbed {len(rows):5d} rows, after kills {len(killed[name]):5d} rows: {verdict}")
        if rows != killed[name]:
            left, right = {repr(row) for row in rows}, {repr(row) for row in killed[name]}
            for title, only in (("only undisturbed", left - right), ("only after kills", right - left)):
                for row in sorted(only)[:3]:
                    print(f"      {title}: {row[:200]}")
    print("nothing lost, nothing twice" if same else "the runs differ")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
