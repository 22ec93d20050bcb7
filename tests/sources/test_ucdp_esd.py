"""External support: what the whole file must give, against published figures; damaged workbooks."""

from pathlib import Path

import duckdb
import pytest

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"<html>not found</html>", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "triads.xlsx"
    path.write_bytes(content)
    snapshot = Snapshot("ucdp_esd", "triads", path, path.name, "0" * 64, len(content), "test")
    with pytest.raises(SourceError, match=r"triads\.xlsx") as caught:
        run_source(duckdb.connect(), discover()["ucdp_esd"], [snapshot])
    assert "Mend:" in str(caught.value)


@pytest.mark.mirror
def test_the_whole_file_agrees_with_the_published_figures(mirror: Path) -> None:
    spec = discover()["ucdp_esd"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    one = lambda sql: con.execute(sql).fetchall()[0][0]  # noqa: E731
    assert one("SELECT count(DISTINCT record_id) FROM claims") == 10_852
    assert one("SELECT count(DISTINCT record_id) FROM claims WHERE countable") == 9_316
    assert one("SELECT count(*) FROM claims WHERE practice = 'train'") == 4_324
    unita = con.execute(
        "SELECT provider_text, min(year), max(year) FROM claims WHERE recipient_text = 'UNITA' AND countable "
        "GROUP BY 1"
    ).fetchall()
    spells = {name: (first, last) for name, first, last in unita}
    assert spells["Government of South Africa"] == (1975, 1988)
    assert spells["Government of United States of America"] == (1975, 1992)
    assert spells["Government of DR Congo (Zaire)"] == (1975, 1995)
