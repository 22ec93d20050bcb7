"""Ids as they stand in an address: `USA` for `state:USA`, all other ids as they are."""

from __future__ import annotations

import re
from urllib.parse import quote

STATE = re.compile(r"[A-Z]{3}", re.ASCII)
LONGEST = 200


def code_of(actor_id: str) -> str:
    """The code of an actor in addresses."""
    code = actor_id.removeprefix("state:")
    return code if STATE.fullmatch(code) else actor_id


def id_of(code: str) -> str:
    """The id behind a code; what is no code comes back as it is."""
    return f"state:{code}" if STATE.fullmatch(code) else code


def segment(text: str) -> str:
    """Text as one segment of a path; the colon of ids stays readable."""
    return quote(text, safe=":@-_~")


def actor_path(actor_id: str) -> str:
    """The page of an actor."""
    return f"/actor/{segment(code_of(actor_id))}"


def dyad_path(provider_id: str, recipient_id: str) -> str:
    """The page of a directed pair."""
    return f"/dyad/{segment(code_of(provider_id))}/{segment(code_of(recipient_id))}"


def programme_path(programme_id: str) -> str:
    """The page of a programme, without the provider's prefix of its id."""
    return f"/programme/{segment(programme_id.partition(':')[2] or programme_id)}"


def source_path(source_id: str) -> str:
    """The page of a source."""
    return f"/source/{segment(source_id)}"


def indicator_path(indicator: str) -> str:
    """The page of an indicator."""
    return f"/indicator/{segment(indicator)}"


def claim_path(claim_id: str) -> str:
    """The page of one claim."""
    return f"/claim/{segment(claim_id)}"
