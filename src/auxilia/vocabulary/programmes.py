"""The programmes (legal and budget vehicles of assistance) with their stated purposes.

`programmes.toml` holds one table a programme. A purpose is what the provider *states*, told in our words
with the document that states it; `objectives` codes it with the words listed in `objectives.toml`. Where no
statement could be read the objectives are empty and the purpose says so: none is ever inferred.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NO_PURPOSE = "No stated purpose was found"


@dataclass(frozen=True, slots=True)
class Programme:
    """A legal or budget vehicle of assistance.

    `programme_id` such as `us:imet`; `provider_id` an actor id; `objectives` codes of `objectives.toml`, none
    where `purpose` begins with `NO_PURPOSE`; `practice` and `instrument` are empty where the programme covers
    several.
    """

    programme_id: str
    name: str
    short: str
    provider_id: str
    practice: str
    instrument: str
    authority: str
    objectives: tuple[str, ...]
    purpose: str
    document: str
    document_url: str
    year_from: int | None
    year_to: int | None


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("auxilia.vocabulary").joinpath(name).read_text("utf-8"))


@cache
def objectives() -> dict[str, str]:
    """Objective code -> its label."""
    return {code: str(entry["label"]) for code, entry in _read("objectives.toml").items()}


@cache
def load_programmes() -> tuple[Programme, ...]:
    """All programmes, by id.

    Raises
    ------
    ValueError
        When a programme names an objective that `objectives.toml` does not have, or has objectives without a
        stated purpose, or the reverse.
    """
    out = []
    for programme_id, entry in sorted(_read("programmes.toml").items()):
        check_objectives(programme_id, entry["objectives"], entry["purpose"])
        out.append(
            Programme(
                programme_id=programme_id,
                name=entry["name"],
                short=entry["short"],
                provider_id=entry["provider"],
                practice=entry.get("practice", ""),
                instrument=entry.get("instrument", ""),
                authority=entry["authority"],
                objectives=tuple(entry["objectives"]),
                purpose=entry["purpose"],
                document=entry["document"],
                document_url=entry["document_url"],
                year_from=entry.get("year_from"),
                year_to=entry.get("year_to"),
            )
        )
    return tuple(out)


def check_objectives(programme_id: str, codes: list[str], purpose: str) -> None:
    """Refuse unknown objectives, objectives without a stated purpose, and a purpose without objectives."""
    unknown = [code for code in codes if code not in objectives()]
    if unknown:
        raise ValueError(f"programme {programme_id} names unknown objectives {unknown}")
    if bool(codes) == purpose.startswith(NO_PURPOSE):
        raise ValueError(
            f"programme {programme_id}: objectives follow from a stated purpose; "
            f"without one they are empty and the purpose begins with {NO_PURPOSE!r}"
        )
