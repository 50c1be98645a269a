"""What reviewers said of a post, as a labelled post: only their answers, and what LABELS follows from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.prediction import Sentiment, Target
from models.dataset import LabelledPost
from models.post import PostInput
from models.tasks import ANSWER, FLAG, RELEVANT, SENTIMENT, target_task

Value = bool | str | float
NOT_SPOKEN_OF = "none"
"""Of a target, as pages and API say it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`made_at`: of its newest answer. Who gave it is not needed, and not here."""

    post: LabelledPost
    made_at: datetime


def labelled(
    post: PostInput,
    group: str,
    answers: Mapping[str, Value],
    topics: Sequence[str],
    shown: Collection[str] | None = None,
) -> LabelledPost | None:
    """The answers that models learn: places and topics that are no more are left out.

    `shown`: the topics that the page showed as the model's. Who answers for one of them has the whole list before him:
    what he leaves there stands, and what he does not add is not there. Without `shown`, other topics stay unknown.
    None where nothing is left, and where the answers contradict each other: an irrelevant post has no topic and no
    flag, so somebody erred. What nobody answered stays unknown, whatever a model said of it.
    """
    yes = {topic for topic in topics if answers.get(f"topic:{topic}") is True}
    no = {topic for topic in topics if answers.get(f"topic:{topic}") is False}
    relevant = answers.get(RELEVANT)
    if shown is not None and (yes or no) and relevant is not False:
        yes |= {topic for topic in topics if topic in shown} - no
        no = set(topics) - yes
    stances = {target: str(answers[target_task(target)]) for target in Target if target_task(target) in answers}
    spoken = {target: Sentiment(said) for target, said in stances.items() if said != NOT_SPOKEN_OF}
    about_work = bool(yes or spoken or answers.get(FLAG) is True)
    if relevant is False and about_work:
        return None
    known = yes | no | {target_task(target) for target in stances}
    known |= {task for task in (SENTIMENT, ANSWER, FLAG) if task in answers}
    if relevant is False:
        known |= {RELEVANT, FLAG, *topics, *(target_task(target) for target in Target)}
    elif relevant is True or about_work:
        known.add(RELEVANT)
    if not known:
        return None
    return LabelledPost(
        post,
        group,
        relevant=RELEVANT in known and relevant is not False,
        topics=frozenset(yes),
        sentiment=Sentiment(str(answers.get(SENTIMENT, Sentiment.NEUTRAL))),
        targets=spoken,
        needs_answer=answers.get(ANSWER) is True,
        flag=answers.get(FLAG) is True,
        known=frozenset(known),
    )
