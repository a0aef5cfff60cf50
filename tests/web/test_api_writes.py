"""The OpenAPI document shows what each endpoint takes and answers, and how each that writes may refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.test import Client

from tests.world import World
from wangge.cases.actions.catalogue import VERBS, verb
from wangge.standards.lifecycle.table import REQUESTS
from wangge.web.api import api

WRITES = ("post", "put", "patch", "delete")
# These cannot meet what somebody else did: they end what is there, or say again what is known.
NEVER_409 = re.compile(r"/auth/|/demo/|/messages/seen|/notices/\{\w+\}/(read|recall)|/devices|DELETE .*/uploads/")
FILLED = {"case_no": "41132826061000013", "kind": "extension", "action": "accept", "device": "a-phone"}


class Endpoint(NamedTuple):
    name: str
    path: str
    method: str
    operation: dict[str, Any]

    @property
    def answers(self) -> set[int]:
        return {int(status) for status in self.operation["responses"]}

    @property
    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = self.operation.get("requestBody", {}).get("content", {})
        return found

    @property
    def address(self) -> str:
        number = "0197d0c3-10aa-7b1b-9c0d-6e1f00aa0001"
        about = {p["name"]: p["schema"] for p in self.operation["parameters"] if p["in"] == "path"}
        values = {name: "1" if schema.get("type") == "integer" else number for name, schema in about.items()}
        return self.path.format(**values | {k: v for k, v in FILLED.items() if k in about})


def document() -> dict[str, Any]:
    return dict(api.get_openapi_schema())


def endpoints() -> Iterator[Endpoint]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield Endpoint(f"{method.upper()} {path}", path, method, operation)


def writes() -> Iterator[Endpoint]:
    return (e for e in endpoints() if e.method in WRITES)


def test_there_are_writes() -> None:
    names = {e.name for e in writes()}
    assert {"POST /api/v1/reports", "POST /api/v1/cases/{case_no}/actions/{action}"} <= names
    assert len(names) > 20


def test_each_says_all_ways_in_which_it_may_refuse() -> None:
    for e in writes():
        expected = {500, 503} | ({401, 403} if e.operation.get("security") else set())
        expected |= {404} if "{" in e.path else set()
        expected |= {400, 413, 422} if e.body else set()
        expected |= set() if NEVER_409.search(e.name) else {409}
        assert expected <= e.answers, (e.name, expected - e.answers)


def shown(content: dict[str, Any]) -> bool:
    schemas, schema = document()["components"]["schemas"], content.get("schema", {})
    kind = str(schema.get("$ref") or schema.get("items", {}).get("$ref", "")).rsplit("/", 1)[-1]
    return "example" in content or "examples" in content or "examples" in schemas.get(kind, {})


def test_each_endpoint_shows_what_it_takes_and_what_it_answers() -> None:
    for e in endpoints():
        if "application/json" in e.body:
            assert shown(e.body["application/json"]), e.name
        for status, answer in e.operation["responses"].items():
            if int(status) < 300 and "application/json" in answer.get("content", {}):
                assert shown(answer["content"]["application/json"]), (e.name, status)


def test_an_example_of_a_shape_is_one() -> None:
    for name, schema in document()["components"]["schemas"].items():
        for example in schema.get("examples", []):
            assert set(schema.get("required", [])) <= set(example) <= set(schema["properties"]), name


def examples(path: str) -> dict[str, Any]:
    content = document()["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return {name: found["value"] for name, found in content["examples"].items()}


def test_the_examples_of_actions_and_requests_are_bodies_that_are_taken() -> None:
    acts, asks = (examples(f"/api/v1/cases/{{case_no}}/{x}") for x in ("actions/{action}", "requests/{kind}"))
    own = {code for code in VERBS if not code.startswith(("request_", "decide_", "withdraw_"))}
    assert set(acts) == own
    assert set(asks) == {k.code for k in REQUESTS}
    for action, body in {**acts, **{f"request_{kind}": body for kind, body in asks.items()}}.items():
        assert set(body) <= set(verb(action).body.model_fields), action
        verb(action).body.model_validate(body)


BODIES = {"nothing": "", "no JSON": "{", "an empty object": "{}", "a list": "[]", "another's": '{"colour": "red"}'}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("username", [None, "operator1", "collector01", "unit06"])
def test_whatever_is_sent_each_answers_as_it_said(world: World, username: str | None, body: str) -> None:
    client, person = Client(), getattr(world, username) if username else None
    for e in writes():
        kind = next(iter(e.body), "application/json")
        headers = person.headers if person else {}
        answer = client.generic(e.method.upper(), e.address, body, content_type=kind, headers=headers)
        assert answer.status_code in e.answers, (e.name, answer.status_code, answer.content[:200])
        assert answer.status_code < 500, e.name
