"""The query page: off unless asked for, one SELECT, held to time, memory and rows, for the owner alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from auxilia.errors import UsageError
from auxilia.explorer.app import create_app
from auxilia.explorer.envelope import Envelope, Trouble
from auxilia.explorer.query import MOST_ROWS, run
from auxilia.explorer.trouble import ParameterError, TooMuchError

ENDLESS = "SELECT count(*) FROM range(100000000) AS a, range(100000000) AS b WHERE a.range % 7 = b.range % 11"


@pytest.fixture(scope="module")
def asking(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(home, query=True), base_url="http://127.0.0.1") as client:
        yield client


def test_there_is_no_query_page_unless_asked_for(client: TestClient) -> None:
    for path in ("/query", "/query.json", "/query?sql=SELECT+1"):
        assert client.get(path).status_code == 404


def test_a_public_server_has_no_query_page(home: Path) -> None:
    with pytest.raises(UsageError, match="your own machine"):
        create_app(home, public=True, query=True)


def test_a_select_answers_in_the_envelope_and_on_the_page(asking: TestClient) -> None:
    sql = "SELECT 1 AS one, 'a' AS b, DATE '2001-02-03' AS day, 2.5::DECIMAL(4, 2) AS one, [1, 2] AS list"
    told = msgspec.json.decode(asking.get("/query.json", params={"sql": sql}).content, type=Envelope)
    assert told.rows == [{"one": 1, "b": "a", "day": "2001-02-03", "one_4": 2.5, "list": "[1, 2]"}]
    assert [column.type for column in told.columns] == ["integer", "text", "date", "number", "text"]
    page = asking.get("/query", params={"sql": "SELECT '<b>' AS x FROM range(3)"}).text
    assert page.count("&lt;b&gt;</th>") == 3
    assert "out_ties" in asking.get("/query").text


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM core_claims",
        "SELECT 1; SELECT 2",
        "COPY (SELECT 1) TO 'x.csv'",
        "ATTACH 'x.db'",
        "SET memory_limit = '10GB'",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('../*')",
        "SELECT * FROM nothing_of_this_name",
        f"SELECT {'1 + ' * 1_000} 1",
        "nonsense",
    ],
)
def test_what_is_no_plain_select_is_refused(asking: TestClient, sql: str) -> None:
    answer = asking.get("/query.json", params={"sql": sql})
    told = msgspec.json.decode(answer.content, type=Trouble)
    assert (answer.status_code, told.error.status, told.error.parameter) == (400, 400, "sql")
    assert "root:" not in answer.text
    assert asking.get("/query", params={"sql": sql}).status_code == 400


def test_rows_time_and_memory_are_held(home: Path) -> None:
    found = run(home, f"SELECT * FROM range({MOST_ROWS + 1})")
    assert (len(found.rows), found.more) == (MOST_ROWS, True)
    assert not run(home, f"SELECT * FROM range({MOST_ROWS})").more
    before = time.monotonic()
    with pytest.raises(TooMuchError, match="seconds"):
        run(home, ENDLESS, seconds=0.3)
    assert time.monotonic() - before < 5
    with pytest.raises(TooMuchError, match="memory"):
        run(home, "SELECT list(random()) FROM range(100000000)")


def test_an_empty_query_is_told(asking: TestClient) -> None:
    assert asking.get("/query.json").status_code == 400
    with pytest.raises(ParameterError):
        run(None, "")
