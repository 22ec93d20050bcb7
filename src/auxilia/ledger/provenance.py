"""Where the figures on the screen come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which ledger answered: the starter ledger of the package, or a full one at a home."""

    kind: Literal["starter", "full"]
    build_id: str
    built: str
    auxilia: str
    home: str

    @property
    def label(self) -> str:
        """One line for people."""
        if self.kind == "full":
            return f"ledger {self.build_id}, built {self.built[:10]}"
        return (
            f"starter ledger {self.build_id} of the package: derived figures of open sources, "
            "no single claims; `auxilia build` makes the full one"
        )
