"""What a grassroots union reports: how many people it concerns, and that its word outranks the models'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from domain.flag import Flag, Priority, Reason
from domain.prediction import Prediction

MOST_PEOPLE: Final = 10_000_000
_TAG: Final = re.compile(r"so-nguoi:(\d+)-(\d+)")
REPORTED: Final = Reason("grassroots", "Công đoàn cơ sở báo cáo")


def people_tag(least: int, most: int) -> str:
    """The form in which a post keeps it, among its tags."""
    return f"so-nguoi:{least}-{most}"


def people_of(tags: Iterable[str]) -> tuple[int, int] | None:
    """Least and most; None where nobody counted."""
    found = next((match for tag in tags if (match := _TAG.fullmatch(tag))), None)
    return (int(found[1]), int(found[2])) if found else None


def outranked(prediction: Prediction, topics: Iterable[str]) -> Prediction:
    """The prediction with the topics that people gave before those of the model; such a post is relevant."""
    given = tuple(dict.fromkeys(topics))
    return replace(
        prediction,
        relevant=True,
        relevant_prob=1.0,
        topics={**prediction.topics, **dict.fromkeys(given, 1.0)},
        labels=(*given, *(label for label in prediction.labels if label not in given)),
        abstained=tuple(task for task in prediction.abstained if task not in {"relevant", *given}),
    )


def flagged(flag: Flag | None) -> Flag:
    """Whoever reports expects to be read, whatever the rules found."""
    if flag is None:
        return Flag(Priority.NORMAL, (REPORTED,))
    return Flag(flag.priority, (*flag.reasons, REPORTED))
