"""Bad files through the shell: one clear error with place and mend, status 1, the ledger before it whole.

The publishers' own files, damaged; each kind of damage in each column of every source is tried on samples in
`tests/sources`, full disks, killed builds and two builds at once in `tests/ledger`, archives in
`tests/snapshots`.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auxilia.cli.main import main
from auxilia.ledger import Ledger

SOURCES = ("dcad", "ucdp_esd", "us_troops")
TREATIES = "dcad/DCAD-v1.0-main.csv"
TRIADS = "ucdp_esd/ucdp-esd-ty-181.xlsx"
HOSTS = "us_troops/troopdata-rebuild-country-year.csv"
PAGE = b"<!DOCTYPE html>\n<html><body>Choose, a, format</body></html>\n"
pytestmark = pytest.mark.mirror


def cell(row: int, column: str, value: bytes) -> Callable[[bytes], bytes]:
    """The file with another cell in a row (the header is row 1) of plain comma-separated values."""

    def change(content: bytes) -> bytes:
        lines = content.split(b"\n")
        place = lines[0].strip().split(b",").index(column.encode())
        cells = lines[row - 1].split(b",")
        cells[place] = value
        lines[row - 1] = b",".join(cells)
        return b"\n".join(lines)

    return change


BAD: dict[str, tuple[str, Callable[[bytes], bytes], list[str]]] = {
    "truncated workbook": (TRIADS, lambda b: b[: len(b) * 2 // 3], []),
    "page instead of a workbook": (TRIADS, lambda _: PAGE, ["a web page came"]),
    "page instead of a table": (HOSTS, lambda _: PAGE, ["a web page came"]),
    "renamed column": (
        TREATIES,
        lambda b: b.replace(b"signYear", b"yearSigned", 1),
        ["no column 'signYear'; not declared are 'yearSigned'", "row 1", "column signYear"],
    ),
    "another encoding": (HOSTS, lambda b: b.replace(b"Mexico", b"M\xe9xico"), ["row "]),
    "unknown category": (
        TREATIES,
        cell(5, "category1", b"ZORK"),
        ["'ZORK' stands in no row of lookups/", "row 5", "column category1"],
    ),
    "negative value": (HOSTS, cell(9, "troops_ad", b"-7"), ["is below 0", "row 9", "column troops_ad"]),
    "absurd value": (HOSTS, cell(9, "troops_ad", b"70000000"), ["is above 5e+06", "row 9"]),
    "no year": (TREATIES, cell(7, "signYear", b"19911"), ["is not a year", "row 7", "column signYear"]),
    "half of the lines": (TREATIES, lambda b: b[: b.index(b"\n", len(b) // 2) + 1], ["rows where 1800 to"]),
    "nothing": (HOSTS, lambda _: b"", ["no rows under its header"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A mirror of three sources that may be written, a home with their ledger, and the id of the build."""
    folder = tmp_path_factory.mktemp("bad")
    for source in SOURCES:
        (folder / "mirror" / source).mkdir(parents=True)
        for path in (mirror / source).iterdir():
            shutil.copyfile(path, folder / "mirror" / source / path.name)
    with pytest.MonkeyPatch.context() as patch:
        assert build(patch, folder / "mirror", folder / "home", SOURCES) == 0
    return folder / "mirror", folder / "home", (folder / "home" / "CURRENT").read_text("utf-8")


def build(patch: pytest.MonkeyPatch, mirror: Path, home: Path, sources: tuple[str, ...]) -> int:
    """The exit status of `auxilia build`."""
    words = [word for source in sources for word in ("--source", source)]
    patch.setattr(sys, "argv", ["auxilia", "build", "--mirror", str(mirror), "--home", str(home), *words])
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def claims(home: Path) -> list[tuple[str, int]]:
    with Ledger(home) as ledger:
        counts = "SELECT source_id, count(*) FROM core_claims GROUP BY 1 ORDER BY 1"
        return ledger.con.execute(counts).fetchall()


def refused(
    built: tuple[Path, Path, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    says: list[str],
) -> None:
    """The build fails with one error of these words, and leaves the ledger in force as it was."""
    mirror, home, before = built
    capsys.readouterr()
    whole = claims(home)
    assert build(monkeypatch, mirror, home, (file.partition("/")[0],)) == 1
    printed = capsys.readouterr()
    (error,) = [line for line in printed.err.splitlines() if line.startswith("auxilia: ")]
    for word in (Path(file).name, "Mend: ", *says):
        assert word in error
    assert "Traceback" not in printed.err
    assert printed.out == ""
    assert (home / "CURRENT").read_text("utf-8") == before
    assert claims(home) == whole
    assert not list(home.glob("**/*.partial"))


@pytest.mark.parametrize(("file", "change", "says"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_by_place_and_the_ledger_stays(
    built: tuple[Path, Path, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    change: Callable[[bytes], bytes],
    says: list[str],
) -> None:
    path = built[0] / file
    good = path.read_bytes()
    changed = change(good)
    assert changed != good
    path.write_bytes(changed)
    try:
        refused(built, capsys, monkeypatch, file, says)
    finally:
        path.write_bytes(good)


def test_a_file_that_is_not_the_one_of_the_manifest_is_refused(
    built: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built[0] / TREATIES
    manifest = built[0] / "MANIFEST.tsv"
    manifest.write_text(f"path\tbytes\tsha256\n{TREATIES}\t{path.stat().st_size}\t{'0' * 64}\n", "utf-8")
    try:
        refused(built, capsys, monkeypatch, TREATIES, ["sha256"])
    finally:
        manifest.unlink()


def test_a_file_that_is_gone_is_refused(
    built: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built[0] / TREATIES
    aside = path.rename(built[0] / "aside")
    try:
        refused(built, capsys, monkeypatch, TREATIES, [])
    finally:
        aside.rename(path)
