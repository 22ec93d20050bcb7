"""What the dossier is made of: frozen records between the queries, the sentences and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["recipient", "provider"]
# What the partners of an actor in a role are.
PARTNER: dict[Role, Role] = {"recipient": "provider", "provider": "recipient"}

# A sum over more years than this says nothing about any one of them: it is printed, and counts no year.
LONG_SPAN = 25


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the dossier names it; `year_from` and `year_to` bound its existence where known."""

    actor_id: str
    kind: str
    name: str
    name_long: str = ""
    iso3: str = ""
    gwcode: int | None = None
    ccode_cow: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of the question: the provider's end, the recipient's end, or both.

    The partners are the actors at the end that is left open; a dyad has both ends and one partner.
    """

    provider_id: str | None
    recipient_id: str | None

    @property
    def role(self) -> Role:
        """What the actor asked about is here: a recipient, unless its recipients are asked for."""
        return "recipient" if self.provider_id is None else "provider"

    @property
    def dyad(self) -> bool:
        """Whether both ends are given."""
        return self.provider_id is not None and self.recipient_id is not None

    @property
    def partner(self) -> str:
        """The column that holds the partner's id."""
        return "provider_id" if self.provider_id is None else "recipient_id"

    @property
    def given(self) -> tuple[str | None, str | None]:
        """Provider and recipient, None at the end that is left open."""
        return self.provider_id, self.recipient_id

    @property
    def named(self) -> tuple[str, ...]:
        """The ends that are given."""
        return tuple(actor for actor in self.given if actor is not None)

    def holds(self, provider_id: str, recipient_id: str) -> bool:
        """Whether something between these two belongs to the side."""
        return self.provider_id in (None, provider_id) and self.recipient_id in (None, recipient_id)

    def partner_of(self, provider_id: str, recipient_id: str) -> str:
        """Which of two ends is the partner."""
        return provider_id if self.provider_id is None else recipient_id

    def ends(self, partner_id: str) -> tuple[str, str]:
        """Provider and recipient of a tie with this partner."""
        return self.provider_id or partner_id, self.recipient_id or partner_id


@dataclass(frozen=True, slots=True)
class Tie:
    """One row of `out_ties`, with the partner in place of the two ends."""

    partner_id: str
    practice: str
    year: int
    state: str
    certainty: str
    mutual: bool
    n_claims: int
    sources: tuple[str, ...]
    instruments: tuple[str, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure over several years, of which the source does not tell the single years."""

    partner_id: str
    practice: str
    year_from: int
    year_to: int
    source_id: str
    instrument: str
    certainty: str
    n_claims: int


class Kind(NamedTuple):
    """What may be added up: one source, stage, measure, price basis, concession and calendar."""

    source_id: str
    measure: str
    stage: str
    price_basis: str
    concession: str
    fiscal: bool
    alleged: bool
    mutual: bool


class Figure(NamedTuple):
    """One row of `out_tie_figures` under its heading, with the partner in place of the two ends."""

    partner_id: str
    programme_id: str | None
    year_from: int | None
    year_to: int | None
    value: float | None
    n_claims: int
    n_valued: int

    @property
    def end(self) -> int | None:
        """The last year, which is the first where no other is told."""
        return self.year_from if self.year_to is None else self.year_to

    @property
    def span(self) -> tuple[int, int]:
        """The first and last year of a figure that has one."""
        return self.year_from or 0, self.end or 0

    @property
    def years(self) -> range:
        """Its years; none where it has none."""
        if self.year_from is None or self.end is None:
            return range(0)
        return range(self.year_from, self.end + 1)


@dataclass(frozen=True, slots=True)
class Heading:
    """What many figures have in common, and the figures."""

    kind: Kind
    practice: str
    instrument: str
    certainty: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """The sum of one kind for one key (a programme, a partner, a source's `kind`) in one period."""

    key: str
    year_from: int | None
    year_to: int | None
    value: float
    n_claims: int
    uncertain: bool


class Force(NamedTuple):
    """Training of one unit below the state, as one source counts it.

    The starter ledger keeps the units with most trainees and all others as one: `others`.
    """

    provider_id: str
    recipient_id: str
    unit_id: str
    name: str
    force: str
    source_id: str
    stage: str
    value: float | None
    n_claims: int
    years: Sequence[int] | None

    @property
    def others(self) -> bool:
        """Whether this is the sum of all units that the ledger does not name."""
        return self.unit_id.endswith(":all-others")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with its stated purpose and the document that states it."""

    programme_id: str
    name: str
    short: str
    provider_id: str
    authority: str
    objectives: tuple[str, ...]
    purpose: str
    document: str
    document_url: str


@dataclass(frozen=True, slots=True)
class File:
    """A source's file as the build read it."""

    filename: str
    sha256: str
    origin: str
    fetched: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source with what is needed to cite it; `held` says that this ledger has figures of it."""

    source_id: str
    title: str
    producer: str
    version: str
    homepage: str
    licence: str
    licence_note: str
    citation: str
    quirks: tuple[str, ...]
    held: bool
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What one source speaks about; `absence` says what its silence means."""

    source_id: str
    provider: str
    recipient: str
    practice: str
    instrument: str
    year_from: int
    year_to: int
    absence: str
    note: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sources whose figures are partly the same dollars."""

    source_a: str
    source_b: str
    programme_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Backing:
    """Who supported one side of a conflict against another, as claims say."""

    provider_id: str
    recipient_id: str
    opponent_id: str
    practice: str
    instruments: tuple[str, ...]
    years: tuple[int, ...]
    alleged: tuple[int, ...]
    coalition: tuple[int, ...]
    sources: tuple[str, ...]
    n_claims: int


@dataclass(frozen=True, slots=True)
class Deal:
    """One arms transfer of the register: its note, years and volume (million TIV)."""

    provider_id: str
    recipient_id: str
    note: str
    year_from: int | None
    year_to: int | None
    value: float
    certainty: str
    source_id: str
    locator: str
