"""Files of a mirror, and the memo that spares hashing them at each build."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.errors import HashMismatchError, SnapshotError
from auxilia.snapshots import Address, HashMemo, from_mirror, hashing, read_manifest, sha256_of

TIES = Address("atlas", "ties", "atlas/*.csv", "csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    (folder / "atlas").mkdir(parents=True)
    for name in ("b", "a"):
        put(folder / "atlas" / f"{name}.csv", f"x,y\n{name},1\n")
    return folder


def put(path: Path, text: str, *, age: int = 60) -> None:
    path.write_text(text, "utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really hashed."""
    names: list[str] = []

    def counting(path: Path) -> str:
        names.append(path.name)
        return sha256_of(path)

    monkeypatch.setattr(hashing, "sha256_of", counting)
    return names


def test_a_glob_gives_its_files_in_order(folder: Path) -> None:
    first, second = from_mirror(folder, [TIES])
    assert (first.filename, second.filename) == ("a.csv", "b.csv")
    assert first.origin == "mirror:atlas/a.csv"
    assert first.sha256 == sha256_of(folder / "atlas" / "a.csv")


def test_a_missing_file_is_an_error_unless_optional(folder: Path) -> None:
    with pytest.raises(SnapshotError, match=r"has no atlas/none\.csv\. Mend:"):
        from_mirror(folder, [Address("atlas", "none", "atlas/none.csv", "csv")])
    assert from_mirror(folder, [Address("atlas", "none", "atlas/none.csv", "csv", optional=True)]) == []


@pytest.mark.parametrize(("kind", "name"), [("csv", "a.csv"), ("xlsx", "a.xlsx")])
def test_a_saved_web_page_is_called_one_before_anything_is_read(folder: Path, kind: str, name: str) -> None:
    (folder / "atlas" / name).write_bytes(b"<!DOCTYPE html>\n<html><body>Sign in</body></html>")
    ties = Address("atlas", "ties", f"atlas/{name}", kind, url="https://example.org/ties")  # type: ignore[arg-type]
    said = rf"atlas/{name} in the mirror .* is no {kind}: a web page came.* Mend: fetch"
    with pytest.raises(SnapshotError, match=said):
        from_mirror(folder, [ties])


def test_a_file_is_held_against_the_manifest(folder: Path) -> None:
    path = folder / "atlas" / "a.csv"
    line = f"atlas/a.csv\t{path.stat().st_size}\t{sha256_of(path)}\n"
    (folder / "MANIFEST.tsv").write_text(f"path\tbytes\tsha256\n{line}", "utf-8")
    assert read_manifest(folder) == {"atlas/a.csv": (path.stat().st_size, sha256_of(path))}
    memo = HashMemo(folder / "hashes.json")
    assert len(from_mirror(folder, [TIES], memo)) == 2
    put(path, "x,y\na,2\n", age=50)
    with pytest.raises(HashMismatchError, match=r"not the file of MANIFEST\.tsv"):
        from_mirror(folder, [TIES], memo)


def test_an_unchanged_file_is_hashed_once(folder: Path, hashed: list[str]) -> None:
    memo = folder / "home" / "hashes.json"
    first = from_mirror(folder, [TIES], HashMemo(memo))
    assert hashed == ["a.csv", "b.csv"]
    assert from_mirror(folder, [TIES], HashMemo(memo)) == first
    assert hashed == ["a.csv", "b.csv"]


@pytest.mark.parametrize(("text", "age"), [("x,y\nb,2\n", 40), ("x,y\nb,1000\n", 60), ("x,y\nb,1\n", 30)])
def test_another_time_or_size_is_hashed_anew(folder: Path, hashed: list[str], text: str, age: int) -> None:
    memo = folder / "hashes.json"
    from_mirror(folder, [TIES], HashMemo(memo))
    put(folder / "atlas" / "b.csv", text, age=age)
    snapshots = from_mirror(folder, [TIES], HashMemo(memo))
    assert hashed == ["a.csv", "b.csv", "b.csv"]
    assert snapshots[1].sha256 == sha256_of(folder / "atlas" / "b.csv")


def test_a_file_written_just_now_is_not_remembered(folder: Path, hashed: list[str]) -> None:
    memo = HashMemo(folder / "hashes.json")
    path = folder / "atlas" / "a.csv"
    put(path, "x,y\n1,1\n", age=0)
    old = memo.sha256(path)
    time_ns = path.stat().st_mtime_ns
    path.write_text("x,y\n2,2\n", "utf-8")
    os.utime(path, ns=(time_ns, time_ns))
    assert memo.sha256(path) != old
    assert hashed == ["a.csv", "a.csv"]


def test_files_that_are_gone_are_forgotten(folder: Path) -> None:
    memo = folder / "hashes.json"
    from_mirror(folder, [TIES], HashMemo(memo))
    (folder / "atlas" / "b.csv").unlink()
    put(folder / "atlas" / "a.csv", "x,y\na,5\n", age=20)
    from_mirror(folder, [TIES], HashMemo(memo))
    assert "a.csv" in memo.read_text("utf-8")
    assert "b.csv" not in memo.read_text("utf-8")


@given(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["[]", "{}", '{"a": 1}', '{"a": [1, 2]}', '{"a": ["x", 1, "f"]}', "null"]),
    )
)
def test_a_damaged_memo_costs_time_only(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("memo")
    (folder / "hashes.json").write_text(text, "utf-8")
    put(folder / "a.csv", "x,y\n")
    assert HashMemo(folder / "hashes.json").sha256(folder / "a.csv") == sha256_of(folder / "a.csv")


def test_a_memo_that_cannot_be_written_stops_nothing(folder: Path) -> None:
    (folder / "file").write_text("", "utf-8")
    assert len(from_mirror(folder, [TIES], HashMemo(folder / "file" / "hashes.json"))) == 2
