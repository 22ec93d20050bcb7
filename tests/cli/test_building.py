"""`auxilia build` from the shell: exit statuses, one clear error, and a small real build."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from auxilia.cli.progress import Progress


def auxilia(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auxilia", *map(str, words)], check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "DCAD-v1.0-main.csv"),
        (b"", "DCAD-v1.0-main.csv"),
        (None, "has no dcad/DCAD-v1.0-main.csv"),
    ],
    ids=["html", "empty", "missing"],
)
def test_a_file_that_is_no_table_ends_with_one_clear_error(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    (tmp_path / "mirror" / "dcad").mkdir(parents=True)
    if content is not None:
        (tmp_path / "mirror" / "dcad" / "DCAD-v1.0-main.csv").write_bytes(content)
    said = auxilia("build", "--mirror", tmp_path / "mirror", "--source", "dcad", "--home", tmp_path / "home")
    assert said.returncode == 1
    assert says in said.stderr
    assert "Mend:" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "home" / "CURRENT").exists()


@pytest.mark.mirror
def test_a_build_from_the_mirror_answers_and_is_not_done_twice(mirror: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ("build", "--mirror", mirror, "--home", home, "--source", "dcad", "--source", "us_troops")
    first = auxilia(*words)
    assert first.returncode == 0, first.stderr
    assert Path(first.stdout.strip()).is_file()
    assert "read 2, resolved 2" in first.stderr
    assert "read us_troops (1 of 2)" in first.stderr
    again = auxilia(*words)
    assert "nothing has changed" in again.stderr
    said = auxilia("ties", "USA", "KOR", "--years", "1953", "-f", "json", "--home", home)
    assert [(row["measure"], row["source"]) for row in json.loads(said.stdout)] == [("troops", "us_troops")]
    assert str(home) in said.stderr
    status = auxilia("status", "--home", home)
    assert "Sources: 2 sources" in status.stdout
    assert "Not counted in ties, kept as claims: 5,203 claims" in status.stdout


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_a_terminal_gets_a_bar_for_each_stage_and_a_file_plain_lines(
    stream: type[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = stream()
    monkeypatch.setattr(sys, "stderr", shown)
    progress = Progress()
    for stage in ("read", "resolve"):
        progress(stage, "dcad", 0, 2)
        progress(stage, "", 2, 2)
    progress.close()
    text = shown.getvalue()
    if shown.isatty():
        assert text.count("2 of 2") >= 2
        assert "####" in text
    else:
        assert [line.split("s  ")[1] for line in text.splitlines()] == [
            "read dcad (1 of 2)",
            "resolve dcad (1 of 2)",
        ]
