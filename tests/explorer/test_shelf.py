"""A new build is taken up without breaking a reader; a release answers with the same bytes for ever."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from auxilia.errors import UsageError
from auxilia.explorer.app import create_app
from auxilia.explorer.releases import changed_files, create_release, read_release
from auxilia.explorer.shelf import Shelf
from auxilia.ledger.home import Home

from .conftest import build_home, ledger


def test_a_new_build_is_taken_up_and_old_readers_finish(tmp_path: Path) -> None:
    shelf = Shelf(build_home(tmp_path, "first", ledger()))
    with shelf.book() as old:
        build_home(tmp_path, "second", ledger())
        shelf.look()
        assert shelf.stamp("") == "second"
        with old.cursor() as con:
            assert con.execute("SELECT count(*) FROM out_ties").fetchall()[0][0] > 5
        with shelf.book() as new:
            assert new.provenance.build_id == "second"
    with pytest.raises(Exception, match=r"[Cc]losed"), old.cursor() as con:
        con.execute("SELECT 1")
    shelf.close()


def test_a_broken_build_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(build_home(tmp_path, "first", ledger()))
    (tmp_path / "CURRENT").write_text("nothing\n")
    shelf.look()
    assert shelf.stamp("") == "first"
    with shelf.book() as book:
        assert book.provenance.build_id == "first"
    shelf.close()


def test_readers_and_swaps_at_once(tmp_path: Path) -> None:
    shelf = Shelf(build_home(tmp_path, "b0", ledger()))
    trouble: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                with shelf.book() as book, book.cursor() as con:
                    assert con.execute("SELECT count(*) FROM core_actors").fetchall()[0][0] > 3
            except BaseException as error:
                trouble.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 5):
        build_home(tmp_path, f"b{number}", ledger())
        shelf.look()
    stop.set()
    for reader in readers:
        reader.join()
    assert trouble == []
    assert shelf.stamp("") == "b4"
    shelf.close()


def test_the_address_answers_of_the_new_build(tmp_path: Path) -> None:
    app = create_app(build_home(tmp_path, "first", ledger()))
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        before = asking.get("/explore.json")
        con = ledger()
        con.execute("DELETE FROM out_ties WHERE year > 2000")
        build_home(tmp_path, "second", con)
        app.state.explorer.shelf.look()
        after = asking.get("/explore.json", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["ledger"]["build"] == "second"
        assert after.json()["page"]["rows"] < before.json()["page"]["rows"]


def test_a_release_answers_with_the_same_bytes_after_a_new_build(tmp_path: Path) -> None:
    root = build_home(tmp_path, "first", ledger())
    release = create_release(root, "2026-01")
    assert release.build_id == "first"
    addresses = [
        f"/dyad/PON/ARC.{ending}?v=2026-01" for ending in ("json", "csv", "parquet", "bib", "graphml")
    ]
    with TestClient(create_app(root), base_url="http://127.0.0.1") as asking:
        before = [asking.get(address).content for address in (*addresses, "/dyad/PON/ARC?v=2026-01")]
    con = ledger()
    con.execute("DELETE FROM out_tie_figures")
    build_home(root, "second", con)
    with TestClient(create_app(root), base_url="http://127.0.0.1") as asking:
        assert asking.get("/dyad/PON/ARC.json").json()["rows"] == []
        after = [asking.get(address).content for address in (*addresses, "/dyad/PON/ARC?v=2026-01")]
        assert asking.get("/dyad/PON/ARC.json?v=2026-01").json()["ledger"]["release"] == "2026-01"
    assert after == before
    assert changed_files(Home(root), "2026-01") == []


def test_a_release_is_never_changed_and_its_damage_is_seen(tmp_path: Path) -> None:
    root = build_home(tmp_path, "first", ledger())
    create_release(root, "one")
    with pytest.raises(UsageError, match="exists"):
        create_release(root, "one")
    for name in ("", "../x", "a" * 41, ".hidden"):
        with pytest.raises(UsageError, match="no name"):
            create_release(root, name)
    paths = [path for path, _, _ in read_release(Home(root), "one").files]
    assert "builds/first/ledger.duckdb" in paths
    record = root / "releases" / "one" / "builds" / "first" / "build.json"
    record.unlink()
    record.write_text("{}")
    assert changed_files(Home(root), "one") == ["builds/first/build.json"]
