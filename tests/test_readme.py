"""The README is true: every command it shows is run on the starter ledger, and prints what stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from auxilia.sources import discover

README = Path(__file__).parents[1] / "README.md"
CI = Path(__file__).parents[1] / ".ci" / "run"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def shown() -> list[tuple[str, str]]:
    return [(m["command"], m["output"]) for m in BLOCK.finditer(README.read_text("utf-8"))]


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    program = [sys.executable, "-m", "auxilia"] if words[0] == "auxilia" else [sys.executable]
    home = {**os.environ, "AUXILIA_HOME": str(folder / "none")}
    said = subprocess.run(
        [*program, *words[1:]], check=True, capture_output=True, text=True, env=home, cwd=folder
    )
    return said.stdout


def test_there_are_five_worked_questions() -> None:
    assert len(shown()) >= 5


@pytest.mark.parametrize(("command", "output"), shown())
def test_a_command_prints_what_the_readme_shows(command: str, output: str, tmp_path: Path) -> None:
    assert [line.rstrip() for line in run(command, tmp_path).splitlines()] == [
        line.rstrip() for line in output.splitlines()
    ]


def test_every_source_stands_in_the_readme() -> None:
    text = README.read_text("utf-8")
    assert [source for source in discover() if f"`{source}`" not in text and f"{source}," not in text] == []


def test_ci_calls_exactly_the_test_command_of_the_readme() -> None:
    text = README.read_text("utf-8")
    commands = re.findall(r"^    (.*pytest.*)$", text, re.MULTILINE)
    assert len(commands) == 1
    assert commands[0] in CI.read_text("utf-8").splitlines()


if __name__ == "__main__":
    text = README.read_text("utf-8")
    for command, output in shown():
        block = f"$ {command}\n{output}```"
        printed = "\n".join(line.rstrip() for line in run(command, README.parent).splitlines())
        text = text.replace(block, f"$ {command}\n{printed}\n```")
    README.write_text(text, "utf-8")
