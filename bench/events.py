"""Do texts on one event find each other, and do different events stay apart?

    python bench/events.py

Stores invented texts through the house's own way into a database that is thrown away, day by day as they would come,
and prints B-cubed against the true events: of the texts by which the thresholds of domain/same_event.py were chosen, of
others by which none was (but rules of names were mended with their result in sight), and of the practice web. A story
(copies) counts as one with its event.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from once import NOW, OUTLETS, READING, database  # noqa: E402
from once_scores import b_cubed  # noqa: E402

from demo.changes import load_changes  # noqa: E402
from demo.server import load_items  # noqa: E402
from domain.naming import name_of  # noqa: E402
from domain.post import CleanText, DisplayText, PostKind, ProcessedPost, Words  # noqa: E402
from nlp.clean import clean  # noqa: E402
from nlp.fingerprint import bands, fingerprint  # noqa: E402
from nlp.places import Gazetteer  # noqa: E402
from nlp.segment import segment  # noqa: E402
from pipeline.linking import link_waiting  # noqa: E402
from store import posts, sources  # noqa: E402
from store.db import Conn, connect  # noqa: E402
from store.sources import SourceRow  # noqa: E402

TEXTS = Path(__file__).with_name("event_texts")
KINDS = {"news": PostKind.NEWS, "release": PostKind.RELEASE, "question": PostKind.QUESTION, "comment": PostKind.COMMENT}


@dataclass(frozen=True, slots=True)
class Item:
    event: str
    kind: PostKind
    day: float
    title: str
    text: str


def invented(name: str) -> Iterator[Item]:
    """`= event`, then `- kind day | title` and lines of text. Comments are left out: they belong to their article."""
    event, found = "", list[Item]()
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            event = line[2:]
        elif line.startswith("- "):
            head, _, title = line[2:].partition("|")
            kind, day = head.split()
            found.append(Item(event, KINDS[kind], float(day), title.strip(), ""))
        elif line and not line.startswith("#"):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line}".strip())
    return (item for item in found if item.kind is not PostKind.COMMENT)


def practice() -> list[Item]:
    """The practice web's articles and questions, and the copies that other sites carry."""
    found = {(site, one.title): one for site, items in load_items().items() for one in items}
    made = [
        Item(
            one.event,
            PostKind.NEWS,
            one.minute / 1440 - one.days_ago,
            one.title,
            "\n".join((one.lead, *one.body, *one.answer)),
        )
        for one in found.values()
    ]
    for copy in load_changes().copies:
        one = found[copy.origin, copy.title]
        text = "\n".join((one.lead, *one.body[: len(one.body) - copy.cut], copy.closing))
        later = one.minute / 1440 - one.days_ago + copy.minutes_later / 1440
        made.append(Item(one.event, PostKind.NEWS, later, one.title, text))
    return made


def stored(items: Sequence[Item], dsn: str) -> tuple[list[int | None], float, bool]:
    """The event (below 0) or story of each, posts linked a second, and whether every count of copies stayed."""
    cleaned = [clean(DisplayText(f"{item.title}\n{item.text}")) for item in items]
    words = segment([CleanText(one.replace("\n", " ")) for one in cleaned])
    gazetteer = Gazetteer.load()
    made = [_post(at, item, words[at], gazetteer) for at, item in enumerate(items)]
    rows = [SourceRow(f"bao-{n}", f"Báo {n}", f"http://b{n}.example", "press") for n in range(OUTLETS)]
    with connect(dsn) as conn:
        sources.upsert(conn, rows)
    order = sorted(range(len(items)), key=lambda at: items[at].day)
    spent = 0.0
    copies: list[Counter[int]] = []
    for first in range(0, len(order), 50):
        batch = [made[at] for at in order[first : first + 50]]
        with connect(dsn) as conn:
            posts.save(conn, batch, [bands(p.fingerprint.minhash) if len(p.words.split()) >= 12 else () for p in batch])
            before = _copies(conn)
        began = time.perf_counter()
        link_waiting(dsn)
        spent += time.perf_counter() - began
        with connect(dsn) as conn:
            copies.append(before - _copies(conn))
    with connect(dsn) as conn:
        found = conn.execute(
            "SELECT p.url, e.event_id, p.story_id FROM posts p LEFT JOIN event_posts e ON e.post_id = p.id"
        ).fetchall()
    told = {row["url"]: -row["event_id"] if row["event_id"] else row["story_id"] for row in found}
    return [told[post.url] for post in made], len(items) / spent, not any(copies)


def _copies(conn: Conn) -> Counter[int]:
    return Counter({row["id"]: row["copies"] for row in conn.execute("SELECT id, copies FROM post_rows")})


def _post(number: int, item: Item, words: str, gazetteer: Gazetteer) -> ProcessedPost:
    url = f"https://b{number % OUTLETS}.example/{number}.html"
    when = NOW + timedelta(days=item.day)
    return ProcessedPost(
        key=hashlib.sha256(name_of(url).encode()).digest(),
        source=f"bao-{number % OUTLETS}",
        kind=item.kind,
        url=url,
        title=DisplayText(item.title),
        text=DisplayText(item.text),
        context=DisplayText(""),
        published_at=when,
        fetched_at=when,
        section="",
        tags=(),
        words=Words(words),
        lexemes=(),
        places=gazetteer.find(f"{item.title}\n{item.text}"),
        fingerprint=fingerprint(Words(words)),
        prediction=replace(READING, relevant=True),
        flag=None,
    )


def tell(name: str, items: Sequence[Item]) -> None:
    with database() as dsn:
        said, rate, kept = stored(items, dsn)
    truth = [item.event for item in items]
    sizes = Counter(truth)
    print(f"{name}: {len(items)} texts, {len(sizes)} events; {rate:.0f} texts linked a second")
    form = "    {:26} B-cubed precision {:.3f}  recall {:.3f}  F1 {:.3f}"
    print(form.format("all texts:", *b_cubed(truth, said)))
    many = [at for at, event in enumerate(truth) if sizes[event] > 1]
    print(form.format("events of several texts:", *b_cubed([truth[at] for at in many], [said[at] for at in many])))
    mixed = {one: {truth[at] for at, other in enumerate(said) if other == one} for one in set(said) - {None}}
    for events in mixed.values():
        if len(events) > 1:
            print(f"    one event was made of: {', '.join(sorted(events))}")
    print(f"    counts of copies {'unchanged' if kept else 'CHANGED'} by it")


def main() -> int:
    tell("thresholds were chosen on these", list(invented("tuning")))
    tell("no threshold was chosen on these", list(invented("checking")))
    tell("practice web with its copies", practice())
    return 0


if __name__ == "__main__":
    sys.exit(main())
