"""Builds: what they keep, what they skip, and that nothing that goes wrong touches the ledger in force."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import auxilia.ledger.assemble as assembling
from auxilia.errors import (
    AuxiliaError,
    BuildError,
    HashMismatchError,
    LedgerError,
    ManualDownloadError,
    SourceError,
    UnknownNameError,
)
from auxilia.ledger import Ledger, reading
from auxilia.ledger.build import Built
from auxilia.readers import Spec
from auxilia.snapshots import Snapshot, from_mirror

Builder = Callable[..., Built]
# Two agreements, signed and in force, both ways; two hosts, one base, three lines of construction.
CLAIMS = 8 + 2 + 1 + 3


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.parquet"))
    }


def count(home: Path) -> int:
    with Ledger(home) as ledger:
        return int(ledger.con.execute("SELECT count(*) FROM core_claims").fetchall()[0][0])


def test_every_claim_of_the_samples_is_in_the_ledger(builder: Builder, tmp_path: Path) -> None:
    built = builder()
    assert built.sources == built.read == built.resolved == ("dcad", "us_troops")
    folder = built.folder / "parquet" / "core_claims"
    stored = duckdb.sql(f"SELECT count(*) FROM '{folder}/*.parquet'").fetchall()[0][0]
    assert stored == count(tmp_path / "home") == CLAIMS


def test_a_new_column_is_told_by_every_build(builder: Builder, samples: Path) -> None:
    path = samples / "us_troops/builddata.csv"
    path.write_text("\n".join(f"{line},new" for line in path.read_text("utf-8").splitlines()) + "\n", "utf-8")
    for built in (builder(), builder()):
        assert [(s.source_id, s.table, s.column) for s in built.signals] == [
            ("us_troops", "construction", "new")
        ]


def test_a_second_build_reads_nothing(builder: Builder) -> None:
    first, second = builder(), builder()
    assert second.unchanged
    assert second.read == second.resolved == ()
    assert second.build_id == first.build_id


def test_one_changed_source_leaves_the_other_alone(builder: Builder, samples: Path) -> None:
    builder()
    path = samples / "us_troops/basedata.csv"
    path.write_bytes(path.read_bytes().replace(b"1", b"0", 1))
    built = builder()
    assert built.read == built.resolved == ("us_troops",)
    assert not built.unchanged


def test_two_builds_of_the_same_files_give_the_same_bytes(builder: Builder, tmp_path: Path) -> None:
    one = digests(builder().folder)
    (tmp_path / "home").rename(tmp_path / "first")
    other = digests(builder().folder)
    assert one == other
    assert len(one) > 10


def test_only_limits_what_is_read_and_keeps_the_rest(builder: Builder, tmp_path: Path) -> None:
    builder()
    built = builder(only=["dcad"])
    assert built.sources == ("dcad", "us_troops")
    assert count(tmp_path / "home") == CLAIMS
    with pytest.raises(UnknownNameError, match="dcadd"):
        builder(only=["dcadd"])


def test_a_source_that_only_the_user_can_fetch_is_left_out_and_named(builder: Builder, samples: Path) -> None:
    def fetch(spec: Spec) -> list[Snapshot]:
        if spec.id == "dcad":
            raise ManualDownloadError("dcad: fetch it by hand and put it there.")
        return from_mirror(samples, spec.files)

    built = builder(fetch=fetch)
    assert built.sources == ("us_troops",)
    assert "by hand" in built.left_out["dcad"]
    assert built.signals == ()
    with pytest.raises(ManualDownloadError):
        builder(fetch=fetch, only=["dcad"])


def after_a_failure(first: Built, home: Path) -> None:
    """The ledger that was in force still is, and is whole."""
    assert (home / "CURRENT").read_text("utf-8").strip() == first.build_id
    assert count(home) == CLAIMS
    assert not list((home / "builds").glob("*.partial"))


def damage(samples: Path) -> None:
    path = samples / "dcad/DCAD-v1.0-main.csv"
    path.write_text(path.read_text("utf-8").replace("TREX", "ESPIONAGE"), "utf-8")


def test_a_damaged_file_leaves_the_ledger_in_force(builder: Builder, samples: Path, tmp_path: Path) -> None:
    first = builder()
    damage(samples)
    with pytest.raises(SourceError, match=r"ESPIONAGE.*row 2.*category1.*Mend"):
        builder()
    after_a_failure(first, tmp_path / "home")


@pytest.mark.parametrize("place", [reading, assembling])
def test_a_full_disk_leaves_the_ledger_in_force(
    builder: Builder, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: object
) -> None:
    first = builder()
    path = samples / "us_troops/basedata.csv"
    path.write_bytes(path.read_bytes().replace(b"1", b"0", 1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place, "copy_out", full)
    with pytest.raises(BuildError, match=r"No space left on device.*Mend: free space"):
        builder()
    after_a_failure(first, tmp_path / "home")


FULL = """
import dataclasses, resource, sys
from pathlib import Path
import auxilia.ledger.build as building
from auxilia.errors import BuildError
from auxilia.snapshots import from_mirror
from auxilia.sources import discover
small = {n: dataclasses.replace(discover()[n], guards=()) for n in ("dcad", "us_troops")}
building.discover = lambda: small
home, mirror = Path(sys.argv[1]), Path(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    building.build(home, lambda spec: from_mirror(mirror, spec.files))
except BuildError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on the size of files is a matter of Unix")
@pytest.mark.parametrize("limit", [1_000, 200_000])
def test_a_limit_on_the_size_of_files_leaves_the_ledger_in_force(
    builder: Builder, samples: Path, tmp_path: Path, limit: int
) -> None:
    first = builder()
    path = samples / "us_troops/basedata.csv"
    path.write_bytes(path.read_bytes().replace(b"1", b"0", 1))
    home = tmp_path / "home"
    ended = subprocess.run(
        [sys.executable, "-c", FULL, home, samples, str(limit)], check=False, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "Mend: free space" in ended.stderr
    assert "Traceback" not in ended.stderr
    after_a_failure(first, home)


def test_a_file_that_is_not_the_manifests_is_refused(builder: Builder, samples: Path, tmp_path: Path) -> None:
    first = builder()
    rows = ["path\tbytes\tsha256", f"dcad/DCAD-v1.0-main.csv\t7\t{'0' * 64}"]
    (samples / "MANIFEST.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    with pytest.raises(HashMismatchError, match="expected 7 bytes"):
        builder()
    after_a_failure(first, tmp_path / "home")


BUILDING = """
import dataclasses, sys, time
from pathlib import Path
import auxilia.ledger.build as building
from auxilia.ledger import assemble
from auxilia.snapshots import from_mirror
from auxilia.sources import discover
small = {n: dataclasses.replace(discover()[n], guards=()) for n in ("dcad", "us_troops")}
building.discover = lambda: small
copy_out, home, mirror = assemble.copy_out, Path(sys.argv[1]), Path(sys.argv[2])
once = iter(["assembling"])
def slow(*given):
    for word in once:
        print(word, flush=True)
        sys.stdin.readline()
    copy_out(*given)
assemble.copy_out = slow
building.build(home, lambda spec: from_mirror(mirror, spec.files))
"""


def test_of_two_builds_at_once_the_second_is_refused_and_the_first_goes_on(
    builder: Builder, samples: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with subprocess.Popen(
        [sys.executable, "-c", BUILDING, home, samples],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "assembling\n"
        with pytest.raises(BuildError, match="another build"):
            builder()
        assert not (home / "CURRENT").exists()
        other.communicate("go on\n", timeout=60)
    assert other.returncode == 0
    assert count(home) == CLAIMS
    assert builder().unchanged


KILLED = """
import dataclasses, os, signal, sys
from pathlib import Path
import auxilia.ledger.build as building
from auxilia.ledger import assemble
from auxilia.snapshots import from_mirror
from auxilia.sources import discover
small = {n: dataclasses.replace(discover()[n], guards=()) for n in ("dcad", "us_troops")}
building.discover = lambda: small
assemble.copy_out = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
home, mirror = Path(sys.argv[1]), Path(sys.argv[2])
building.build(home, lambda spec: from_mirror(mirror, spec.files))
"""


def test_a_killed_build_leaves_the_ledger_in_force_and_the_next_one_goes_on(
    builder: Builder, samples: Path, tmp_path: Path
) -> None:
    first = builder()
    path = samples / "us_troops/basedata.csv"
    path.write_bytes(path.read_bytes().replace(b"1", b"0", 1))
    home = tmp_path / "home"
    ended = subprocess.run([sys.executable, "-c", KILLED, home, samples], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    assert (home / "CURRENT").read_text("utf-8").strip() == first.build_id
    assert count(home) == CLAIMS
    built = builder()
    assert built.read == ()
    assert built.build_id != first.build_id
    assert not list((home / "builds").glob("*.partial"))


def test_a_damaged_ledger_is_named_and_built_again(builder: Builder, tmp_path: Path) -> None:
    first = builder()
    (first.folder / "build.json").unlink()
    with pytest.raises(LedgerError, match=r"auxilia build"):
        Ledger(tmp_path / "home")
    assert not builder().unchanged
    assert count(tmp_path / "home") == CLAIMS


def test_a_ledger_of_another_format_is_refused(builder: Builder, tmp_path: Path) -> None:
    record = builder().folder / "build.json"
    record.write_text(record.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")
    with pytest.raises(LedgerError, match="format 99"):
        Ledger(tmp_path / "home")


def test_a_home_that_cannot_be_made_is_named(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(AuxiliaError, match="home"):
        builder()
