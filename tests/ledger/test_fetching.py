"""Builds from the publishers' addresses, from the request to the ledger: two sources, one fetched by hand."""

import dataclasses
import io
import os
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from ledger_samples import LAYOUT, SAMPLES, small

import auxilia.ledger.build as building
from auxilia.errors import SnapshotError
from auxilia.ledger import Ledger, fetching
from auxilia.ledger.build import Built, build, silent
from auxilia.readers import Spec

TREATIES = (SAMPLES / "dcad" / "agreements.csv").read_text("utf-8")
BY_HAND = {Path(target).name: sample for sample, target in LAYOUT.items() if target.startswith("us_troops")}
Run = Callable[..., Built]


class Publisher(ThreadingHTTPServer):
    """Serves a folder and counts what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def publish(self, text: str) -> None:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("replication/DCAD-v1.0-main.csv", text)
        file = self.folder / "kinne_dca.zip"
        # The protocol tells times in whole seconds: a file published later is later by some.
        later = file.stat().st_mtime + 10 if file.exists() else time.time() - 60
        file.write_bytes(content.getvalue())
        os.utime(file, (later, later))


class Handler(SimpleHTTPRequestHandler):
    server: Publisher

    def translate_path(self, path: str) -> str:
        self.server.asked.append(f"{self.command} {path}")
        return str(self.server.folder / Path(path).name)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    (tmp_path / "published").mkdir()
    server = Publisher(tmp_path / "published")
    server.publish(TREATIES)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def at(publisher: Publisher) -> dict[str, Spec]:
    """The two sources, the treaties at the loopback address and the troops the user's own download."""
    specs = small()
    url = f"http://127.0.0.1:{publisher.server_address[1]}/kinne_dca.zip"
    treaties = (dataclasses.replace(specs["dcad"].files[0], url=url),)
    troops = tuple(
        dataclasses.replace(file, url="", how="manual", steps="Ask the archive.")
        for file in specs["us_troops"].files
    )
    return {
        "dcad": dataclasses.replace(specs["dcad"], files=treaties),
        "us_troops": dataclasses.replace(specs["us_troops"], files=troops),
    }


@pytest.fixture
def run(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for module in (building, fetching):
        monkeypatch.setattr(module, "discover", lambda: at(publisher))

    def building_now(*, refresh: bool = False) -> Built:
        home = tmp_path / "home"
        fetch = fetching.fetcher(home, mirror=None, refresh=refresh, report=silent)
        return build(home, fetch)

    return building_now


def files(home: Path) -> list[tuple[str, str, bool]]:
    with Ledger(home) as ledger:
        return ledger.con.execute(
            "SELECT source_id, origin, fetched IS NOT NULL FROM core_files ORDER BY ALL"
        ).fetchall()


def test_a_build_downloads_once_and_says_what_only_the_user_can_fetch(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    built = run()
    assert built.sources == ("dcad",)
    assert "Ask the archive." in built.left_out["us_troops"]
    assert str(tmp_path / "home" / "manual" / "us_troops") in built.left_out["us_troops"]
    ((source, origin, fetched),) = files(tmp_path / "home")
    assert (source, fetched) == ("dcad", True)
    assert origin.endswith("/kinne_dca.zip#replication/DCAD-v1.0-main.csv")
    assert run().unchanged
    assert publisher.asked == ["GET /kinne_dca.zip"]


def test_what_the_user_put_there_is_read(run: Run, tmp_path: Path) -> None:
    run()
    folder = tmp_path / "home" / "manual" / "us_troops"
    folder.mkdir(parents=True)
    for name, sample in BY_HAND.items():
        (folder / name).write_bytes((SAMPLES / sample).read_bytes())
    built = run()
    assert (built.sources, built.read, built.left_out) == (("dcad", "us_troops"), ("us_troops",), {})
    assert {origin for source, origin, _ in files(tmp_path / "home") if source == "us_troops"} == {
        f"manual:{name}" for name in BY_HAND
    }


def test_a_newer_file_makes_a_new_ledger_and_the_older_one_is_kept(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    first = run()
    publisher.publish(TREATIES.replace("Invented Treaty Series", "Another Series"))
    assert run().unchanged
    newer = run(refresh=True)
    assert newer.read == ("dcad",)
    assert newer.build_id != first.build_id
    kept = {path.read_bytes() for path in (tmp_path / "home" / "snapshots").rglob("*.csv")}
    assert len(kept) == 2


def test_a_publisher_that_is_gone_leaves_the_ledger_in_force(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    first = run()
    (publisher.folder / "kinne_dca.zip").unlink()
    with pytest.raises(SnapshotError, match=r"404.*Mend:"):
        run(refresh=True)
    with Ledger(tmp_path / "home") as ledger:
        assert ledger.provenance.build_id == first.build_id


def test_a_check_asks_without_downloading(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    run()
    found = fetching.check_addresses(tmp_path / "home", silent)
    assert [(r.source_id, r.state) for r in found] == [("dcad", "ok"), *[("us_troops", "manual")] * 3]
    assert publisher.asked == ["GET /kinne_dca.zip", "HEAD /kinne_dca.zip"]
