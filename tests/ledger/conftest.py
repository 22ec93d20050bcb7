"""A small ledger built from the hand-written samples of two sources."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import auxilia.ledger.build as building
from auxilia.ledger import Ledger
from auxilia.ledger.build import Built, build
from auxilia.readers import Spec
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

SAMPLES = Path(__file__).parents[1] / "sources"
LAYOUT = {
    "dcad/agreements.csv": "dcad/DCAD-v1.0-main.csv",
    "us_troops/hosts.csv": "us_troops/troopdata-rebuild-country-year.csv",
    "us_troops/bases.csv": "us_troops/basedata.csv",
    "us_troops/construction.csv": "us_troops/builddata.csv",
}
Builder = Callable[..., Built]


def lay_out(folder: Path) -> Path:
    """The samples in a folder laid out like the mirror."""
    for sample, target in LAYOUT.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLES / sample, path)
    return folder


def small() -> dict[str, Spec]:
    """The two sources; the totals of whole files are not asked of samples."""
    return {name: dataclasses.replace(discover()[name], guards=()) for name in ("dcad", "us_troops")}


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A mirror folder that holds the samples, for changes."""
    return lay_out(tmp_path / "mirror")


@pytest.fixture
def builder(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Builds a ledger of the samples."""
    monkeypatch.setattr(building, "discover", small)

    def fetch(spec: Spec) -> list[Snapshot]:
        return from_mirror(samples, spec.files)

    def run(**given: object) -> Built:
        return build(tmp_path / "home", given.pop("fetch", fetch), **given)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the ledger of the samples, for reading only."""
    folder = tmp_path_factory.mktemp("samples")
    mirror = lay_out(folder / "mirror")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "discover", small)
        build(folder / "home", lambda spec: from_mirror(mirror, spec.files))
    return folder / "home"


@pytest.fixture
def ledger(sample_home: Path) -> Iterator[Ledger]:
    """The ledger of the samples, opened anew."""
    with Ledger(sample_home) as opened:
        yield opened
