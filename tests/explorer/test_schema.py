"""The API against its own description: schemathesis is answered as described, and never with 500."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from auxilia.explorer.choices import FORMATS, split_ending
from auxilia.explorer.pages import kinds

pytest.importorskip("schemathesis")

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

# A name that the ledger does not know is refused by right: "valid data are accepted" is no check here.
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
# What the ledger of the tests knows, and the fields of a state that name such things.
KNOWN = {
    "provider": "PON", "recipient": "ARC", "actor": "ARC", "claim": "wars:2", "programme": "imet",
    "source": "reports", "measure": "density", "indicator": "ucdp:battle_deaths", "finding": "1-purposes",
    "before": "current", "after": "current",
}  # fmt: skip
NAMES = ("provider", "recipient", "source", "programme", "v", "add", "lag")
# Calls to one address, by its ending: what pages and scripts read is asked more.
CALLS = {"json": 8}
USUAL_CALLS = 2


@pytest.fixture(scope="module")
def described(client: TestClient) -> Any:
    return schemathesis.openapi.from_dict(client.get("/openapi.json").json())


@pytest.mark.parametrize("ending", FORMATS)
def test_every_address_answers_as_it_is_described(client: TestClient, described: Any, ending: str) -> None:
    asked: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    for found in described.get_all_operations():
        operation = found.ok()
        if split_ending(operation.path)[1] != ending:
            continue

        @given(case=operation.as_strategy(), known=st.booleans())
        @settings(
            max_examples=CALLS.get(ending, USUAL_CALLS),
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        def holds(case: Any, known: bool) -> None:
            if known:
                case.path_parameters = {name: KNOWN[name] for name in case.path_parameters or {}}
                case.query = {name: value for name, value in (case.query or {}).items() if name not in NAMES}
            told = case.as_transport_kwargs(base_url="http://127.0.0.1")
            answer = client.request(told["method"], told["url"], params=told.get("params"))
            case.validate_response(answer, checks=CHECKS)
            asked[case.operation.path] += 1
            statuses[answer.status_code] += 1

        holds()
    assert len(asked) >= len(kinds())
    assert max(statuses) < 500
    assert statuses[200] > 0
