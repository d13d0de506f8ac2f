"""The OpenAPI document tells the truth: whatever is sent, the answer is of a documented shape and never a fault of ours."""

import json
from typing import Any, TypeAlias

import msgspec
import schemathesis
from litestar.testing import TestClient
from litestar.types import ASGIApp
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from mirai_knowledge.entry.devtools.reference.routes import application as undressed
from tests.conftest import BASE_URL, SignedIn

Case: TypeAlias = schemathesis.Case[Any]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8

schema = schemathesis.openapi.from_dict(json.loads(msgspec.json.encode(undressed().openapi_schema.to_schema())))
schema.config.generation.update(max_examples=EXAMPLES, deterministic=True, database="none")
schema.config.phases.coverage.enabled = False


@schema.parametrize()
def test_the_answer_is_as_documented(case: Case, house: TestClient[ASGIApp], everybody: dict[str, SignedIn]) -> None:
    headers = everybody["admin"].headers({"If-Match": '"v1"'})
    sent = case.as_transport_kwargs(base_url=BASE_URL, headers=headers)
    # The client keeps its own cookies, and calls raw bytes by another name.
    sent.pop("cookies", None)
    if isinstance(sent.get("data"), bytes):
        sent["content"] = sent.pop("data")
    response = house.request(**sent)
    house.cookies.clear()
    case.validate_response(response, checks=CHECKS)
