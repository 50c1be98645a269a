"""The OpenAPI document is true: whatever is asked, the answer is one that it describes, and never a failure of ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import factory
import pytest
import schemathesis
import web_help
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from api.doors import COOKIE
from api.rates import Rates
from api.reference import operations
from domain.outgoing import Mail, Outgoing
from domain.times import Window
from store import events, reports, searches
from store.db import connect
from store.users import Role

FILES = {"/api/v1/posts.{ending}", "/api/v1/reports/{report_id}.docx", "/api/v1/reports/{report_id}.html"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 10
"""Of each kind for each operation, the same at each run."""
ALWAYS = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def open_house(client: TestClient, dsn: str) -> TestClient:
    """With posts, a story, an event, decisions, a report, a search; nobody counts requests."""
    app: Any = client.app
    mail = Mail("mail.union.example", 587, "nghe@union.example", "starttls")
    house = app.state.house
    app.state.house = replace(house, rates=Rates(10**9), settings=replace(house.settings, outgoing=Outgoing(mail=mail)))
    with connect(dsn) as conn:
        story = [factory.post(url=f"https://a.example/{number}") for number in range(3)]
        web_help.fill(conn, [*story, *factory.posts(3)])
        events.put(conn, dict.fromkeys((1, 4), events.begin(conn)))
        day = factory.NOON.date()
        reports.add(conn, "weekly", Window(day, day), value={}, docx=b"PK", html="<p>")
        user = web_help.staff(conn, Role.ADMIN)
        searches.put(conn, user.id, "Nợ lương", {"address": "/tim-kiem?topic=no-luong"})
        client.cookies.set(COOKIE, web_help.session(conn, user))
    for post_id in (1, 4):
        client.post(f"/api/v1/posts/{post_id}/reviews", json={"decision": "handled", "revision": 0})
        client.post(f"/api/v1/posts/{post_id}/corrections", json={"task": "sentiment", "value": None, "revision": 0})
    return client


def test_every_operation_has_an_example_of_what_is_sent_and_answered(open_house: TestClient) -> None:
    document = open_house.get("/api/v1/openapi.json").json()
    bare, files = [], set()
    for operation in operations(document, "http://testserver"):
        described = document["paths"][operation.path][operation.method.lower()]
        if "requestBody" in described and not operation.body:
            bare.append(f"{operation.method} {operation.path}: what is sent")
        (good,) = (answer for answer in operation.answers if answer.status.startswith("2"))
        media = described["responses"][good.status].get("content", {})
        if media and "application/json" not in media:
            files.add(operation.path)
        elif media and not good.example:
            bare.append(f"{operation.method} {operation.path}: {good.status}")
        bare += [
            f"{operation.method} {operation.path}: {answer.status}"
            for answer in operation.answers
            if answer.status[0] in "45" and not answer.example
        ]
    assert bare == []
    assert files == FILES


def sent(client: TestClient, case: Any) -> Any:
    """The answer to a generated request, from a client that stays signed in."""
    cookie = client.cookies[COOKIE]
    values = case.as_transport_kwargs(base_url="http://testserver")
    values.pop("cookies", None)
    if isinstance(values.get("data"), bytes | str):
        values["content"] = values.pop("data")
    answer = client.request(**values)
    client.cookies.clear()
    client.cookies.set(COOKIE, cookie)
    return answer


def _told(error: BaseException) -> str:
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return f"{error}"[:2000] + "".join(_told(part) for part in parts)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_the_document_says(open_house: TestClient, dsn: str, mode: GenerationMode) -> None:
    app: Any = open_house.app
    document = app.openapi()
    # Signing out would end the session of all that follow; its answers are in test_api_doors.
    del document["paths"]["/api/v1/session"]["delete"]
    schema = schemathesis.openapi.from_dict(document)
    wrong: list[str] = []
    seen = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @ALWAYS
        def ask(case: Any) -> None:
            case.validate_response(sent(open_house, case), checks=CHECKS)

        seen += 1
        try:
            ask()
        except Unsatisfiable:
            # What takes nothing cannot be asked wrongly.
            assert not operation.body, operation.label
            assert mode is GenerationMode.NEGATIVE, operation.label
        except (Exception, BaseExceptionGroup) as error:
            wrong.append(f"{operation.label}: {_told(error)}")
    assert not wrong, "\n\n".join(wrong)
    assert seen == sum(len(item) for item in document["paths"].values())
