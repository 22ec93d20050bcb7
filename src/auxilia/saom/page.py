"""The catalogue of effects as a page, from the declarations that the code itself uses.

    python -m auxilia.saom.page docs/saom.md

writes it into the page, below the line `MARK`; what stands above that line is left as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from auxilia.errors import UsageError
from auxilia.saom.catalogue import Effect, catalogue

MARK = "<!-- below this line: python -m auxilia.saom.page docs/saom.md -->"
HEADS = ("effect", "what it says", "formula", "reads", "p", "functions", "modes")
LETTERS = {
    "w": "network",
    "v": "covariate",
    "u": "covariate",
    "d": "pairs",
    "e": "pairs",
}
MODES = {"no": "one", "also": "one, two", "only": "two"}


def row(found: Effect) -> tuple[str, ...]:
    """One effect as cells."""
    letters = ("x", *LETTERS) if found.target == "behavior" else tuple(LETTERS)
    names = LETTERS | {"x": "network"}
    reads = ", ".join(names[letter] for letter in letters if found.reads(letter))
    functions = ", ".join(
        {"evaluation": "eval", "endowment": "maint", "creation": "creat"}[t] for t in found.types
    )
    asks_p = any(
        "p" in function.__code__.co_varnames[: function.__code__.co_argcount] for function in found.functions
    )
    parameter = f"{found.parameter:g}" if asks_p else ""
    modes = MODES[found.two_mode] if found.target == "network" or found.reads("x") else ""
    return (f"`{found.name}`", found.meaning, f"`{found.formula}`", reads, parameter, functions, modes)


def effects_text() -> str:
    """All effects, those on networks first, by family (the module they stand in)."""
    lines: list[str] = []
    for target, title in (("network", "Effects on networks"), ("behavior", "Effects on behaviour")):
        members = [one for one in catalogue().values() if one.target == target]
        lines += [f"## {title} ({len(members)})", ""]
        families = sorted({one.statistic.__module__.rsplit(".", 1)[1] for one in members})
        for family in families:
            lines += [f"### {family.replace('_', ' ')}", "", _line(HEADS), _line(("---",) * len(HEADS))]
            inside = [one for one in members if one.statistic.__module__.endswith(f".{family}")]
            lines += [_line(row(one)) for one in sorted(inside, key=lambda one: one.name.lower())]
            lines.append("")
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write_effects(path: Path) -> None:
    """Put the catalogue below the mark of a page; UsageError when the page has no mark."""
    text = path.read_text("utf-8")
    if MARK not in text:
        raise UsageError(f"{path}: no line {MARK!r}. Give the page this line where the effects shall begin.")
    path.write_text(text.partition(MARK)[0] + MARK + "\n\n" + effects_text(), "utf-8")


if __name__ == "__main__":
    write_effects(Path(sys.argv[1]))
