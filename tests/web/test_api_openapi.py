"""The OpenAPI document is complete enough to write a client from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def test_it_names_itself(document: dict[str, Any]) -> None:
    assert document["info"]["title"] == "网格"
    assert document["info"]["version"] == "1.0"
    assert set(document["components"]["securitySchemes"]) == {"BearerToken", "SessionCookie"}


def test_every_operation_is_explained_in_chinese_and_named_once(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for name, operation in operations(document):
        assert chinese(operation["summary"]), name
        assert chinese(operation.get("description", "")), name
        assert operation["tags"], name


def test_every_parameter_and_body_field_is_explained(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for parameter in operation["parameters"]:
            assert chinese(parameter.get("description", "")), (name, parameter["name"])
        for schema in bodies(operation, document):
            for field, about in schema["properties"].items():
                assert "description" in about or "$ref" in str(about) or "title" in about, (name, field)


def bodies(operation: dict[str, Any], document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        if "properties" in schema:
            yield schema


def test_every_json_body_has_an_example(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            assert all(schema.get("examples") for schema in bodies(operation, document)), name


def test_every_error_answer_is_a_problem_document_that_exists(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) < 400:
                continue
            reference = response["$ref"].rsplit("/", 1)[-1]
            content = document["components"]["responses"][reference]["content"]
            assert content["application/problem+json"]["example"]["status"] == int(status), name


def test_operations_behind_log_in_say_401(document: dict[str, Any]) -> None:
    secured = [op for _, op in operations(document) if op.get("security")]
    assert secured
    assert all({"401", "403"} <= set(op["responses"]) for op in secured)


def test_a_program_may_read_the_document_page(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 200
