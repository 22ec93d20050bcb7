"""The user's own downloads: looked for by name, used where they lie, asked for with the exact steps."""

import pytest
from publisher import TABLE, Bench, Publisher, address, offers, says, sha

from auxilia.errors import ManualDownloadError, SnapshotError
from auxilia.snapshots import Address

REGISTER = Address(
    "arms",
    "deals",
    "arms/trade-register*.csv",
    "csv",
    how="manual",
    steps="Open https://arms.example/register, choose all suppliers and all years, press Download",
)


def put(bench: Bench, name: str, content: bytes = TABLE) -> None:
    folder = bench.home / "manual" / "arms"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def test_the_steps_are_said_to_the_end(bench: Bench) -> None:
    with pytest.raises(ManualDownloadError) as caught:
        bench.store().ensure([REGISTER])
    assert str(caught.value) == (
        "arms: trade-register*.csv must be downloaded by hand. Mend: Open https://arms.example/register, "
        "choose all suppliers and all years, press Download. Then put it as trade-register*.csv into "
        f"{bench.home / 'manual' / 'arms'}, and run again."
    )


def test_a_file_of_another_name_is_pointed_out(bench: Bench) -> None:
    put(bench, "register (1).csv")
    with pytest.raises(ManualDownloadError, match=r"\(the folder has register \(1\).csv\)"):
        bench.store().ensure([REGISTER])


def test_all_files_of_the_pattern_are_used_in_the_order_of_their_names(bench: Bench) -> None:
    put(bench, "trade-register-2.csv")
    put(bench, "trade-register-1.csv", TABLE * 2)
    first, second = bench.store().ensure([REGISTER])
    assert (first.filename, first.sha256, first.bytes) == (
        "trade-register-1.csv",
        sha(TABLE * 2),
        2 * len(TABLE),
    )
    assert (second.origin, second.fetched) == ("manual:trade-register-2.csv", "")
    assert second.path == bench.home / "manual" / "arms" / "trade-register-2.csv"


def test_the_user_may_replace_the_file(bench: Bench) -> None:
    put(bench, "trade-register.csv")
    (old,) = bench.store().ensure([REGISTER])
    put(bench, "trade-register.csv", TABLE * 3)
    (new,) = bench.store().ensure([REGISTER])
    assert (old.sha256, new.sha256) == (sha(TABLE), sha(TABLE * 3))


def test_a_saved_web_page_is_refused(bench: Bench) -> None:
    put(bench, "trade-register.csv", b"<html><body>Choose a format</body></html>")
    with pytest.raises(SnapshotError, match=r"trade-register.csv: a web page came .*Mend: Open https"):
        bench.store().ensure([REGISTER])


def test_optional_files_may_be_missing(bench: Bench) -> None:
    newer = Address("arms", "newer", "arms/newer.csv", "csv", how="manual", optional=True)
    only_in_mirrors = Address("arms", "plain", "arms/plain.csv", "csv", optional=True)
    put(bench, "trade-register.csv")
    found = bench.store().ensure([newer, REGISTER, only_in_mirrors])
    assert [snapshot.name for snapshot in found] == ["deals"]


def test_a_file_without_any_address_is_the_users_to_fetch(bench: Bench) -> None:
    with pytest.raises(ManualDownloadError, match="Open the home page of the source"):
        bench.store().ensure([Address("arms", "plain", "arms/plain.csv", "csv")])


def test_several_missing_files_are_told_at_once(bench: Bench) -> None:
    other = Address("polls", "votes", "polls/votes.csv", "csv", how="manual", steps="Write to the polls.")
    with pytest.raises(ManualDownloadError) as caught:
        bench.store().ensure([REGISTER, other])
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["arms", "polls"]
    assert "Write to the polls. Then put it as votes.csv" in lines[1]


def test_a_file_put_there_by_hand_goes_before_the_download(bench: Bench, publisher: Publisher) -> None:
    wanted = address(publisher.gives("/ties.csv", offers(TABLE)))
    bench.store().ensure([wanted])
    (bench.home / "manual" / "atlas").mkdir(parents=True)
    (bench.home / "manual" / "atlas" / "ties.csv").write_bytes(TABLE * 2)
    (snapshot,) = bench.store().ensure([wanted], refresh=True)
    assert snapshot.sha256 == sha(TABLE * 2)
    assert len(publisher.requests) == 1


def test_a_member_is_asked_for_unpacked(bench: Bench, publisher: Publisher) -> None:
    wanted = address(publisher.gives("/all.zip", says(403)), member="*ties.csv")
    with pytest.raises(ManualDownloadError, match=r"take \*ties.csv out of the archive. Then put it as"):
        bench.store().ensure([wanted])
