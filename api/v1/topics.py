"""The topics of config/topics.toml."""

from __future__ import annotations

from fastapi import APIRouter

from api.doors import ViewerOf
from api.house import HouseOf
from api.v1.out import TopicOut
from api.v1.refusals import SIGNED_IN

router = APIRouter(tags=["topics"])


@router.get("/topics", summary="Every topic, in the order of staff", responses=SIGNED_IN)
def topics(house: HouseOf, _viewer: ViewerOf) -> list[TopicOut]:
    return [
        TopicOut(slug=topic.slug, name=topic.name, short=topic.short, name_en=topic.name_en)
        for topic in house.reference.topics.values()
    ]
