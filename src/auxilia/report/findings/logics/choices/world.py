"""All that the models look at, read from the ledger once, and what of it one provider could see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from auxilia.events import Attribute, EventStream, History, StateNetwork
from auxilia.panels import streams
from auxilia.panels.streams import Covariate, Frame, Stream
from auxilia.panels.streams.frame import Floats
from auxilia.report.asking import Con
from auxilia.report.findings.logics.choices.terms import ALL, LEAST, PRACTICES

# The first year whose covariates count, and the last whose choices are explained.
FIRST, LAST = 1950, 2020


@dataclass(frozen=True, eq=False, slots=True)
class World:
    """Who is there, what happened, and what choices may go by."""

    frame: Frame
    streams: Mapping[str, Stream]
    covariates: Mapping[str, Covariate]

    def number(self, practice: str, span: tuple[float, float] | None = None) -> dict[str, int]:
        """Provider -> its choices that are to be explained (in a span of years), most first."""
        stream = self.streams[practice]
        first, last = span or (PRACTICES[practice].begins, float(LAST + 1))
        counted = stream.explained & (stream.time >= first) & (stream.time < last)
        number = np.bincount(stream.sender[counted], minlength=len(self.frame.actors))
        order = np.argsort(-number, kind="stable")
        return {self.frame.actors[k]: int(number[k]) for k in order if number[k]}

    def before(self, practice: str) -> int:
        """How many choices are history only, since they stand before the first day explained."""
        stream = self.streams[practice]
        early = stream.time < PRACTICES[practice].begins
        return int((early & (stream.explained | (stream.time < FIRST))).sum())

    def providers(
        self, practice: str, least: int = LEAST, span: tuple[float, float] | None = None
    ) -> tuple[str, ...]:
        """All providers with so many choices to explain, most first."""
        return tuple(actor for actor, number in self.number(practice, span).items() if number >= least)


def world(con: Con) -> World:
    """Read everything from the ledger."""
    states = streams.frame(con, FIRST, LAST)
    every = (
        streams.trainings(con, states),
        streams.orders(con, states),
        streams.support(con, states, rebels=False),
        streams.support(con, states, rebels=True),
    )
    covariates = {
        "gdp": streams.of_states(con, states, "worldbank:gdp_filled", np.log),
        "wealth": streams.of_states(con, states, "worldbank:gdp_capita_filled", np.log),
        "democracy": streams.of_states(con, states, "vdem:polyarchy"),
        "war": streams.of_states(con, states, "ucdp:intensity"),
        "distance": streams.of_pairs(con, states, "cow:mindist", "gw:mindist", shape=np.log1p),
        "un_distance": streams.apart(streams.of_states(con, states, "unga:ideal_all_2024")),
        "rival": streams.of_pairs(con, states, "rivalries:tss"),
        "ally": streams.pledges(con, states),
    }
    return World(states, {each.name: each for each in every}, covariates)


def history(found: World, provider: str, practice: str, span: tuple[float, float] | None = None) -> History:
    """What one provider (or `ALL` together) could look at when it chose; `span` limits what is explained."""
    states, stream = found.frame, found.streams[practice]
    own = None if provider == ALL else states.place(provider)
    first, last = span or (PRACTICES[practice].begins, float(LAST + 1))
    chosen = stream.explained & (stream.time >= first) & (stream.time < last)
    if own is not None:
        chosen = chosen & (stream.sender == own)
    networks: dict[str, EventStream | StateNetwork] = {
        "arms": _happened(found.streams["arms"]),
        practice: EventStream(stream.time, stream.sender, stream.receiver, modelled=chosen),
    }
    for name in ("distance", "un_distance"):
        networks[name] = _network(_steps(found.covariates[name], states), states, own)
    for name in ("rival", "ally"):
        networks[name] = _network(found.covariates[name].values, states, None)
    attributes = {
        name: _attribute(_steps(found.covariates[name], states), states)
        for name in ("gdp", "wealth", "democracy")
    }
    attributes["war"] = _attribute(found.covariates["war"].values, states)
    return History(
        states.actors,
        networks,
        attributes,
        present=_attribute(states.present.astype(float), states, lag=0),
        opportunity=_opportunity(stream, states, own),
        start=first,
        end=last,
    )


def _happened(stream: Stream) -> EventStream:
    return EventStream(stream.time, stream.sender, stream.receiver)


def _steps(covariate: Covariate, states: Frame) -> Floats:
    """In standard deviations over the states (pairs) that are there; states also about their mean."""
    values = covariate.values
    if values.ndim == 2:
        there = values[states.present]
        return np.asarray((values - there.mean()) / there.std())
    pairs = states.present[:, :, None] & states.present[:, None, :] & ~np.eye(values.shape[1], dtype=bool)
    return np.asarray(values / values[pairs].std())


def _network(values: Floats, states: Frame, own: int | None) -> StateNetwork:
    """A network by year; only the row of `own` where nobody else's is looked at."""
    held = values * ~np.eye(values.shape[1], dtype=bool)
    if own is not None:
        held = held * (np.arange(values.shape[1]) == own)[:, None]
    initial, time, (sender, receiver), value = streams.changes(held, states.years, lag=1)
    return StateNetwork(initial, time, sender, receiver, value)


def _attribute(values: Floats, states: Frame, lag: int = 1) -> Attribute:
    initial, time, (actor,), value = streams.changes(values, states.years, lag)
    return Attribute(initial, time, actor, value)


def _opportunity(stream: Stream, states: Frame, own: int | None) -> StateNetwork:
    """Who is open to be chosen; only the row of `own` where nobody else chooses."""
    open_to = stream.open_to.astype(float)
    n = open_to.shape[1]
    cells = np.broadcast_to(open_to[:, None, :], (len(open_to), n, n)) if open_to.ndim == 2 else open_to
    if own is not None:
        cells = cells * (np.arange(n) == own)[:, None]
    initial, time, (sender, receiver), value = streams.changes(cells, states.years, lag=0)
    return StateNetwork(initial, time, sender, receiver, value)
