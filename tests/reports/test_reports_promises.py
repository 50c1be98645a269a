"""What holds for every report: no place for a person, small cells are not told, nothing from outside, 200,000 posts."""

from __future__ import annotations

import dataclasses
import io
import re
import typing
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from html import unescape
from types import UnionType
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import AFTER, LETTERHEAD, PLACES, SOURCES, TOPICS, WEEK, flag, noon, report, row, text

from domain.post import Place, PostKind
from domain.prediction import Sentiment
from nlp.redact import redact
from reports import docx, flash, html, pdf, xlsx
from reports.before import Before
from reports.chapters import annex, body
from reports.chapters import flash as flash_page
from reports.columns import Posts
from reports.facts import effective
from reports.flash import FlashReport
from reports.frozen import to_json
from reports.gathered import table
from reports.numbers import small_cell
from reports.outline import Quote, Table
from reports.values import WeeklyReport
from reports.weekly import Reading, compose
from store.reporting import PostFacts

PERSONAL = {"author", "writer", "user", "username", "handle", "phone", "email", "comment_id", "permalink", "profile"}


def fields(kind: Any, seen: set[Any]) -> set[str]:
    """Names of all fields of a dataclass and of everything in it."""
    if kind in seen:
        return set()
    seen.add(kind)
    if typing.get_origin(kind) is not None or isinstance(kind, UnionType):
        return {name for inner in typing.get_args(kind) for name in fields(inner, seen)}
    if not dataclasses.is_dataclass(kind):
        return set()
    hints = typing.get_type_hints(kind)
    found = set(hints)
    for hint in hints.values():
        found |= fields(hint, seen)
    return found


def test_no_report_has_a_place_for_a_person() -> None:
    for kind in (WeeklyReport, FlashReport):
        assert not fields(kind, set()) & PERSONAL


@st.composite
def weeks(draw: st.DrawFn) -> list[PostFacts]:
    place = st.sampled_from([(), *((Place(name=name, code=code),) for code, name in PLACES)])
    days = st.dates(WEEK.first - timedelta(days=2), WEEK.last + timedelta(days=2))
    return [
        row(
            number,
            listed_at=noon(draw(days)),
            places=draw(place),
            labels=tuple(draw(st.lists(st.sampled_from(("tien-luong", "bhxh", "nha-o")), max_size=2, unique=True))),
            sentiment=draw(st.sampled_from(Sentiment)),
        )
        for number in range(1, draw(st.integers(0, 14)) + 1)
    ]


@settings(max_examples=40, deadline=None)
@given(weeks())
def test_a_small_cell_of_place_and_topic_is_never_told(made: list[PostFacts]) -> None:
    found = report(made)
    tables = [block for block in annex(found) if isinstance(block, Table) and block.columns[0].title.startswith("Tỉnh")]
    cells = [cell[0].text for table in tables for line in table.rows[:-2] for cell in line[1:]]
    assert not {"1", "2", "3", "4"} & set(cells)
    numbers = [cell for line in xlsx.by_province(found).rows[:-1] for cell in line[2:]]
    assert not {1, 2, 3, 4} & set(numbers)


@settings(max_examples=40, deadline=None)
@given(weeks())
def test_every_quotation_is_of_the_window_and_short(made: list[PostFacts]) -> None:
    inside = {item.id for item in made if WEEK.start <= item.listed_at < WEEK.end}
    found = report(made, texts={item.id: text(item.id, "Rất dài dòng. " * 60) for item in made})
    quoted = [block.quotation for block in body(found) if isinstance(block, Quote)]
    assert {item.post_id for item in quoted} <= inside
    assert all(len(item.text) <= 200 for item in quoted)


def test_small_cells_are_called_small() -> None:
    assert [small_cell(value) for value in (0, 1, 4, 5)] == [0, "<5", "<5", 5]


def many(count: int) -> Posts:
    """Posts of a week that differ in what is counted, made from a few whole ones."""
    models = [
        effective(
            row(
                number,
                labels=(TOPICS[number % 24].slug,),
                source=SOURCES[number % 3][0],
                source_name=SOURCES[number % 3][1],
                sentiment=list(Sentiment)[number % 3],
                places=(Place(name=PLACES[number % 5][1], code=PLACES[number % 5][0]),),
                needs_answer=number % 11 == 0,
            )
        )
        for number in range(360)
    ]
    number = np.arange(count)
    day = number * 7 // count
    return replace(
        table(models).at(number % 360),
        id=number,
        story=-number,
        day=WEEK.first.toordinal() + day,
        listed_at=round(noon(WEEK.first).timestamp() * 1e6) + day * 86_400_000_000 + number % 1000,
    )


def test_200000_posts_are_a_report_with_all_formats() -> None:
    def read(ids: Any) -> Mapping[int, Any]:
        return {number: text(number) for number in ids}

    made = compose(Reading(many(200_000), (), Before(), (), read), WEEK, LETTERHEAD, TOPICS, AFTER)
    assert made.general.posts.now == 200_000 == sum(day.posts for day in made.general.days)
    assert sum(line.posts.now for line in made.by_topic) == 200_000
    assert sum(line.posts.now for line in made.general.sources) == 200_000
    assert sum(line.place.posts for line in made.by_province) == 200_000
    assert made.general.tone.total == 200_000
    assert len(html.render(made, LETTERHEAD)) < 1_000_000
    assert len(xlsx.render(made)) < 1_000_000
    assert "200.000 nội dung" in contents(docx.render(made, LETTERHEAD))
    assert pdf.render(made, LETTERHEAD).startswith(b"%PDF")


def contents(packed: bytes) -> str:
    """Everything that is written in a Word file or in tables, wherever it stands."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", part.decode())) for part in parts)


GIVEN_AWAY = (
    ("Em tên là Nguyễn Thị Hồng Gấm, tổ 7", "Hồng Gấm"),
    ("gọi em số 0912 345 678 nhé", "345 678"),
    ("gam.nguyen92@gmail.com", "gam.nguyen92"),
    ("STK 0123456789 ngân hàng VCB", "0123456789"),
    ("facebook.com/gam.nguyen.92", "gam.nguyen.92"),
    ("CCCD 079192001234", "079192001234"),
)


def test_what_commenters_give_away_is_in_no_document_of_any_format() -> None:
    said = [f"Công ty nợ lương hai tháng. {words}" for words, _ in GIVEN_AWAY]
    asked = {"kind": PostKind.COMMENT, "labels": ("no-luong",), "flag": flag(), "sentiment": Sentiment.NEGATIVE}
    rows = [row(number, needs_answer=True, **asked) for number in range(1, 1 + len(said))]
    texts = {number: text(number, redact(words, by_public=True).text) for number, words in enumerate(said, 1)}
    found = report(rows, texts=texts)
    case = flash.compose(
        1,
        [effective(item) for item in rows],
        lambda ids: {number: texts[number] for number in ids},
        window=WEEK,
        letterhead=LETTERHEAD,
        topics=TOPICS,
        now=AFTER,
    )
    pages = [html.render(found, LETTERHEAD), html.write(flash_page.document(case)), str(to_json(found))]
    files = [docx.render(found, LETTERHEAD), docx.write(flash_page.document(case)), xlsx.render(found)]
    for written in [*pages, *map(contents, files)]:
        assert "nợ lương hai tháng" in written
        assert [secret for _, secret in GIVEN_AWAY if secret in written] == []
