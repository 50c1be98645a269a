"""One text once: are copies and edits of a text recognised, and different texts kept apart?

    python bench/once.py [CORPUS.jsonl]

Plants copies as newsrooms make them in the practice web's articles (and in those of a file of real ones: a JSON object
with "text" a line; used for measuring only), stores everything through the house's own way into a database that is
thrown away, and prints precision and recall of (a) copies that share a story, (b) edits that become revisions, and
(c) B-cubed of stories against the events of the practice web.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from once_plants import ADDRESSES, EDITS, STRANGERS, Text, own, series, slug  # noqa: E402
from once_scores import Planted, copies, events  # noqa: E402

from crawlers.links import canonical  # noqa: E402
from demo.changes import load_changes  # noqa: E402
from demo.server import load_items  # noqa: E402
from domain.naming import name_of  # noqa: E402
from domain.post import CleanText, DisplayText, PostKind, ProcessedPost, Words  # noqa: E402
from domain.prediction import Prediction, Sentiment  # noqa: E402
from domain.settings import settings_from  # noqa: E402
from nlp.clean import clean  # noqa: E402
from nlp.fingerprint import bands, fingerprint  # noqa: E402
from nlp.segment import segment  # noqa: E402
from store import posts, sources  # noqa: E402
from store.db import Conn, connect  # noqa: E402
from store.posts import SaveResult  # noqa: E402
from store.server import open_database  # noqa: E402
from store.sources import SourceRow  # noqa: E402

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
OUTLETS = 40
LONG_ENOUGH = 60
MOST = 500
"""Texts of the corpus that get copies; the rest stands beside them as what is not to be confused with them."""
READING = Prediction(
    "bench", False, 0.1, {}, (), Sentiment.NEUTRAL, {Sentiment.NEUTRAL: 1.0}, {}, False, 0.0, 0.0, False, (), ()
)  # fmt: skip


def corpus(path: Path) -> list[Text]:
    """Real articles, cut at their paragraphs; those that copy each other already are left out, one of them stays."""
    found: list[Text] = []
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        title, *rest = [part.strip() for part in json.loads(line)["text"].split("\n") if part.strip()]
        long = {sentence for part in rest for sentence in part.split(". ") if len(sentence.split()) > 12}
        if rest and not long & seen:
            found.append(Text(title, tuple(rest)))
        seen |= long
    return found


def plant(texts: Sequence[Text], copied: int, name: str, draw: random.Random) -> list[Planted]:
    """Every text, and for `copied` of them two copies by edits in turn."""
    made = [Planted(text, f"{name}{at}", "original") for at, text in enumerate(texts)]
    edits = list(EDITS.items())
    able = [at for at, text in enumerate(texts) if text.words >= LONG_ENOUGH and len(text.paragraphs) >= 2]
    for turn, at in enumerate(able[:copied]):
        for kind, edit in (edits[turn % len(edits)], edits[(turn + 1 + turn // len(edits)) % len(edits)]):
            made.append(Planted(edit(texts[at], draw, texts), f"{name}{at}", kind))
    return made


def stored(planted: Sequence[Planted], dsn: str) -> list[int | None]:
    """The story of each, after all were saved in a mixed order."""
    order = list(range(len(planted)))
    random.Random(3).shuffle(order)
    cleaned = [clean(DisplayText(f"{one.text.title}\n{one.text.body}")) for one in planted]
    words = segment([CleanText(one.replace("\n", " ")) for one in cleaned])
    made = [_post(at, one.text, words[at]) for at, one in enumerate(planted)]
    with connect(dsn) as conn:
        sources.upsert(
            conn, [SourceRow(f"bao-{n}", f"Báo {n}", f"http://b{n}.example", "press") for n in range(OUTLETS)]
        )
    for first in range(0, len(order), 100):
        batch = [made[at] for at in order[first : first + 100]]
        with connect(dsn) as conn:
            posts.save(conn, batch, [bands(post.fingerprint.minhash) for post in batch])
    with connect(dsn) as conn:
        rows = {row["url"]: row["story_id"] for row in conn.execute("SELECT url, story_id FROM posts")}
    return [rows[post.url] for post in made]


def _post(number: int, text: Text, words: str, url: str = "", at: datetime = NOW) -> ProcessedPost:
    url = canonical(url or f"https://b{number % OUTLETS}.example/{number}.html")
    when = at - timedelta(minutes=7 * (number % 1000))
    return ProcessedPost(
        key=hashlib.sha256(name_of(url).encode()).digest(),
        source=f"bao-{number % OUTLETS}",
        kind=PostKind.NEWS,
        url=url,
        title=DisplayText(text.title),
        text=DisplayText(text.body),
        context=DisplayText(""),
        published_at=when,
        fetched_at=when if at is NOW else at,
        section="",
        tags=(),
        words=Words(words),
        lexemes=(),
        places=(),
        fingerprint=fingerprint(Words(words)),
        prediction=READING,
        flag=None,
    )


def edits(texts: Sequence[Text], dsn: str, draw: random.Random) -> Iterator[str]:
    """Each text is stored and met again, edited, at its own address as sites write it; strangers come to like ones."""
    able = [text for text in texts if text.words >= LONG_ENOUGH and len(text.paragraphs) >= 2]
    seen: dict[str, Counter[bool]] = defaultdict(Counter)
    ways = list(ADDRESSES.items())
    changes = [edit for name, edit in EDITS.items() if name != "exact copy"]
    for number, text in enumerate(able):
        way, address = ways[number % len(ways)]
        first = f"https://www.b{number % OUTLETS}.example/viec-lam/{slug(text.title)}-{100_000 + number}.html"
        stranger = way in STRANGERS
        later = able[number - 1] if stranger else changes[number % len(changes)](text, draw, texts)
        with connect(dsn) as conn:
            _save(conn, _post(number, text, _words(text), first))
            saved = _save(conn, _post(number, later, _words(later), address(first, later), NOW + timedelta(hours=2)))
        seen[way][saved.revised == 1] += 1
    hit = sum(seen[way][True] for way in seen if way not in STRANGERS)
    missed = sum(seen[way][False] for way in seen if way not in STRANGERS)
    wrong = sum(seen[way][True] for way in STRANGERS)
    yield f"(b) edits that are revisions: {hit + missed} edits, {sum(seen[way].total() for way in STRANGERS)} strangers"
    yield f"    precision {hit / max(1, hit + wrong):.4f}   recall {hit / max(1, hit + missed):.4f}"
    for way, counts in seen.items():
        yield f"    {way:28} {counts[True]:3} of {counts.total():3} taken for a revision"


def _save(conn: Conn, post: ProcessedPost) -> SaveResult:
    return posts.save(conn, [post], [bands(post.fingerprint.minhash)])


def _words(text: Text) -> str:
    cleaned = clean(DisplayText(f"{text.title}\n{text.body}"))
    return segment([CleanText(cleaned.replace("\n", " "))])[0]


def practice() -> list[Planted]:
    """The practice web as it stands there, planted copies too; posts of one event belong together."""
    items = [(site, item) for site, found in load_items().items() for item in found]
    events = {(site, item.title): item for site, item in items}
    made = [Planted(Text(i.title, (i.lead, *i.body, *i.answer)), i.event, "original") for _, i in items]
    for copy in load_changes().copies:
        item = events[copy.origin, copy.title]
        paragraphs = (item.lead, *item.body[: len(item.body) - copy.cut], copy.closing)
        made.append(Planted(Text(item.title, paragraphs), item.event, "exact copy"))
    return made


@contextmanager
def database() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="langnghe-once-") as folder:
        Path(folder).chmod(0o755)
        with open_database(settings_from({"LANGNGHE_DATA": folder})) as dsn:
            yield dsn


def main(arguments: Sequence[str]) -> int:
    draw = random.Random(11)
    ours = own()
    planted = plant(ours, len(ours), "own", draw)
    planted += [Planted(text, f"series{at}", "series") for at, text in enumerate(series(20, draw))]
    real = corpus(Path(arguments[0])) if arguments else []
    planted += plant(real, MOST, "real", draw)
    with database() as dsn:
        print("\n".join(copies(planted, stored(planted, dsn))))
    with database() as dsn:
        stored([], dsn)
        print("\n".join(edits([*ours, *real[:MOST]], dsn, draw)))
    with database() as dsn:
        print("\n".join(events(practice(), stored(practice(), dsn))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
