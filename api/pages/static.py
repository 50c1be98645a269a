"""Our style sheets and scripts. They say nothing of anybody, therefore they need no session."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.house import HouseOf
from api.problems import NOT_FOUND, Problem

router = APIRouter()


@router.get("/static/{name}")
def static_file(house: HouseOf, name: str, v: str = "") -> Response:
    asset = house.assets.files.get(name)
    if asset is None:
        raise Problem(NOT_FOUND, "Không có tệp này.")
    # An address with the right digest never changes its content; any other may.
    keep = "public, max-age=31536000, immutable" if v == asset.digest else "no-cache"
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": keep})
