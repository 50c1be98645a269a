"""Signing in by JSON; the session is the cookie, for pages and API alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, BaseModel, Field

from api import doors
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.v1.examples import example
from api.v1.out import Session
from api.v1.refusals import BAD, FLOOD, SIGNED_IN, WRONG_PASSWORD
from api.values import clean

router = APIRouter(tags=["session"])


class SignIn(BaseModel):
    model_config = example({"login": "lan", "password": "abcde-fghjk-mnpqr-stuvw"}) | {"extra": "forbid"}

    login: Annotated[str, Field(max_length=200), AfterValidator(clean)]
    password: Annotated[str, Field(max_length=200)]


@router.post("/session", summary="Sign in; the answer sets the session cookie", responses=WRONG_PASSWORD | FLOOD | BAD)
def sign_in(request: Request, response: Response, house: HouseOf, given: SignIn) -> Session:
    opened = doors.sign_in(house, given.login, given.password, doors.address_of(request))
    doors.give_cookie(request, response, opened.token)
    return Session(login=opened.user.login, name=opened.user.name, role=opened.user.role)


@router.get("/session", summary="Who is signed in", responses=SIGNED_IN)
def who(viewer: ViewerOf) -> Session:
    return Session(login=viewer.login, name=viewer.name, role=viewer.role)


@router.delete("/session", summary="Sign out", status_code=204, responses=SIGNED_IN)
def sign_out(request: Request, response: Response, conn: ConnOf, viewer: ViewerOf) -> None:
    doors.sign_out(conn, viewer, request.cookies.get(doors.COOKIE, ""))
    doors.take_cookie(response)
