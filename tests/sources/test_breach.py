"""The record that broke the contract is found and named."""

import duckdb
import pytest

from auxilia.readers.breach import Breach, find_breach
from auxilia.readers.contract import CLAIM_COLUMNS

PLACE = "'a.csv' AS file, 'row ' || range AS locator"


@pytest.mark.parametrize(
    ("query", "breach"),
    [
        (f"SELECT {PLACE}, nullif(range, 3)::VARCHAR AS record_id FROM range(5)",
         Breach("record_id is empty", "a.csv", "3", "record_id")),
        (f"SELECT {PLACE}, if(range = 2, 'befriend', 'train') AS practice FROM range(5)",
         Breach("practice is 'befriend'", "a.csv", "2", "practice")),
        (f"SELECT {PLACE}, NULL AS unit_text FROM range(5)", None),
        ("SELECT NULL AS practice", None),
        (f"SELECT {PLACE}, 'x'::INTEGER AS practice FROM range(5)", None),
    ],
)  # fmt: skip
def test_the_record_is_named(query: str, breach: Breach | None) -> None:
    assert find_breach(duckdb.connect(), query, CLAIM_COLUMNS) == breach
