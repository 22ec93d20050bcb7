"""A small ledger built from the hand-written samples of two sources."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_samples import lay_out, small

import auxilia.ledger.build as building
from auxilia.ledger import Ledger
from auxilia.ledger.build import Built, build
from auxilia.readers import Spec
from auxilia.snapshots import Snapshot, from_mirror

Builder = Callable[..., Built]


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
