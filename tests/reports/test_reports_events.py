"""Texts on one event are one row, counted and led back to; a headline and a quotation are not told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factory import NOON, post, prediction
from invented import CONFIG, LETTERHEAD, STOPPAGE, TOPICS, WEEK, flag, noon, report, row, text

from domain.post import PostKind
from nlp.fingerprint import bands
from reports import html, queries
from reports.chapters import body, items
from reports.letterhead import load_letterheads
from reports.outline import Figure
from reports.weekly import weekly_report
from store import events, posts
from store.db import Conn

STOPPED = {"labels": ("ngung-viec-dinh-cong",), "flag": flag(STOPPAGE)}
ROWS = [
    row(1, **STOPPED, event_id=5, listed_at=noon(date(2026, 11, 18))),
    row(2, **STOPPED, event_id=5, source="bao-mau", listed_at=noon(date(2026, 11, 17))),
    row(3, labels=("tien-luong",), event_id=5, source="hoi-dap", listed_at=noon(date(2026, 11, 19))),
    row(4, **STOPPED, kind=PostKind.COMMENT, url="https://congdoan.example/tin/1"),
    row(5, **STOPPED),
]


def test_texts_on_one_event_are_one_row_led_by_the_earliest() -> None:
    found = report(ROWS).incidents.stoppages
    told = {(item.post_id, item.articles, item.sources, item.remarks, item.event) for item in found.items}
    assert told == {(2, 3, 3, 1, 5), (5, 1, 1, 0, None)}
    assert found.total == 2


def test_who_has_decided_about_one_text_has_decided_about_the_event() -> None:
    made = [ROWS[0], ROWS[1]._replace(decision="forwarded")]
    assert report(made).incidents.stoppages.open == 0


def test_the_number_of_texts_leads_to_the_page_of_the_event() -> None:
    page = html.render(report(ROWS), LETTERHEAD)
    assert f'href="{queries.event(5)}"' in page
    assert "3 tin, bài của 3 nguồn" in page
    assert 'href="https://pages.example/su-viec/5"' in queries.at(page, "https://pages.example")


def test_a_text_that_was_taken_out_of_its_event_is_a_row_of_its_own() -> None:
    assert report([ROWS[0], ROWS[1]._replace(event_id=None)]).incidents.total == 2


def test_an_event_is_told_under_one_topic_only_where_others_have_something_else_to_tell() -> None:
    wages, rent = {"labels": ("tien-luong", "nha-o")}, {"labels": ("nha-o", "tien-luong")}
    made = [row(1, **wages, event_id=5), row(2, **rent, event_id=5), *(row(number, **rent) for number in (3, 4))]
    texts = {each.id: replace(text(each.id, title=f"Tin số {each.id}"), event_id=each.event_id) for each in made}
    first, second = report(made, texts=texts).concerns
    told = [item.post_id for concern in (first, second) for item in concern.headlines]
    assert len(told) == len(set(told)) == 3
    assert not {1, 2} <= set(told)


def test_tables_and_charts_are_numbered_without_gaps() -> None:
    for week in (report(), report(ROWS)):
        captions = [getattr(block, "caption", "") for block in body(week)]
        tables = [caption.split(".")[0] for caption in captions if caption.startswith("Bảng")]
        charts = [caption.split(".")[0] for caption in captions if caption.startswith("Biểu đồ")]
        assert tables == [f"Bảng {place}" for place in range(1, len(tables) + 1)]
        assert charts == [f"Biểu đồ {place}" for place in range(1, len(charts) + 1)]
        assert tables


def test_the_letterhead_changes_no_word_and_no_number_of_the_text() -> None:
    heads = load_letterheads(CONFIG / "letterhead.toml").letterhead.values()
    weeks = [body(replace(report(ROWS), letterhead=head)) for head in heads]
    told = {str([block for block in week if not isinstance(block, Figure)]) for week in weeks}
    assert len(heads) > 1
    assert len(told) == 1


def test_copies_of_what_a_person_wrote_are_said_to_be_copies() -> None:
    comment = {**STOPPED, "kind": PostKind.COMMENT, "story_id": 9}
    (item,) = report([row(6, **comment), row(7, **comment)]).incidents.stoppages.items
    assert "1 bản sao" in "".join(run.text for run in items.item_row(report(), 1, item)[2])


def test_the_events_of_the_pages_are_those_of_the_report(conn: Conn) -> None:
    """Over the database: an unflagged text of the event counts, one of the week before does not."""
    made = [
        post(
            url=f"https://congdoan.example/tin/{number}",
            key=bytes([number]) * 32,
            title=f"Ngừng việc, bản tin {number}",
            text=" ".join(f"lời{number}k{word}" for word in range(30)),
            published_at=NOON - timedelta(days=9 if number == 3 else 0),
            prediction=prediction(labels=("ngung-viec-dinh-cong",)),
            flag=flag(STOPPAGE) if number == 1 else None,
        )
        for number in (1, 2, 3)
    ]
    posts.save(conn, made, [bands(each.fingerprint.minhash) for each in made])
    ids = [each["id"] for each in conn.execute("SELECT id FROM posts ORDER BY title").fetchall()]
    event = events.begin(conn)
    events.put(conn, dict.fromkeys(ids, event))
    (item,) = weekly_report(conn, WEEK, LETTERHEAD, TOPICS, NOON).incidents.stoppages.items
    assert (item.articles, item.event) == (2, event)
