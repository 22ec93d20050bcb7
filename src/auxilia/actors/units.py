"""Units below the state: one id for the spellings of a unit's name, and the kind of force it belongs to.

`unit_of` is a pure function of the parent and the printed text. The printed words are put into plain English
by the tables in `data/`: abbreviations and words of other languages (`unit_words.csv`), the state's own name
at either end (`demonyms.csv`, and the tables of actors), merges of whole names each with its reason
(`unit_merges.csv`). Cells that name no unit are in `unit_nonvalues.csv`. The kind of force is that of the
first row of `unit_forces.csv` whose words are in the name.

A cell that lists several units is one unit with a long name: where one ends is not told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal, TypeVar, cast, get_args

from auxilia.actors.names import words
from auxilia.actors.tables import checked, load_actors, load_aliases, read_rows

Force = Literal[
    "army",
    "navy",
    "air_force",
    "police",
    "gendarmerie",
    "border",
    "coast_guard",
    "special",
    "presidential_guard",
    "intelligence",
    "ministry",
    "joint",
    "school",
    "civilian",
    "other",
    "unknown",
]
FORCES: tuple[str, ...] = get_args(Force)

Phrase = tuple[str, ...]
Key = tuple[str, Phrase]
# First word of a phrase -> how many words the phrases have that start so, most first.
Lengths = dict[str, tuple[int, ...]]
ENGLISH_EMPTY = ("the", "of", "and", "for", "in", "at", "amp")
ROMANCE_EMPTY = (
    "de",
    "del",
    "la",
    "el",
    "las",
    "los",
    "y",
    "du",
    "des",
    "le",
    "les",
    "et",
    "da",
    "do",
    "dos",
)
EMPTY = frozenset({*ENGLISH_EMPTY, *ROMANCE_EMPTY, "das", "e"})
NUMBER = frozenset({"no", "nr", "num", "number"})
HEADS = frozenset({"directorate", "department", "battalion", "brigade", "regiment", "squadron"})
SLUG_MAX = 72
Meaning = TypeVar("Meaning")
_NOTHING: frozenset[str] = frozenset()

_DIGIT = re.compile(r"\d")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SPLIT = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_ORDINAL = re.compile(r"\b0*(\d+)(?:st|nd|rd|th|d|er|ere|eme|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)\b")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ID = re.compile(r"unit:[A-Za-z-]+(?::[A-Za-z-]+)*:[^\W_]+(?:-[^\W_]+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit below the state (or other parent): its id, its name in plain words, and its kind of force."""

    unit_id: str
    parent_id: str
    name: str
    force: Force


def unit_of(parent_id: str, text: str) -> Unit | None:
    """The unit that a printed text names, or None where it names none ("N/A", "various").

    >>> unit_of("state:MLI", "Malian 33rd Para Bn.").unit_id
    'unit:MLI:33-parachute-battalion'
    """
    plain = _plain(parent_id, text)
    merged = _merges().get((parent_id, plain)) or plain
    if not merged or merged in _nonvalues():
        return None
    return Unit(_unit_id(parent_id, merged), parent_id, " ".join(merged), _force(parent_id, merged))


def is_unit_id(text: str) -> bool:
    """Whether a text has the form of a unit's id."""
    return _ID.fullmatch(text) is not None


def unit_parent(unit_id: str) -> str:
    """The id of the actor that a unit belongs to."""
    place = unit_id.split(":")[1]
    kind, dash, rest = place.partition("-")
    return f"{kind}:{rest}" if dash else f"state:{place.upper()}"


def _unit_id(parent_id: str, plain: Phrase) -> str:
    place = parent_id.removeprefix("state:").replace(":", "-")
    slug = "-".join(plain)
    if len(slug) > SLUG_MAX:
        digest = hashlib.blake2b(slug.encode(), digest_size=4).hexdigest()
        slug = f"{slug[:SLUG_MAX].rpartition('-')[0]}-{digest}"
    return f"unit:{place}:{slug}"


def _plain(parent_id: str, text: str) -> Phrase:
    """The unit's words in plain English, without the state's own name, the only number in front."""
    parts = [part for part in _printed_words(text) if part not in EMPTY]
    plain = _numbers(_without_own(parent_id, _unrepeated(_becomes(parent_id, parts))))
    return _head_last(_number_first(plain))


def _printed_words(text: str) -> list[str]:
    """The words of a cell; "M.O.D." is one, "33Bn" are two, "33rd" is a number."""
    if "." in text:
        text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text).replace(".", " ")
    printed = words(text)
    if not _DIGIT.search(text):
        return printed
    return _SPLIT.sub(" ", _ORDINAL.sub(r"\1 ", " ".join(printed))).split()


def _becomes(parent_id: str, parts: list[str]) -> list[str]:
    table, lengths = _words()
    if lengths.keys().isdisjoint(parts):
        return parts
    out: list[str] = []
    at = 0
    while at < len(parts):
        for length in lengths.get(parts[at], ()):
            means = table.get(tuple(parts[at : at + length]))
            plain = means.get(parent_id, means.get("")) if means else None
            if plain is not None:
                out.extend(plain)
                at += length
                break
        else:
            out.append(parts[at])
            at += 1
    return out


def _unrepeated(parts: list[str]) -> list[str]:
    """The words without those that only say again what stands before: "Afghan National Army (ANA)"."""
    if len(set(parts)) == len(parts):
        return parts
    out: list[str] = []
    for part in parts:
        out.append(part)
        for length in range(1, len(out) // 2 + 1):
            if out[-length:] == out[-2 * length : -length] and not out[-1].isdigit():
                del out[-length:]
                break
    return out


def _without_own(parent_id: str, parts: list[str]) -> list[str]:
    """The words without the state's own name in front ("Royal Thai Army") or behind ("Army of Tunisia")."""
    own_names, own_words = _own_names()
    if own_words.get(parent_id, _NOTHING).isdisjoint(parts):
        return parts
    for own in own_names[parent_id]:
        royal = int(parts[:1] == ["royal"] and tuple(parts[1 : len(own) + 1]) == own)
        if royal or tuple(parts[: len(own)]) == own:
            parts = _unless_empty(parts[len(own) + royal :], parts)
        if tuple(parts[-len(own) :]) == own:
            parts = _unless_empty(parts[: -len(own)], parts)
    return parts


def _unless_empty(shorter: list[str], parts: list[str]) -> list[str]:
    return shorter if any(not part.isdigit() for part in shorter) else parts


def _numbers(parts: list[str]) -> list[str]:
    """Roman numbers as Arabic ones; a single letter only at the end, where it hardly means anything else."""
    last = len(parts) - 1
    out: list[str] = []
    for place, part in enumerate(parts):
        if part in NUMBER and place < last and parts[place + 1].isdigit():
            continue
        if part.isdigit():
            out.append(part.lstrip("0") or "0")
        elif part[0] in "xvi" and last > 0 and (len(part) > 1 or place == last) and _ROMAN.fullmatch(part):
            out.append(str(_from_roman(part)))
        else:
            out.append(part)
    return out


def _from_roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _number_first(parts: list[str]) -> list[str]:
    """The words with the only number in front: "Bn 32" as "32nd Bn"."""
    numbers = [part for part in parts if part.isdigit()]
    if len(numbers) != 1:
        return parts
    return [*numbers, *(part for part in parts if part not in numbers)]


def _head_last(parts: list[str]) -> Phrase:
    """The words with the kind of unit at the end: "Directorate of Supply" as "Supply Directorate"."""
    at = 1 if parts and parts[0].isdigit() else 0
    if len(parts) > at + 1 and parts[at] in HEADS and parts.count(parts[at]) == 1:
        return (*parts[:at], *parts[at + 1 :], parts[at])
    return tuple(parts)


def _force(parent_id: str, plain: Phrase) -> Force:
    """The first rule of the table that has its words in the name."""
    rules, lengths = _forces()
    found: tuple[int, Force] | None = None
    for start, first in enumerate(plain):
        for length in lengths.get(first, ()):
            for parent, rule in rules.get(plain[start : start + length], {}).items():
                if parent in ("", parent_id) and (found is None or rule[0] < found[0]):
                    found = rule
    return found[1] if found else "unknown"


def _by_phrase(rows: Iterable[tuple[Key, Meaning]]) -> tuple[dict[Phrase, dict[str, Meaning]], Lengths]:
    """Phrase -> what it means, by parent ("" for all); and how long phrases are, by their first word."""
    table: dict[Phrase, dict[str, Meaning]] = {}
    for (parent_id, phrase), meaning in rows:
        table.setdefault(phrase, {})[parent_id] = meaning
    lengths: dict[str, set[int]] = {}
    for phrase in table:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return table, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def _words() -> tuple[dict[Phrase, dict[str, Phrase]], Lengths]:
    rows = read_rows("unit_words")
    return _by_phrase(((row["parent_id"], _phrase(row["printed"])), _phrase(row["plain"])) for row in rows)


@cache
def _merges() -> dict[Key, Phrase]:
    rows = read_rows("unit_merges")
    return {(row["parent_id"], _phrase(row["name"])): _phrase(row["means"]) for row in rows}


@cache
def _nonvalues() -> frozenset[Phrase]:
    return frozenset(_phrase(row["text"]) for row in read_rows("unit_nonvalues"))


@cache
def _forces() -> tuple[dict[Phrase, dict[str, tuple[int, Force]]], Lengths]:
    rules: dict[Key, tuple[int, Force]] = {}
    for rank, row in enumerate(read_rows("unit_forces")):
        force = cast(Force, checked("unit_forces", row["force"], FORCES))
        rules.setdefault((row["parent_id"], _phrase(row["words"])), (rank, force))
    return _by_phrase(rules.items())


@cache
def _own_names() -> tuple[dict[str, tuple[Phrase, ...]], dict[str, frozenset[str]]]:
    """Per parent the names that say only whose unit it is, longest first; and the words of all of them."""
    names: dict[str, set[Phrase]] = {}
    for actor in load_actors():
        names.setdefault(actor.actor_id, set()).update((_phrase(actor.name), _phrase(actor.name_long)))
    for alias in load_aliases():
        names.setdefault(alias.actor_id, set()).add(_phrase(alias.text))
    for row in read_rows("demonyms"):
        names[row["parent_id"]].add(_phrase(row["words"]))
    ordered = {
        parent_id: tuple(sorted((own for own in found if own), key=lambda own: (-len(own), own)))
        for parent_id, found in names.items()
    }
    return ordered, {parent_id: frozenset(chain(*found)) for parent_id, found in ordered.items()}


def _phrase(text: str) -> Phrase:
    return tuple(word for word in words(text) if word not in EMPTY)
