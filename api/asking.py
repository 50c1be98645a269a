"""The conditions of a search as they stand in an address; the same for the page and for the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from api.problems import BAD_REQUEST, Problem, Wrong
from api.values import Cursor, Day, clean
from dashboards.filters import Filters
from dashboards.search import Asked
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from nlp.lexemes import query

_RELEVANT: Final = {"true": True, "false": False, "any": None}


class PostFilters(BaseModel):
    """Every condition must hold; several topics mean any of them. An empty value asks for nothing."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    topic: Annotated[list[str], Field(max_length=30, description="Topic slug; repeat it for any of several")] = []
    sentiment: Annotated[Sentiment | None, Field(description="Sentiment of the whole post")] = None
    target: Annotated[Target | None, Field(description="Whom the post speaks of")] = None
    target_sentiment: Annotated[
        Sentiment | None, Field(description="Sentiment towards `target`; only together with it")
    ] = None
    province: Annotated[
        str | None, Field(description="Official two-digit code of one of the 34 provinces and cities", examples=["75"])
    ] = None
    source: Annotated[str | None, Field(max_length=100, description="Source slug")] = None
    kind: PostKind | None = None
    source_kind: Annotated[
        Literal["union_portal", "press", "industry", "page", "question_column"] | None,
        Field(description="Kind of source"),
    ] = None
    status: Annotated[
        Literal["open", "decided", "relevant", "not_relevant", "handled", "forwarded", "answered", "dismissed"] | None,
        Field(description="`open`: flagged and nobody decided; `decided`, or the newest decision"),
    ] = None
    needs_answer: Annotated[bool | None, Field(description="Only posts that ask for an answer (or do not)")] = None
    flagged: Annotated[bool | None, Field(description="Only posts that are (or are not) in front of a person")] = None
    q: Annotated[
        str,
        Field(max_length=300, description='Words, "phrases" and -exclusions, with or without diacritics'),
        AfterValidator(clean),
    ] = ""
    first: Annotated[Day | None, Field(alias="from", description="First Vietnamese day", examples=["2026-11-14"])] = (
        None
    )
    last: Annotated[Day | None, Field(alias="to", description="Last Vietnamese day", examples=["2026-11-20"])] = None
    relevant: Annotated[
        Literal["true", "false", "any"], Field(description="Posts about work and unions, the others, or all")
    ] = "true"
    cursor: Annotated[Cursor | None, Field(description="`next_cursor` of the page before")] = None

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """A form sends every field; the empty ones ask for nothing."""
        if not isinstance(given, dict):
            return given
        kept = {name: value for name, value in given.items() if value not in ("", [""], None)}
        if isinstance(kept.get("topic"), list):
            kept["topic"] = [topic for topic in kept["topic"] if topic]
        return kept

    def filters(self) -> Filters:
        return Filters(
            topics=tuple(dict.fromkeys(self.topic)),
            sentiment=self.sentiment,
            target=self.target,
            target_sentiment=self.target_sentiment,
            province=self.province,
            source=self.source,
            kind=self.kind,
            source_kind=self.source_kind,
            status=self.status,
            needs_answer=self.needs_answer,
            flagged=True if self.status == "open" else self.flagged,
            q=" ".join(self.q.split()),
            first=self.first,
            last=self.last,
            relevant=_RELEVANT[self.relevant],
        )

    def asked(self) -> Asked:
        return Asked(self.filters(), query(self.q), self.cursor)


class Counted(BaseModel):
    """Of a search whose finds are counted as well."""

    count: Annotated[
        Literal["quick", "exact"],
        Field(description="`exact` counts to the end, which may take seconds; 20 s are the most"),
    ] = "quick"


def fault(filters: Filters, reference: Reference) -> tuple[str, str] | None:
    """Which parameter is wrong, and a sentence about it; None for a good question."""
    if any(topic not in reference.topics for topic in filters.topics):
        return "topic", "Không có chủ đề này; xem danh sách chủ đề."
    if filters.province and filters.province not in reference.provinces:
        return "province", "Không có mã tỉnh, thành phố này."
    if filters.target_sentiment and not filters.target:
        return "target_sentiment", "Hãy chọn nói về ai trước khi chọn thái độ với người đó."
    if filters.first and filters.last and filters.last < filters.first:
        return "to", "Ngày cuối đứng trước ngày đầu; hãy đổi lại."
    return None


def checked(given: PostFilters, reference: Reference, viewer: Viewer | None = None) -> Asked:
    """What is asked, within the viewer's provinces. Raises Problem for a parameter that makes no sense."""
    asked = given.asked()
    wrong = fault(asked.filters, reference)
    if wrong is not None:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong(*wrong)])
    return replace(asked, scope=viewer.provinces if viewer else None)
