"""Copies and edits as newsrooms make them, planted in texts that we know; and texts that only look like copies."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from demo.changes import load_changes
from demo.server import load_items


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    paragraphs: tuple[str, ...]
    event: str = ""

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def words(self) -> int:
        return len(self.body.split())


Edit = Callable[[Text, random.Random, Sequence[Text]], Text]
HEADLINES = ("Vì sao {}", "Mới nhất: {}", "{}: người lao động nói gì", "Cập nhật vụ việc: {}")
BOILERPLATE = (
    "Mời bạn đọc theo dõi thêm các tin khác trong chuyên mục Lao động - Việc làm của chúng tôi hằng ngày.",
    "Mọi ý kiến đóng góp, phản ánh xin gửi về tòa soạn theo đường dây nóng ghi ở cuối trang.",
    "Bản quyền thuộc về tòa soạn, ghi rõ nguồn khi phát hành lại thông tin từ trang này.",
)
CAPTIONS = (
    "Công nhân tan ca chiều ở cổng khu công nghiệp. Ảnh tư liệu",
    "Quang cảnh buổi làm việc sáng nay. Ảnh do cơ sở cung cấp",
    "Một góc xóm trọ nơi nhiều gia đình thợ đang ở. Ảnh minh họa",
)


def exact(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    return text


def headline(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    """A title of its own: the start of the first paragraph in a phrase that newsrooms use."""
    start = " ".join(text.paragraphs[0].split()[:9]).rstrip(",.;:")
    return replace(text, title=draw.choice(HEADLINES).format(start))


def no_lead(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    return replace(text, paragraphs=text.paragraphs[1:])


def boilerplate(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    return replace(text, paragraphs=(*text.paragraphs, *BOILERPLATE))


def captions(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    """Pictures with their captions between the paragraphs, and whose they are at the end."""
    first, *rest = text.paragraphs
    return replace(text, paragraphs=(first, draw.choice(CAPTIONS), *rest, draw.choice(CAPTIONS), "Theo Báo Người Thợ"))


def paragraph(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    """One paragraph of at most half the text written anew: words of another article in another order."""
    paragraphs = list(text.paragraphs)
    able = [at for at, one in enumerate(paragraphs) if 2 * len(one.split()) <= text.words] or [len(paragraphs) - 1]
    words = draw.choice(draw.choice(others).paragraphs).split()
    pieces = [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
    draw.shuffle(pieces)
    paragraphs[draw.choice(able)] = " ".join(pieces)
    return replace(text, paragraphs=tuple(paragraphs))


def half(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    """The first half, to the sentence: what a small site takes over."""
    kept: list[str] = []
    for one in text.paragraphs:
        if len(" ".join(kept).split()) >= text.words / 2:
            break
        kept.append(one)
    if len(kept) == len(text.paragraphs):
        words = text.body.split()
        kept = [" ".join(words[: len(words) // 2])]
    return replace(text, paragraphs=tuple(kept))


def several(text: Text, draw: random.Random, others: Sequence[Text]) -> Text:
    """What syndication really does: new headline, a caption, the last paragraph gone, boilerplate."""
    short = replace(text, paragraphs=text.paragraphs[:-1]) if len(text.paragraphs) > 3 else text
    return boilerplate(captions(headline(short, draw, others), draw, others), draw, others)


EDITS: dict[str, Edit] = {
    "exact copy": exact,
    "new headline": headline,
    "lead dropped": no_lead,
    "boilerplate added": boilerplate,
    "captions, source line": captions,
    "one paragraph changed": paragraph,
    "half the text cut": half,
    "several of these": several,
}

_GOLD = (
    "Giá vàng sáng {day}: vàng miếng {way} {step} đồng",
    "Sáng nay {day}, giá vàng miếng tại các cửa hàng lớn được niêm yết ở mức {buy} triệu đồng một lượng mua vào và "
    "{sell} triệu đồng một lượng bán ra, {way} {step} đồng so với phiên liền trước.",
    "Giá vàng nhẫn cùng lúc ở mức {ring} triệu đồng một lượng, chênh lệch giữa hai chiều mua bán là {gap} triệu đồng.",
    "Trên thị trường thế giới, giá vàng giao ngay đứng ở {world} đô la Mỹ một ounce, {way} {ounce} đô la từ đêm qua.",
    "Nhiều công nhân gửi tiền tiết kiệm bằng vàng hỏi có nên bán lúc này. Theo người bán, lượng khách {day} {crowd}.",
)
_ACCIDENTS = (
    "Tai nạn lao động ngày {day}: {number} vụ trong toàn vùng",
    "Theo báo cáo nhanh ngày {day}, toàn vùng ghi nhận {number} vụ tai nạn lao động, làm {hurt} người bị thương và "
    "{dead} người tử vong.",
    "Vụ nặng nhất xảy ra lúc {hour} giờ tại một xưởng {shop} ở {place}: một công nhân {age} tuổi bị thương ở {part}.",
    "Nguyên nhân ban đầu được xác định là {cause}. Công đoàn cơ sở đã thăm hỏi, hỗ trợ {money} triệu đồng.",
    "Từ đầu tháng đến {day}, số vụ {way} {step} so với cùng kỳ. Cơ quan chức năng nhắc các cơ sở kiểm tra thiết bị.",
)


def series(days: int, draw: random.Random) -> list[Text]:
    """The same form filled in anew each day: by form alone they are alike, and each is news of its own."""
    return [_filled(form, day, draw) for form in (_GOLD, _ACCIDENTS) for day in range(1, days + 1)]


def _filled(form: Sequence[str], day: int, draw: random.Random) -> Text:
    values = {
        "day": f"{day:02d}/11",
        "way": draw.choice(("tăng", "giảm", "nhích", "lùi")),
        "step": str(draw.randrange(2, 90) * 10_000),
        "crowd": draw.choice(("thưa hơn", "đông gấp rưỡi", "không đổi", "chủ yếu là người bán", "chỉ tới hỏi giá")),
        "place": draw.choice(("Bến Cát", "Nhơn Trạch", "Quế Võ", "An Dương", "Vinh", "Hòa Khánh", "Phổ Yên")),
        "shop": draw.choice(("gỗ", "nhựa", "giày", "cơ khí", "dệt", "đá", "giấy")),
        "part": draw.choice(("bàn tay", "vai", "bàn chân", "lưng", "đầu gối")),
        "cause": draw.choice(("máy không có che chắn", "điện rò", "thang trượt", "xe nâng lùi", "vật nặng rơi")),
    }
    numbers = {name: str(draw.randrange(11, 99)) for name in ("number", "hurt", "dead", "hour", "age", "money")}
    prices = {
        name: f"{draw.randrange(60, 160)},{draw.randrange(10)}" for name in ("buy", "sell", "ring", "gap", "ounce")
    }
    title, *rest = (part.format(**values, **numbers, **prices, world=draw.randrange(1900, 4500)) for part in form)
    return Text(title, tuple(rest))


def own() -> list[Text]:
    """The practice web's articles, with the event that each is about. Planted copies are not among them."""
    planted = {(edit.site, edit.title) for edit in load_changes().edits}
    return [
        Text(item.title, tuple(part for part in (item.lead, *item.body, *item.answer) if part), item.event)
        for site, items in load_items().items()
        for item in items
        if (site, item.title) not in planted
    ]


Address = Callable[[str, Text], str]
ADDRESSES: dict[str, Address] = {
    "same address": lambda url, later: url,
    "tracking parameters": lambda url, later: f"{url}?utm_source=zalo&fbclid=x1#binh-luan",
    "mobile host": lambda url, later: url.replace("//www.", "//m."),
    "AMP edition": lambda url, later: f"{url}/amp",
    "without www": lambda url, later: url.replace("//www.", "//"),
    "http for https": lambda url, later: url.replace("https:", "http:"),
    "headline in address changed": lambda url, later: (
        f"{url.rsplit('/', 1)[0]}/{slug(later.title)}-moi-{number(url)}.html"
    ),
    "section changed": lambda url, later: url.replace("/viec-lam/", "/thoi-su/"),
    "stranger, next number": lambda url, later: f"{url.rsplit('-', 1)[0]}-9{number(url)}.html",
    "stranger, same number": lambda url, later: f"{url.rsplit('/', 2)[0]}/anh/{slug(later.title)}-{number(url)}.html",
}
"""How a site may write the address of an article that it changed; two are those of other articles."""
STRANGERS = frozenset({"stranger, next number", "stranger, same number"})


def slug(title: str) -> str:
    """`cong-nhan-cho-luong`, as sites write it into addresses."""
    plain = "".join(one for one in unicodedata.normalize("NFD", title.lower().replace("đ", "d")) if one.isascii())
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")


def number(url: str) -> str:
    return url.rsplit("-", 1)[1].removesuffix(".html")
