"""What rose above its own past, in words: how many, against what, which words, which sources, which places."""

from __future__ import annotations

from collections.abc import Sequence

from domain.small_cells import FEWEST, small
from domain.times import Window
from reports.chapters.phrasing import place_list, source_of
from reports.charts import wave_bars
from reports.daily import TARGETS
from reports.numbers import decimal, number, short_day
from reports.outline import Block, Figure, Heading, Paragraph, Run, said
from reports.queries import counted, posts
from reports.signals.series import parts
from reports.values import Key, Wave, WeeklyReport

IN_BODY = 3
KINDS = {
    "news": "tin, bài báo chí",
    "release": "tin của công đoàn",
    "notice": "thông báo",
    "question": "câu hỏi gửi đến",
    "comment": "bình luận",
    "review": "nhận xét nơi làm việc",
    "advert": "quảng cáo",
    "grassroots": "báo cáo của công đoàn cơ sở",
}
KEY = "(nét liền: mức thường thấy; nét đứt: ngưỡng; cột đậm: các ngày trong đợt)"
TITLE = "Diễn biến tăng bất thường"
NOTHING_SURE = "Không có chủ đề, địa bàn nào tăng rõ rệt so với mức thường ngày của chính nó."
NOTHING = "Không có chủ đề, địa bàn nào tăng vượt mức thường ngày của chính nó."


def part(report: WeeklyReport) -> list[Block]:
    if report.waves is None:
        return []
    title = Heading(TITLE, 2)
    if not report.waves:
        return [title, said(NOTHING), *_phrases(report)]
    sure = [wave for wave in report.waves if wave.sure]
    blocks: list[Block] = [title, *(_wave(report, wave) for wave in sure[:IN_BODY])]
    drawn = [wave for wave in sure if wave.key.dimension != "local"]
    if drawn:
        first = drawn[0]
        name = f"{_first_upper(name_of(report, first.key))}: số nội dung mỗi ngày và mức thường thấy {KEY}"
        blocks.append(Figure(wave_bars(first, name_of(report, first.key)), name))
    if not sure:
        blocks.append(said(NOTHING_SURE))
    blocks += _listed(report, "Tăng ít hơn các đợt trên", sure[IN_BODY:])
    blocks += _listed(report, "Chưa rõ, có thể chỉ là tình cờ", [wave for wave in report.waves if not wave.sure])
    return [*blocks, *_phrases(report)]


def rarity(wave: Wave) -> str:
    """How often chance alone brings the like."""
    if wave.once_in is None:
        return ""
    days = wave.once_in
    often = "hơn một năm" if days > 365 else f"{number(round(days))} ngày" if days >= 1.5 else "mỗi ngày"
    if not wave.sure:
        return f"chưa rõ, có thể là tình cờ: mức tăng như vậy khoảng {often} có một lần"
    return f"nếu chỉ do tình cờ thì {'' if days > 365 else 'khoảng '}{often} mới có một lần"


def name_of(report: WeeklyReport, key: Key) -> str:
    match key.dimension:
        case "topic":
            return report.topic_name(key.name)
        case "province":
            places = (line.place for line in report.by_province)
            return next((place.name for place in places if place.code == key.name), key.name)
        case "target":
            return f"ý kiến về {TARGETS.get(key.name, key.name)}"  # type: ignore[call-overload]
        case "kind":
            return KINDS.get(key.name, key.name)
        case "local":
            topic, province = parts(key.name)
            return f"{report.topic_name(topic)} tại {name_of(report, Key('province', province))}"


def told(wave: Wave) -> str:
    """The numbers."""
    when = f"ngày {short_day(wave.first)}"
    if wave.first != wave.last:
        when = f"từ {short_day(wave.first)} đến {short_day(wave.last)}"
    usual = f"mức thường thấy của những ngày này khoảng {decimal(wave.expected)}"
    times = f"; gấp {decimal(wave.factor)} lần" if wave.expected >= 1 else ""
    return f"{count_of(wave)} nội dung {when}, {usual}{times}"


def count_of(wave: Wave) -> str:
    """A topic in a province is a cell of the annex: one to four posts are not counted out."""
    few = wave.key.dimension == "local" and small(wave.observed)
    return f"dưới {FEWEST}" if few else number(wave.observed)


def _short(report: WeeklyReport, wave: Wave) -> str:
    return f"{name_of(report, wave.key)} ({count_of(wave)}, thường thấy {decimal(wave.expected)})"


def _listed(report: WeeklyReport, title: str, waves: Sequence[Wave]) -> list[Block]:
    return [said(f"{title}: {'; '.join(_short(report, wave) for wave in waves)}.")] if waves else []


def _wave(report: WeeklyReport, wave: Wave) -> Paragraph:
    clauses = [told(wave)]
    if wave.words:
        clauses.append(f"từ ngữ nổi lên: {', '.join(phrase.text for phrase in wave.words)}")
    clauses.append(f"nguồn: {', '.join(f'{name} ({number(posts)})' for name, posts in wave.sources[:2])}")
    if wave.places:
        clauses.append(f"địa bàn: {place_list(wave.places)}")
    clauses.extend(_with(report, wave))
    if wave.season:
        clauses.append(wave.season)
    if rarity(wave):
        clauses.append(rarity(wave))
    runs = [Run(f"{_first_upper(name_of(report, wave.key))}: ", bold=True), Run(f"{'; '.join(clauses)}.")]
    quoted = wave.key.name in {item.topic for item in report.concerns}
    for item in () if quoted else wave.examples[:1]:
        runs += [Run(f" “{item.text}”", italic=True), Run(" ("), Run(source_of(item), url=item.url), Run(").")]
    return counted(Paragraph(tuple(runs)), *_link(wave))


def _link(wave: Wave) -> list[tuple[str, str]]:
    """The posts of the wave; small cells lead nowhere."""
    if count_of(wave) != number(wave.observed):
        return []
    topic, province = parts(wave.key.name) if wave.key.dimension == "local" else ("", "")
    conditions: dict[str, str] = {wave.key.dimension: wave.key.name}
    if topic:
        conditions = {"topic": topic, "province": province}
    return [(f"{count_of(wave)} nội dung", posts(Window(wave.first, wave.last), **conditions))]


def _with(report: WeeklyReport, wave: Wave) -> list[str]:
    """Where the topic rose most, and what else moved with the same posts."""
    own = [key for key in wave.also if key.dimension == "local" and parts(key.name)[0] == wave.key.name]
    places = [Key("province", parts(key.name)[1]) for key in own]
    where = ", ".join(name_of(report, place) for place in places)
    others = ", ".join(_brief(report, key) for key in [key for key in wave.also if key not in (*own, *places)][:3])
    return [*([f"tăng rõ nhất tại: {where}"] if where else []), *([f"cùng đợt: {others}"] if others else [])]


def _brief(report: WeeklyReport, key: Key) -> str:
    """Names of topics have commas, and stand here between commas."""
    if key.dimension == "local":
        topic, province = parts(key.name)
        return f"{report.topic_short(topic)} tại {name_of(report, Key('province', province))}"
    return report.topic_short(key.name) if key.dimension == "topic" else name_of(report, key)


def _phrases(report: WeeklyReport) -> list[Block]:
    if not report.phrases:
        return []
    listed = ", ".join(f"{phrase.text} ({number(phrase.posts)})" for phrase in report.phrases)
    bare = [phrase.text for phrase in report.phrases if 2 * phrase.uncovered >= phrase.posts]
    uncovered = f" Quá nửa số nội dung có từ chưa thuộc chủ đề nào: {', '.join(bare)}." if bare else ""
    return [Paragraph((Run("Từ ngữ mới hoặc tăng mạnh so với kỳ trước: ", bold=True), Run(f"{listed}.{uncovered}")))]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
