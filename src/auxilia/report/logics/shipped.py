"""The specifications that come with the program: found by looking, never listed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from auxilia.errors import UnknownNameError
from auxilia.report.logics.spec import Spec, read_spec


def shipped() -> tuple[Spec, ...]:
    """All of them, by name."""
    return tuple(read_spec(found) for found in _found())


def spec_called(name: str) -> Spec:
    """A specification by the name of one that ships, or by the path of a file.

    Raises
    ------
    UsageError
        When there is none, or it is wrong.
    """
    named = {Path(one.name).stem: one for one in _found()}
    if name in named:
        return read_spec(named[name])
    path = Path(name)
    if path.suffix != ".toml":
        raise UnknownNameError.among(name, "specification (or file ending in .toml)", tuple(named))
    return read_spec(path)


def _found() -> list[Traversable]:
    folder = files("auxilia.report.logics").joinpath("specs")
    return sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
