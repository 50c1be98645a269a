"""Signing in and out by form."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import AfterValidator

from api import doors
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html, local, see
from api.problems import Problem
from api.values import clean
from dashboards.sign_in import sign_in_page

router = APIRouter()


@router.get("/dang-nhap")
def show(house: HouseOf, onward: str = "/") -> Response:
    return html(house, sign_in_page(local(onward)))


@router.post("/dang-nhap")
def enter(
    request: Request,
    house: HouseOf,
    login: Annotated[str, Form(max_length=200), AfterValidator(clean)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
    onward: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    try:
        opened = doors.sign_in(house, login, password, doors.address_of(request))
    except Problem as problem:
        page = sign_in_page(local(onward), login, problem.detail)
        response: Response = html(house, page, problem.kind.status)
        response.headers.update(problem.headers)
        return response
    response = see(local(onward))
    doors.give_cookie(request, response, opened.token)
    return response


@router.post("/dang-xuat")
def leave(request: Request, conn: ConnOf, viewer: ViewerOf) -> Response:
    doors.sign_out(conn, viewer, request.cookies[doors.COOKIE])
    response = see("/dang-nhap")
    doors.take_cookie(response)
    return response
