"""Zip archives: members by glob, and archives that mean harm or are broken."""

import io
import json
import stat
import struct
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from publisher import TABLE, Bench, Publisher, address, locked, offers, says, sha

from auxilia.errors import HashMismatchError, SnapshotError
from auxilia.snapshots import archive as archives
from auxilia.snapshots.archive import is_unsafe, take_out
from auxilia.snapshots.trouble import Trouble

OTHER = TABLE.replace(b"Ruritania", b"Sylvania")


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            # A name given as ZipInfo is stored as it is.
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = method
            archive.writestr(info, content)
    return file.getvalue()


def refused(tmp_path: Path, content: bytes, pattern: str = "*", **limits: int) -> str:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    (tmp_path / "out").mkdir(exist_ok=True)
    with pytest.raises(Trouble) as caught:
        take_out(path, pattern, tmp_path / "out", **limits)
    assert caught.value.kind == "wrong"
    return caught.value.text


def test_the_member_is_taken_out_and_both_are_kept(bench: Bench, publisher: Publisher) -> None:
    content = packed({"v1/readme.txt": b"hello", "v1/ties.csv": TABLE, "__MACOSX/v1/._ties.csv": b"\0litter"})
    url = publisher.gives("/ties_v1.zip", says(200, content))
    (snapshot,) = bench.store().ensure([address(url, member="*ties.csv")])
    assert snapshot.path == bench.home / "snapshots" / "atlas" / sha(TABLE)[:16] / "ties.csv"
    assert snapshot.path.read_bytes() == TABLE
    assert snapshot.origin == f"{url}#v1/ties.csv"
    kept = bench.home / "snapshots" / "atlas" / sha(content)[:16] / "ties_v1.zip"
    assert kept.read_bytes() == content
    current = locked(bench)["current"]
    assert (current["sha256"], current["member"]) == (sha(content), "*ties.csv")
    assert [(part["member"], part["sha256"]) for part in current["parts"]] == [("v1/ties.csv", sha(TABLE))]
    assert bench.store().ensure([address(url, member="*ties.csv")]) == [snapshot]
    assert len(publisher.requests) == 1


def test_a_glob_may_yield_several_files_in_the_order_of_their_paths(
    bench: Bench, publisher: Publisher
) -> None:
    url = publisher.gives("/all.zip", says(200, packed({"b/y.csv": TABLE, "a/y.csv": OTHER, "c.txt": b"-"})))
    first, second = bench.store().ensure([address(url, member="*.csv", mirror="atlas/*.csv")])
    assert (first.filename, first.sha256) == ("y.csv", sha(OTHER))
    assert (second.filename, second.sha256) == ("y.csv", sha(TABLE))
    assert first.path != second.path


def test_an_archive_of_two_declared_files_is_downloaded_once(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/all.zip", offers(packed({"ties.csv": TABLE, "deals.csv": OTHER})))
    both = [
        address(url, member="ties.csv"),
        address(url, name="deals", mirror="atlas/deals.csv", member="deals.csv"),
    ]
    found = bench.store().ensure(both)
    assert [snapshot.sha256 for snapshot in found] == [sha(TABLE), sha(OTHER)]
    assert len(publisher.requests) == 1
    assert bench.store().ensure(both, refresh=True) == found
    assert len(publisher.requests) == 2


def test_another_member_of_an_archive_at_hand_needs_no_download(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/all.zip", says(200, packed({"ties.csv": TABLE, "ties_v2.csv": OTHER})))
    bench.store().ensure([address(url, member="ties.csv")])
    (snapshot,) = bench.store().ensure([address(url, member="ties_v2.csv")])
    assert snapshot.sha256 == sha(OTHER)
    assert len(publisher.requests) == 1


def test_a_member_that_was_removed_is_taken_out_again_and_a_changed_one_refused(
    bench: Bench, publisher: Publisher
) -> None:
    wanted = address(publisher.gives("/a.zip", says(200, packed({"ties.csv": TABLE}))), member="ties.csv")
    (snapshot,) = bench.store().ensure([wanted])
    snapshot.path.unlink()
    assert bench.store().ensure([wanted]) == [snapshot]
    assert snapshot.path.read_bytes() == TABLE
    assert len(publisher.requests) == 1
    snapshot.path.write_bytes(OTHER)
    with pytest.raises(HashMismatchError, match="not the file that was locked"):
        bench.store().ensure([wanted])


def test_a_changed_archive_with_the_same_member_keeps_the_member(bench: Bench, publisher: Publisher) -> None:
    old, new = packed({"ties.csv": TABLE}), packed({"ties.csv": TABLE, "errata.txt": b"none"})
    wanted = address(publisher.gives("/a.zip", says(200, old), says(200, new)), member="ties.csv")
    (before,) = bench.store().ensure([wanted])
    (after,) = bench.store().ensure([wanted], refresh=True)
    assert (after.path, after.sha256) == (before.path, before.sha256)
    assert [was["sha256"] for was in locked(bench)["history"]] == [sha(old)]


@pytest.mark.parametrize(
    ("members", "says_what"),
    [
        ({"../ties.csv": TABLE}, "points outside of it: '../ties.csv'"),
        ({"ties.csv": b"<!doctype html><title>No</title>"}, "ties.csv in the archive: a web page came"),
        ({"ties.csv": b""}, "ties.csv in the archive: the file is empty"),
        ({"tied.csv": TABLE}, r"no member ties.csv; it has tied.csv"),
        ({}, "is an empty archive"),
    ],
)
def test_a_bad_archive_is_one_error_and_leaves_nothing_locked(
    bench: Bench, publisher: Publisher, members: dict, says_what: str
) -> None:
    url = publisher.gives("/a.zip", says(200, packed(members)))
    with pytest.raises(SnapshotError, match=says_what) as caught:
        bench.store().ensure([address(url, member="ties.csv")])
    assert str(caught.value).startswith(f"atlas: {url}: ")
    assert "Mend: " in str(caught.value)
    assert not (bench.home / "snapshots.lock.json").exists()
    assert list(bench.home.rglob("*.member")) == []
    assert list(bench.home.rglob("*.csv")) == []


@pytest.mark.parametrize(
    "name",
    ["../a.csv", "/a.csv", "a/../../b.csv", "..\\a.csv", "C:\\a.csv", "c:a.csv", "\\\\host\\a.csv", "a/.."],
)
def test_a_name_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "points outside" in refused(tmp_path, packed({"fine.csv": TABLE, name: TABLE}), "fine.csv")


NAMES = st.text(st.sampled_from("ab./\\:C\0~ "), max_size=12)


@given(NAMES)
@example("a/b..c/...")
def test_names_taken_for_safe_stay_inside_on_every_system(name: str) -> None:
    if is_unsafe(name):
        return
    for kind, base in ((PurePosixPath, "/home/x"), (PureWindowsPath, "D:\\home\\x")):
        joined = kind(base) / kind(name)
        assert joined.is_relative_to(kind(base))
        assert ".." not in joined.parts
    assert "\0" not in name


@given(st.lists(st.sampled_from(["a", "b.csv", "..", ".", "", "x y"]), min_size=1, max_size=5))
def test_every_name_with_a_step_up_is_unsafe(parts: list[str]) -> None:
    for separator in ("/", "\\"):
        name = separator.join(parts)
        assert is_unsafe(name) == (".." in parts or (parts[0] == "" and len(parts) > 1))


def test_a_link_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("ties.csv")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "a link instead of a file" in refused(tmp_path, file.getvalue())


def test_a_bomb_is_refused_by_its_declared_density(tmp_path: Path) -> None:
    bomb = packed({"ties.csv": bytes(archives.SMALL_BYTES + 1)})
    assert len(bomb) < 20_000
    assert "zip bomb" in refused(tmp_path, bomb)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_bomb_of_many_small_members_is_refused_by_its_sum(tmp_path: Path) -> None:
    many = packed({f"{n}.csv": bytes(1000) for n in range(20)})
    assert "would unpack to 20000 bytes" in refused(tmp_path, many, max_bytes=19_999)


def lying(content: bytes, size: int) -> bytes:
    """The archive of one stored member, whose directory declares another size."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<L", size) + content[at + 28 :]


@pytest.mark.parametrize("size", [10, 10**6])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_member_of_another_size_than_declared_is_refused(tmp_path: Path, size: int, method: int) -> None:
    text = refused(tmp_path, lying(packed({"ties.csv": TABLE}, method), size))
    assert "damaged" in text or "does not hold the bytes" in text


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed({"ties.csv": TABLE}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted: ties.csv wants a password" in refused(tmp_path, bytes(content))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ties.csv", TABLE)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("ties.csv", OTHER)
    assert "two members of one name" in refused(tmp_path, file.getvalue())


def test_a_truncated_archive_is_refused(bench: Bench, publisher: Publisher) -> None:
    content = packed({"ties.csv": TABLE})
    url = publisher.gives("/a.zip", says(200, content[:-30]))
    with pytest.raises(SnapshotError, match="is no zip archive, or was cut short"):
        bench.store().ensure([address(url, member="ties.csv")])


WHOLE = packed({"ties.csv": TABLE, "b.csv": OTHER})


@settings(deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4), st.integers(0, len(WHOLE)))
def test_random_damage_gives_the_right_bytes_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, new: bytes, end: int
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    path = folder / "a.zip"
    path.write_bytes((WHOLE[:at] + new + WHOLE[at + len(new) :])[: max(end, at + 1)])
    try:
        content = {one.path.read_bytes() for one in take_out(path, "*.csv", folder)}
    except Trouble as trouble:
        content = {trouble.kind.encode()}
    assert content == {b"wrong"} or content <= {TABLE, OTHER}


def test_names_are_made_fit_for_every_file_system(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/a.zip", says(200, packed({"x/STATE budget: 1?.csv": TABLE, "x/con.csv": OTHER})))
    found = bench.store().ensure([address(url, member="*.csv")])
    assert [snapshot.filename for snapshot in found] == ["STATE budget_ 1_.csv", "_con.csv"]
    assert json.loads((bench.home / "snapshots.lock.json").read_text("utf-8"))["format"] == 1
