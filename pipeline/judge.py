"""Judges texts that come from nowhere but standard input: the same stages as `process`, without pages or a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.flag import FlagRules, decide, load_flag_rules
from domain.post import DisplayText, Place
from domain.prediction import Prediction
from domain.settings import Settings
from domain.topics import load_topics
from models.predict import PostInput, Predictor
from models.registry import ensure_live
from nlp.places import Gazetteer
from nlp.redact import redact
from pipeline.memory import settle

BY_STAFF = frozenset({"news", "release", "notice"})
"""Kinds that are published by an editor; everything else may be a member of the public and loses names too."""


@dataclass(frozen=True, slots=True)
class Judge:
    predictor: Predictor
    rules: FlagRules
    gazetteer: Gazetteer

    @classmethod
    def load(cls, settings: Settings) -> Judge:
        """With the live model, which is trained first where there is none."""
        topics = [topic.slug for topic in load_topics(settings.config / "topics.toml")]
        judge = cls(
            Predictor.load(ensure_live(settings.models, settings.config)),
            load_flag_rules(settings.config / "flags.toml", topics),
            Gazetteer.load(),
        )
        settle()
        return judge

    def answers(self, rows: Sequence[dict[str, Any]], *, evidence: bool = True) -> list[dict[str, Any]]:
        """One answer a row, in order. Rows have "id" and "text", and may have "title" and "kind"."""
        posts = [_post(row) for row in rows]
        predictions = self.predictor.predict(posts, evidence=evidence)
        return [self._answer(*parts) for parts in zip(rows, posts, predictions, strict=True)]

    def _answer(self, row: dict[str, Any], post: PostInput, prediction: Prediction) -> dict[str, Any]:
        """Probabilities and weights are rounded to four decimals where they are made."""
        flag = decide(prediction, self.rules)
        return {
            "id": row["id"],
            "relevant": prediction.relevant,
            "topics": dict(prediction.topics),
            "labels": list(prediction.labels),
            "sentiment": {
                "label": prediction.sentiment.value,
                "probs": {name.value: prob for name, prob in prediction.sentiment_probs.items()},
            },
            "targets": {
                target.value: {"label": stance.label.value, "prob": stance.prob}
                for target, stance in prediction.targets.items()
            },
            "needs_answer": {"label": prediction.needs_answer, "prob": prediction.needs_answer_prob},
            "flag": flag is not None,
            "priority": flag.priority.slug if flag else None,
            "reasons": [reason.sentence for reason in flag.reasons] if flag else [],
            "places": [_place(place) for place in self.gazetteer.find(f"{post.title}\n{post.text}")],
            "evidence": [
                {"label": e.label, "start": e.start, "end": e.end, "text": e.text, "weight": e.weight}
                for e in prediction.evidence
            ],
            "redacted_text": post.text,
            "abstained": list(prediction.abstained),
        }


def _post(row: dict[str, Any]) -> PostInput:
    kind = str(row.get("kind") or "")
    return PostInput(str(row["id"]), _redacted(row["text"], kind), _redacted(row.get("title") or "", kind), kind)


def _redacted(text: object, kind: str) -> DisplayText:
    return redact(str(text), by_public=kind not in BY_STAFF).text


def _place(place: Place) -> dict[str, Any]:
    return {"name": place.name, "code": place.code, "ambiguous": place.ambiguous}
