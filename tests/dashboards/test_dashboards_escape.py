"""Crawled text is always text: planted markup never becomes markup, wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest
import web_help
from desk import Desk
from factory import NOON, evidence, post, prediction
from lxml import html

from dashboards.filters import Filters
from dashboards.frame import Page
from dashboards.post import post_page
from dashboards.search import Asked, search_page
from dashboards.sources import sources_page
from domain.flag import Flag, Priority, Reason
from domain.post import Place, PostKind, ProcessedPost
from store import reviews, sources
from store.reviews import Decision, Review
from store.sources import SourceRow

PLANTED = (
    "<script>planted()</script>",
    "<img src=x onerror=planted()>",
    '"><svg onload=planted()>',
    "'><iframe srcdoc='<script>planted()</script>'>",
    "</title></textarea></style></noscript><script>planted()</script>",
    '<a href="javascript:planted()">xem</a>',
    "{{ 7 * 7 }}{% raw %}",
    '<!--<img src="--><img src=x onerror=planted()//">',
    "&lt;script&gt;planted()&lt;/script&gt;",
    "\u202e<sCrIpT/x>planted()</sCrIpT>\u2028",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=planted()>",
    "<details open ontoggle=planted()>",
    "`${planted()}`",
    "]]><script>planted()</script>",
)


def everywhere(planted: str) -> list[ProcessedPost]:
    """A post with the planted text in every place that a crawled page can reach."""
    text = f"Mở đầu {planted} kết thúc, công nhân hỏi."
    said = prediction(evidence=(evidence(text, "no-luong", planted), evidence(text, f"target:{planted}", "kết thúc")))
    common: dict[str, Any] = {
        "text": text,
        "context": planted,
        "section": planted,
        "tags": (planted,),
        "places": (Place(planted, "75", old_name=planted), Place(planted, "", True, (planted,))),
        "prediction": said,
        "flag": Flag(Priority.URGENT, (Reason("model", planted),)),
        "source": "planted",
        "redactions": {planted: 2},
    }
    return [
        post(url=f"javascript:planted()//{planted}", title=planted, **common),
        post(url=f"https://a.example/{planted}", title="", kind=PostKind.COMMENT, **common),
    ]


def check(rendered: str) -> None:
    """No element, handler, script or address came out of the planted text."""
    tree = html.document_fromstring(rendered)
    for element in tree.iter():
        assert element.tag not in {"iframe", "img", "math", "style", "object", "embed"}
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert not str(value).strip().lower().startswith("javascript:")
    assert all(script.get("src", "").startswith("/static/") and not script.text for script in tree.iter("script"))
    assert all(form.get("action", "").startswith("/") for form in tree.iter("form"))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("planted", PLANTED)
def test_planted_markup_stays_text(desk: Desk, planted: str) -> None:
    conn, viewer, reference, day = desk.conn, desk.viewer, desk.reference, NOON.date()
    sources.upsert(conn, [SourceRow("planted", planted, f"javascript:{planted}", planted, reason=planted)])
    web_help.fill(conn, everywhere(planted))
    user = web_help.staff(conn, name=planted)
    numbers = [int(card.anchor[4:]) for section in desk.daily().sections for card in section.cards]
    reviews.record(conn, Review(numbers[0], user.id, Decision.ANSWERED, f"javascript:planted()\n{planted}"))
    pages: list[Page] = [
        desk.daily(),
        search_page(conn, viewer, reference, Asked(Filters(q=planted, source="planted")), day),
        sources_page(conn, viewer, reference, NOON),
        *(post_page(conn, viewer, reference, number) for number in numbers),
    ]
    for page in pages:
        check(desk.html(page))
    shown = html.document_fromstring(desk.html(pages[0])).text_content()
    assert plain(f"Mở đầu {planted} kết thúc") in plain(shown)
