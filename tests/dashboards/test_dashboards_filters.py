"""A search stands in its address, whole."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

from api.asking import PostFilters
from dashboards.filters import Filters, conditions
from dashboards.words import Reference
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.topics import Topic

FULL = Filters(
    topics=("no-luong", "bhxh"),
    sentiment=Sentiment.NEGATIVE,
    target=Target.UNION,
    target_sentiment=Sentiment.NEUTRAL,
    province="75",
    source="bao-tho",
    kind=PostKind.COMMENT,
    flagged=True,
    q='nợ "lương & thưởng" -quảng',
    first=date(2026, 11, 1),
    last=date(2026, 11, 20),
    relevant=None,
)
REFERENCE = Reference(
    {"no-luong": Topic(slug="no-luong", name="Nợ lương", short="Nợ lương", name_en="Unpaid")}, {"75": "Đồng Nai"}
)


def asked(address: str) -> Filters:
    pairs = parse_qsl(urlsplit(address).query)
    given: dict[str, object] = dict(pairs)
    given["topic"] = [value for name, value in pairs if name == "topic"]
    return PostFilters.model_validate(given).filters()


def test_an_address_read_again_asks_the_same() -> None:
    assert asked(FULL.address()) == FULL
    assert asked(Filters().address()) == Filters()
    assert Filters().address() == "/tim-kiem"


def test_each_condition_can_be_taken_away_alone() -> None:
    shown = conditions(FULL, REFERENCE, {"bao-tho": "Báo Thợ"})
    assert [one.words for one in shown] == [
        "Chủ đề: Nợ lương",
        "Chủ đề: bhxh",
        'Có chữ: nợ "lương & thưởng" -quảng',
        "Thái độ: tiêu cực",
        "Nói về: Công đoàn trung tính",
        "Nơi: Đồng Nai",
        "Nguồn: Báo Thợ",
        "Loại: Bình luận",
        "Cần xem",
        "Cả tin không liên quan",
        "Từ 01/11/2026",
        "Đến 20/11/2026",
    ]
    assert all(asked(one.without) != FULL for one in shown)


def test_a_form_that_sends_every_field_empty_asks_for_nothing() -> None:
    blank = dict.fromkeys(("q", "sentiment", "target", "province", "source", "kind", "from", "to", "cursor"), "")
    assert PostFilters.model_validate(blank | {"topic": [""]}).filters() == Filters()
