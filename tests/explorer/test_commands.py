"""The shell: exports equal the API, releases, static sites, and a server that says where it is."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from auxilia.cli.commands import explore, export, export_site, release
from auxilia.errors import LedgerError, UsageError
from auxilia.explorer.answers import Request
from auxilia.explorer.choices import TABLES
from auxilia.explorer.serve import is_local
from auxilia.explorer.shelf import Shelf
from auxilia.explorer.shell import followed
from auxilia.explorer.site import write_page

from .conftest import build_home, ledger


def run(command: object, *words: str) -> Result:
    return CliRunner().invoke(command, list(words), catch_exceptions=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    ["/dyad/PON/ARC.csv", "/dyad/pontus/arcadia.csv", "dyad/PON/ARC.json", "/front.csv", "/actor/ARC.bib"],
)
def test_an_export_is_what_the_address_answers(
    client: TestClient, home: Path, tmp_path: Path, address: str
) -> None:
    out = tmp_path / "out"
    result = run(export.command, address, "-o", str(out), "--home", str(home))
    assert result.exit_code == 0, result.exception
    answer = client.get(f"/{address.removeprefix('/')}", follow_redirects=True)
    assert out.read_bytes().replace(b"http://127.0.0.1", b"") == answer.content.replace(
        b"http://127.0.0.1", b""
    )


def test_an_export_takes_its_format_from_the_file(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "cells.parquet"
    asked = "/explore?table=cells&provider=PON&recipient=ARC&year=2000..2002"
    result = run(export.command, asked, "-o", str(out), "--home", str(home))
    assert result.exit_code == 0, result.exception
    assert out.read_bytes()[:4] == b"PAR1"
    assert "9 rows" in result.output


@pytest.mark.parametrize(
    "address", ["/dyad/PON/ARC", "/nowhere.csv", "/explore.csv?practice=teach", "/actor/Nobody.csv"]
)
def test_an_export_that_cannot_be_says_why(home: Path, address: str) -> None:
    result = run(export.command, address, "--home", str(home))
    assert isinstance(result.exception, UsageError)
    assert len(str(result.exception)) > 20


def test_releases_are_made_listed_and_checked(tmp_path: Path) -> None:
    root = str(build_home(tmp_path, "first", ledger()))
    assert run(release.command, "create", "2026-01", "--home", root).exit_code == 0
    assert "2026-01  build first" in run(release.command, "list", "--home", root).output
    assert run(release.command, "check", "2026-01", "--home", root).exit_code == 0
    (tmp_path / "releases" / "2026-01" / "CURRENT").write_text("other\n")
    damaged = run(release.command, "check", "2026-01", "--home", root)
    assert isinstance(damaged.exception, LedgerError)
    assert "CURRENT" in str(damaged.exception)


def test_a_static_site_is_whole_and_its_links_lead_to_files(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    result = run(export_site.command, str(folder), "--dyads", "2", "--home", str(home))
    assert result.exit_code == 0, result.exception
    pages = sorted(folder.rglob("*.html"))
    assert folder / "dyad" / "PON" / "ARC" / "index.html" in pages
    assert folder / "actor" / "QUI" / "index.html" in pages
    # The group is known from a source that may not be passed on.
    assert folder / "actor" / "ucdp:7" / "index.html" not in pages
    for page in pages:
        for link in re.findall(r'(?:href|action)="([^"#?]+)', page.read_text("utf-8")):
            assert not link.startswith("/"), (page, link)
            if not link.startswith(("http://", "https://")):
                assert (page.parent / unquote(link)).resolve().is_file(), (page, link)
    for path in set(folder.rglob("*.json")) - set((folder / "static").rglob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["table"] in TABLES:
            sources = {row.get("source", row.get("sources", "")) for row in told["rows"]}
            assert not any("wars" in named.split("; ") for named in sources), path
    again = run(export_site.command, str(folder), "--home", str(home))
    assert isinstance(again.exception, UsageError)


def test_a_site_holds_what_the_server_answers(tmp_path: Path) -> None:
    paths = (
        "/actor/MLI",
        "/actor/USA",
        "/dyad/USA/EGY",
        "/dyad/RUS/MLI",
        "/programme/imet",
        "/source/us_fmtr",
    )
    held, asked = Shelf(tmp_path, public=True, whole=True), Shelf(tmp_path, public=True)
    site = tmp_path / "site"
    with held.book() as whole, asked.book() as book:
        for path in paths:
            write_page(site, whole, path, frozenset(paths))
            for ending in ("json", "csv", "bib"):
                answered = followed(Request(f"{path}.{ending}", ""), book)
                body = answered.file.read_bytes() if answered.file else answered.body.unpacked()
                assert (site / f"{path[1:]}.{ending}").read_bytes() == body, (path, ending)
            page = followed(Request(path, ""), book).body.unpacked().decode("utf-8")
            written = (site / path[1:] / "index.html").read_text("utf-8")
            assert re.findall(r">([^<]+)<", written) == re.findall(r">([^<]+)<", page), path
    held.close()
    asked.close()


def test_a_taken_port_is_said(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run(explore.command, "--port", port, "--no-browser", "--home", str(home))
    assert isinstance(result.exception, UsageError)
    assert port in str(result.exception)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.5.5.5", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.4", False),
        ("example.org", False),
    ],
)
def test_what_counts_as_this_machine(host: str, local: bool) -> None:
    assert is_local(host) is local
