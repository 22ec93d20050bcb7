"""The README is true: every command it shows is run on the starter ledger, and prints what stands there.

So is docs/checking.md, on a full ledger. `python tests/test_readme.py [HOME]` writes what is printed now into
the README, and with a home of a full ledger into that page.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from auxilia.sources import discover

README = Path(__file__).parents[1] / "README.md"
CHECKING = README.parent / "docs" / "checking.md"
CI = Path(__file__).parents[1] / ".ci" / "run"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def shown(page: Path) -> list[tuple[str, str]]:
    return [(m["command"], m["output"]) for m in BLOCK.finditer(page.read_text("utf-8"))]


def run(command: str, folder: Path, home: Path | None = None) -> str:
    words = shlex.split(command)
    assert words[0] == "auxilia"
    named = {**os.environ, "AUXILIA_HOME": str(home or folder / "none")}
    said = subprocess.run(
        [sys.executable, "-m", *words], check=True, capture_output=True, text=True, env=named, cwd=folder
    )
    return said.stdout


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def test_there_are_five_worked_questions() -> None:
    assert len(shown(README)) >= 5


@pytest.mark.parametrize(("command", "output"), shown(README))
def test_a_command_prints_what_the_readme_shows(command: str, output: str, tmp_path: Path) -> None:
    assert lines(run(command, tmp_path)) == lines(output)


@pytest.mark.mirror
@pytest.mark.parametrize(("command", "output"), shown(CHECKING))
def test_the_full_ledger_agrees_with_what_was_printed(
    command: str, output: str, tmp_path: Path, full_home: Path
) -> None:
    assert lines(run(command, tmp_path, full_home)) == lines(output)


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    shows = f"{code}\nassert len(rows) > 10 and rows[0][0] == 'state:USA'"
    named = {**os.environ, "AUXILIA_HOME": str(tmp_path / "none")}
    subprocess.run([sys.executable, "-c", shows], check=True, env=named, cwd=tmp_path)


def test_every_source_stands_in_the_readme() -> None:
    text = README.read_text("utf-8")
    assert [source for source in discover() if f"`{source}`" not in text and f"{source}," not in text] == []


def test_ci_calls_exactly_the_test_command_of_the_readme() -> None:
    text = README.read_text("utf-8")
    commands = re.findall(r"^    (.*pytest.*)$", text, re.MULTILINE)
    assert len(commands) == 1
    assert commands[0] in CI.read_text("utf-8").splitlines()


def rewrite(page: Path, home: Path | None) -> None:
    text = page.read_text("utf-8")
    for command, output in shown(page):
        printed = "\n".join(lines(run(command, page.parent, home)))
        text = text.replace(f"$ {command}\n{output}```", f"$ {command}\n{printed}\n```")
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite(README, None)
    if len(sys.argv) > 1:
        rewrite(CHECKING, Path(sys.argv[1]))
