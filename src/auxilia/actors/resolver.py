"""From what a source prints to who is meant: codes and names, by date.

`Resolver.resolve` is what the ledger calls for every end of every claim. What it does not know it says with
None, never with a guess: the names of the actor list are no guide for other sources, since groups share names
("Islamic State" is also the English name of an Indonesian group of the 1950s). `Resolver.find` is the
forgiving door for people, and knows those names too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from auxilia.actors.names import normal, unaccented
from auxilia.actors.tables import Actor, load_actors, load_aliases, load_codes
from auxilia.actors.units import is_unit_id, unit_parent
from auxilia.errors import UnknownNameError

GOVERNMENT = "Government of "
Since = tuple[int, str]
Dated = tuple[Since, ...]
ALWAYS = -(10**6)


@dataclass(frozen=True, slots=True)
class Group:
    """An actor that UCDP numbers: an armed group, or the government of a state.

    The fields are those of a source's `actors.sql`; `aliases` are further names, divided by " | ".
    """

    actor_id: str
    kind: str
    ucdp_id: str
    name: str
    name_long: str | None = None
    gwno: int | None = None
    aliases: str | None = None


class Resolver:
    """Knows the tables of actors and, where given, the groups of an actor list.

    Without `groups` a UCDP number still has its id (`ucdp:<number>`), and governments are known by their
    names.
    """

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self._actors = {actor.actor_id: actor for actor in load_actors()} | _named_groups()
        self._codes = _dated_codes()
        self._names = _dated_names(self._actors.values())
        self._governments: dict[str, str] = {}
        self._group_names: dict[str, set[str]] = {}
        for group in groups:
            self._add(group)
        self._ids = {actor_id.lower(): actor_id for actor_id in self._actors}
        self._known: dict[tuple[str, str, str, int | None], str | None] = {}

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors, those of the tables and the groups, by id."""
        return tuple(self._actors[actor_id] for actor_id in sorted(self._actors))

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with exactly this id."""
        return self._actors.get(actor_id)

    def resolve(self, scheme: str, ref: str, text: str, year: int | None) -> str | None:
        """The id of the actor that a source means, or None.

        Parameters
        ----------
        scheme
            `name`, `gw`, `cow`, `iso3`, `ucdp` or `actor`.
        ref
            The reference in that scheme: the name, the code, the number or the id.
        text
            The name as printed; used where `ref` is a UCDP number that no list has.
        year
            Decides names and codes that stood for different actors at different times; in a year of change
            the actor at its end is meant. None, or 0 where the claim has no year, means today.

        Raises
        ------
        ValueError
            When the scheme is not one of these.
        """
        key = (scheme, ref, text, year)
        if key not in self._known:
            self._known[key] = self._resolve(scheme, ref.strip(), text, year or None)
        return self._known[key]

    def find(self, text: str) -> Actor:
        """The actor that a person means: a name, an ISO 3166 or GW or COW code, an id of any kind.

        Raises
        ------
        UnknownNameError
            With the nearest names, or with the candidates where several groups share the name.
        """
        wanted = text.strip()
        name = normal(wanted)
        found = self._by_id(wanted) or self._by_code(wanted) or _at(self._names.get(name), None)
        if found is None and is_unit_id(wanted) and unit_parent(wanted) in self._actors:
            return _unit_actor(wanted)
        if found is not None:
            return self._actors[found]
        groups = sorted(self._group_names.get(name, ()))
        if len(groups) == 1:
            return self._actors[groups[0]]
        if groups:
            names = [f"{self._actors[actor_id].name_long} ({actor_id})" for actor_id in groups]
            raise UnknownNameError(text, "single actor", names)
        raise UnknownNameError(text, "actor", self.suggest(wanted))

    def suggest(self, text: str, n: int = 5) -> tuple[str, ...]:
        """At most `n` names of actors that look like `text`, best first, states before all others."""
        wanted = unaccented(text.strip())
        if not wanted:
            return ()
        doors = self._doors()
        starts = sorted((door for door in doors if door.startswith(wanted)), key=len)
        near = difflib.get_close_matches(wanted, doors, n=3 * n, cutoff=0.65)
        found = [self._actors[doors[door]] for door in [*starts, *near]]
        names = dict.fromkeys(actor.name for actor in sorted(found, key=lambda actor: actor.kind != "state"))
        return tuple(names)[:n]

    def _resolve(self, scheme: str, ref: str, text: str, year: int | None) -> str | None:
        if scheme == "name":
            return _at(self._names.get(normal(ref)), year)
        if scheme in ("gw", "cow", "iso3"):
            return _at(self._codes.get((scheme, ref.upper())), year)
        if scheme == "ucdp":
            return self._by_number(ref, text, year)
        if scheme == "actor":
            return self._by_id(ref)
        raise ValueError(f"{scheme!r} is no scheme; the schemes are name, gw, cow, iso3, ucdp, actor")

    def _by_number(self, number: str, text: str, year: int | None) -> str | None:
        if not (number.isascii() and number.isdigit()):
            return None
        name = self._governments.get(number, text.strip())
        actor_id = f"ucdp:{number}"
        if actor_id not in self._actors and name.startswith(GOVERNMENT):
            return _at(self._names.get(normal(name.removeprefix(GOVERNMENT))), year) or actor_id
        return actor_id

    def _by_id(self, text: str) -> str | None:
        if text.lower().startswith("ucdp:") and (number := text[5:]) in self._governments:
            return self._by_number(number, "", None)
        return self._ids.get(text.lower())

    def _by_code(self, text: str) -> str | None:
        if text.isdigit():
            return _at(self._codes.get(("gw", text)), None) or _at(self._codes.get(("cow", text)), None)
        return _at(self._codes.get(("iso3", text.upper())), None)

    def _doors(self) -> dict[str, str]:
        """Every name and id that opens, in lower case -> the actor; groups after others of the same name."""
        groups = (actor for actor in self._actors.values() if actor.kind == "group")
        others = (actor for actor in self._actors.values() if actor.kind != "group")
        doors: dict[str, str] = {}
        for actor in [*others, *groups]:
            doors.setdefault(unaccented(actor.name), actor.actor_id)
            doors.setdefault(unaccented(actor.name_long), actor.actor_id)
        for alias in load_aliases():
            doors.setdefault(unaccented(alias.text), alias.actor_id)
        return {actor_id.lower(): actor_id for actor_id in self._actors} | doors

    def _add(self, group: Group) -> None:
        if group.kind == "government":
            self._governments[group.ucdp_id] = group.name
            return
        names = [group.name, group.name_long or group.name, *(group.aliases or "").split(" | ")]
        self._actors[group.actor_id] = Actor(group.actor_id, "group", names[0], name_long=names[1])
        for name in names:
            if key := normal(name):
                self._group_names.setdefault(key, set()).add(group.actor_id)


def _named_groups() -> dict[str, Actor]:
    """Groups that aliases name by their UCDP number, for use without the actor list."""
    named = {}
    for alias in load_aliases():
        if alias.actor_id.startswith("ucdp:") and alias.actor_id not in named:
            name = alias.text.rstrip("*")
            named[alias.actor_id] = Actor(alias.actor_id, "group", name, name_long=name)
    return named


def _at(dated: Dated | None, year: int | None) -> str | None:
    """Who holds a name or code in a year: whoever got it last by then; before its first holder, the first."""
    if not dated:
        return None
    held = [actor_id for since, actor_id in dated if year is None or since <= year]
    return held[-1] if held else dated[0][1]


def _dated_codes() -> dict[tuple[str, str], Dated]:
    codes: dict[tuple[str, str], list[Since]] = {}
    for code in load_codes():
        since = code.date_start.year if code.date_start else ALWAYS
        codes.setdefault((code.scheme, code.code), []).append((since, code.actor_id))
    return {key: tuple(sorted(dated)) for key, dated in codes.items()}


def _dated_names(actors: Iterable[Actor]) -> dict[str, Dated]:
    """Names of actors hold always, unless aliases give the same name by date."""
    aliases: dict[str, list[Since]] = {}
    for alias in load_aliases():
        since = ALWAYS if alias.since is None else alias.since
        aliases.setdefault(normal(alias.text), []).append((since, alias.actor_id))
    names: dict[str, Dated] = {}
    for actor in actors:
        for name in (actor.name, actor.name_long):
            names[normal(name)] = ((ALWAYS, actor.actor_id),)
    return names | {key: tuple(sorted(dated)) for key, dated in aliases.items()}


def _unit_actor(unit_id: str) -> Actor:
    slug = unit_id.rpartition(":")[2]
    return Actor(unit_id, "unit", slug.replace("-", " "), parent_id=unit_parent(unit_id))
