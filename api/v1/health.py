"""Whether the server works; open to everybody, says nothing else."""

from __future__ import annotations

from fastapi import APIRouter

from api.house import ConnOf
from api.v1.out import HealthOut
from store.borrow import answers
from store.errors import DatabaseUnavailable

router = APIRouter(tags=["health"])


@router.get("/health", summary="Does the server answer, and its database?")
def health(conn: ConnOf) -> HealthOut:
    if not answers(conn):
        raise DatabaseUnavailable("the database gave no answer")
    return HealthOut(status="ok")
