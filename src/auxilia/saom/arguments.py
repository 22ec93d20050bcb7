"""The words in which effects ask for what they need: the names of their parameters.

An effect is a plain function; its parameters say what it reads, and nothing else reaches it. Networks: `x` is
the network that changes (for effects on behaviour: the network through which influence runs), `w` a second
one. Directions: `o` follows a tie forward, `i` backward.

| name | is | shape |
|---|---|---|
| `n`, `m` | senders and receivers of x | number |
| `ego` | the actor who decides | number |
| `p` | the internal parameter of the effect | number |
| `out` | where an effect on a network writes: one value a receiver | (m,) |
| `x`, `w` | the network, 0 or 1 | (n, m) |
| `xo`, `wo` | ego's ties: x[ego, j] | (m,) |
| `xi`, `wi` | ties to ego: x[j, ego] (one-mode) | (n,) |
| `x_out`, `w_out` | row i lists whom i is tied to, in its first outdegree[i] places | (n, m) |
| `x_in`, `w_in` | row j lists who is tied to j, in its first indegree[j] places | (m, n) |
| `x_outdeg`, `x_indeg`, `x_recdeg` (same with w) | degrees; reciprocated ties (one-mode) | (n,), (m,), (n,) |
| `x_avout`, `x_avin`, `x_avrec` (w) | average observed degrees over all waves | number |
| `x_miss` | 1 where x is missing at either end of the period (one-mode); all 0 in a simulation | (n, m) |
| `x_balance`, `x_equivalence` | mean difference of ties sent (received) by two actors (one-mode) | number |
| `x_avshared` (w) | average number of pairs of ties to one receiver, over receivers less one | number |
| `xo_xo`, `wo_xi` ... | two-step ways from ego; `wo_xi`: w forward, then x backward | (m,) or (n,) |
| `v` | covariate or behaviour, centred (a behaviour moves); `u` a second one | actors |
| `v_mean`, `v_range`, `v_simmean` | overall mean, range, mean similarity of all pairs | number |
| `v_miss` | 1 where the covariate is missing: statistics leave it out; all 0 in a simulation | actors |
| `d`, `d_miss` | dyadic covariate as given (missing: the mean), where it is missing; `e` a second | (n, m) |
| `d_mean` | its mean | number |
| `zi` | the value of ego whose worth is asked, centred (effects on behaviour) | number |
| `z` | the behaviour of all, centred; ego's place holds its present value, not `zi` | (n,) |
| `z_miss` | 1 where it is missing at an end of the period: left out of statistics; 0 in simulations | (n,) |
| `z_mean`, `z_range`, `z_simmean` | overall mean, range, mean similarity | number |
| `z_min`, `z_max` | lowest, highest value | number |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["integer", "number", "bytes2", "shorts2", "floats", "floats2", "out"]

PATH = re.compile(r"([xw])([oi])_([xw])([oi])")
MARK = re.compile(r"([xw])([oi])")
INTEGERS = {"n", "m", "ego"}
NUMBERS = {"p", "zi"} | {f"{who}_{what}" for who in "vuz" for what in ("mean", "range", "simmean")}
NUMBERS |= {"z_min", "z_max", "d_mean", "e_mean"}
NUMBERS |= {f"{net}_{what}" for net in "xw" for what in ("avout", "avin", "avrec", "avshared")}
NUMBERS |= {"x_balance", "x_equivalence"}
VECTORS = {"v", "u", "z", "v_miss", "u_miss", "z_miss"}
VECTORS |= {f"{net}_{what}" for net in "xw" for what in ("outdeg", "indeg", "recdeg")}
MATRICES = {"d", "e", "d_miss", "e_miss"}


@dataclass(frozen=True, slots=True)
class Path:
    """A table from ego: one step (`second` is empty) or two."""

    first: str
    forward: bool
    second: str = ""
    then_forward: bool = False


def kind(name: str) -> Kind:
    """What a parameter of this name is; ValueError when the word is unknown."""
    for words, answer in (
        (INTEGERS, "integer"),
        (NUMBERS, "number"),
        (VECTORS, "floats"),
        (MATRICES, "floats2"),
    ):
        if name in words:
            return answer  # type: ignore[return-value]
    if name == "out":
        return "out"
    if name in {"x", "w", "x_miss"}:
        return "bytes2"
    if name in {"x_out", "x_in", "w_out", "w_in"}:
        return "shorts2"
    if MARK.fullmatch(name) or PATH.fullmatch(name):
        return "floats"
    raise ValueError(f"no effect can ask for {name!r}; the words are in auxilia.saom.arguments")


def path(name: str) -> Path | None:
    """The table behind a name like `xo` or `xo_wi`; None for other names."""
    found = PATH.fullmatch(name)
    if found:
        first, way, second, then = found.groups()
        return Path(first, way == "o", second, then == "o")
    mark = MARK.fullmatch(name)
    return Path(mark[1], mark[2] == "o") if mark else None
