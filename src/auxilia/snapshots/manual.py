"""Files that users fetch by hand: `manual/<source>/` under the home."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from auxilia.errors import ManualDownloadError
from auxilia.snapshots.files import Address


def folder_of(home: Path, address: Address) -> Path:
    """Where the user's own downloads of a source belong."""
    return home / "manual" / address.source_id


def pattern_of(address: Address) -> str:
    """The file name, or glob of names, that is looked for: the mirror's, else the declared name's."""
    return PurePosixPath(address.mirror).name or f"{address.name}.{address.kind}"


def find(home: Path, address: Address) -> list[Path]:
    """The user's own downloads of an address, in the order of their names."""
    return sorted(path for path in folder_of(home, address).glob(pattern_of(address)) if path.is_file())


def steps(home: Path, address: Address) -> str:
    """What the user must do, to the end."""
    target = f"put it as {pattern_of(address)} into {folder_of(home, address)}, and run again"
    return f"{(address.steps or _general_steps(address)).rstrip('. ')}. Then {target}."


def _general_steps(address: Address) -> str:
    take = f" and take {address.member} out of the archive" if address.member else ""
    return f"Open {address.url or 'the home page of the source'} in a browser, download the file{take}."


def missing(home: Path, address: Address) -> ManualDownloadError:
    """The error of a file that only the user can fetch and that is not there yet."""
    folder = folder_of(home, address)
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    found = f" (the folder has {', '.join(there[:5])})" if there else ""
    return ManualDownloadError(
        f"{address.source_id}: {pattern_of(address)} must be downloaded by hand{found}. "
        f"Mend: {steps(home, address)}"
    )
